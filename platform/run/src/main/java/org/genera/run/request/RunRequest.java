package org.genera.run.request;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A request about a run that is not training, as the server hands it to a worker: the worker opens a checkpoint, grants the
 * request and says so in the journal.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = DrawRequest.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = DrawRequest.class, name = "draw"),
    @JsonSubTypes.Type(value = EvaluationRequest.class, name = "evaluate")
})
public sealed interface RunRequest permits DrawRequest, EvaluationRequest {

    /** Unique in its run. */
    String id();

    /** What a worker is called with to grant it. */
    String command();
}
