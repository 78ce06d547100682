package org.genera.server.launch;

import org.jspecify.annotations.Nullable;

/**
 * Whether a variant can be trained in an experiment, as the OpenAPI document describes it.
 *
 * @param refusal why it cannot, in one sentence that says what to try; null where it can
 */
public record Fit(String family, String variant, @Nullable String refusal) {}
