package org.genera.worker;

import java.util.Optional;
import org.genera.run.EvaluationRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/**
 * What draws the samples that are measured.
 *
 * @param sampler of the variant
 * @param settings a value for each of its settings
 */
record EvaluationSampler(Sampler sampler, Values settings) {

    /** The variant's first sampler with its defaults. */
    static Optional<EvaluationSampler> usual(Variant variant) {
        return variant.samplers().stream()
                .findFirst()
                .map(sampler -> new EvaluationSampler(sampler, Values.defaults(sampler.settings())));
    }

    /** @throws IllegalArgumentException if the variant has not the sampler, or the sampler not the settings */
    static Optional<EvaluationSampler> wanted(Variant variant, EvaluationRequest wish) {
        if (wish.sampler().isEmpty()) {
            return usual(variant);
        }
        Sampler sampler = named(variant, wish.sampler());
        return Optional.of(new EvaluationSampler(sampler, Values.of(sampler.settings(), wish.settings())));
    }

    /** @throws IllegalArgumentException if the variant has not the sampler, naming those it has */
    static Sampler named(Variant variant, String id) {
        return variant.samplers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sampler: expected one of "
                        + variant.samplers().stream().map(Sampler::id).toList() + ", got \"" + id + "\""));
    }
}
