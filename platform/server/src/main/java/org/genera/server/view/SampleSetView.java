package org.genera.server.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.genera.run.SampleSet;
import org.jspecify.annotations.Nullable;

/**
 * A sample set as the OpenAPI document describes it: what the journal says of it, and who asked for it.
 *
 * @param request id of the wish, null where nobody asked
 */
public record SampleSetView(
        @JsonUnwrapped SampleSet set, @Nullable String request) {}
