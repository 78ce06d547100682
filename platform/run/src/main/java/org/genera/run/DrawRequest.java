package org.genera.run;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A wish for samples of a run that is not training, as the server hands it to a worker.
 *
 * @param id unique in its run
 * @param kind what to draw
 * @param step of the checkpoint to draw from, empty for the last
 * @param count how many examples, or rows where the kind has rows
 * @param noiseSeed behind index i
 * @param sampler id of a sampler of the variant
 * @param settings for the sampler; defaults are filled in
 * @param label class to draw from
 */
public record DrawRequest(
        String id,
        SampleSet.Kind kind,
        OptionalLong step,
        int count,
        long noiseSeed,
        String sampler,
        Map<String, Object> settings,
        OptionalInt label)
        implements RunRequest {

    @Override
    public String command() {
        return "draw";
    }
}
