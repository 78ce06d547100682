package org.genera.run.request;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request for samples of a run that is not training, as the server hands it to a worker.
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
 * @param on other runs that take part, by the role that the sampler declares
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
        String pattern,
        Map<String, RunInDraw> on)
        implements RunRequest {

    public DrawRequest {
        pattern = Objects.requireNonNullElse(pattern, "");
        on = Map.copyOf(Objects.requireNonNullElse(on, Map.of()));
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
        this(id, kind, step, count, noiseSeed, sampler, settings, label, "", Map.of());
    }

    /** The same with other runs. */
    public DrawRequest on(Map<String, RunInDraw> others) {
        return new DrawRequest(id, kind, step, count, noiseSeed, sampler, settings, label, pattern, others);
    }

    @Override
    public String command() {
        return "draw";
    }
}
