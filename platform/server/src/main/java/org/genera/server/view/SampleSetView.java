package org.genera.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.genera.run.journal.SampleSet;
import org.jspecify.annotations.Nullable;

/**
 * A sample set as the OpenAPI document describes it: what the journal says of it, and who asked for it.
 *
 * @param trainMillis how long the run had trained at its step; null in the stream, where a set is only announced
 * @param request id of the request, null where nobody asked
 */
public record SampleSetView(
        @JsonUnwrapped SampleSet set,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long trainMillis,
        @Nullable String request) {}
