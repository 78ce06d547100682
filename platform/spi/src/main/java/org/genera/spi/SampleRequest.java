package org.genera.spi;

import java.util.OptionalInt;

/**
 * What to draw.
 *
 * @param count how many samples
 * @param seed decides the draws: the same seed and index is the same noise at any step and with any sampler
 * @param sampler id of one of the variant's samplers
 * @param settings a value for each of the sampler's settings
 * @param label the class to draw from; empty for the model's own mixture
 */
public record SampleRequest(int count, long seed, String sampler, Values settings, OptionalInt label) {

    public SampleRequest {
        if (count < 1) {
            throw new IllegalArgumentException("need count >= 1, got " + count);
        }
    }

    /** A request with the sampler's default settings and no class. */
    public static SampleRequest of(int count, long seed, Sampler sampler) {
        return new SampleRequest(count, seed, sampler.id(), Values.defaults(sampler.settings()), OptionalInt.empty());
    }
}
