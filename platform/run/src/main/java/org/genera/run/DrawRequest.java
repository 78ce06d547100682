package org.genera.run;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A wish for samples of a run that is not training, as the server hands it to a worker.
 *
 * @param id unique in its run
 * @param kind id of the view wanted
 * @param step of the checkpoint to draw from, empty for the last
 * @param count how many examples, or rows where the kind has rows
 * @param noiseSeed behind index i
 * @param sampler id of a sampler of the variant
 * @param settings for the sampler; defaults are filled in
 * @param label class to draw from
 * @param pattern which part of the test examples is known; empty for the usual one
 */
public record DrawRequest(
        String id,
        String kind,
        OptionalLong step,
        int count,
        long noiseSeed,
        String sampler,
        Map<String, Object> settings,
        OptionalInt label,
        String pattern)
        implements RunRequest {

    public DrawRequest {
        pattern = Objects.requireNonNullElse(pattern, "");
    }

    /** Of whole examples, or of what the view usually gives. */
    public DrawRequest(
            String id,
            String kind,
            OptionalLong step,
            int count,
            long noiseSeed,
            String sampler,
            Map<String, Object> settings,
            OptionalInt label) {
        this(id, kind, step, count, noiseSeed, sampler, settings, label, "");
    }

    @Override
    public String command() {
        return "draw";
    }
}
