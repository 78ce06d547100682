package org.genera.worker;

import java.util.Optional;
import org.genera.run.EvaluationRequest;
import org.genera.spi.Model;
import org.genera.spi.Sampler;
import org.genera.spi.UsualSampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/**
 * What draws the samples that are measured.
 *
 * @param sampler of the variant
 * @param settings a value for each of its settings
 */
record EvaluationSampler(Sampler sampler, Values settings) {

    /** By which a model is usually looked at and measured, with its defaults; none where the variant cannot be sampled. */
    static Optional<EvaluationSampler> usual(Variant variant, Model model) {
        if (variant.samplers().isEmpty()) {
            return Optional.empty();
        }
        Sampler sampler = model instanceof UsualSampler usual
                ? named(variant, usual.usualSampler())
                : variant.samplers().get(0);
        return Optional.of(new EvaluationSampler(sampler, Values.defaults(sampler.settings())));
    }

    /**
     * What a wish names; empty where it leaves the choice to the model.
     *
     * @throws IllegalArgumentException if the variant has not the sampler, or the sampler not the settings
     */
    static Optional<EvaluationSampler> wanted(Variant variant, EvaluationRequest wish) {
        if (wish.sampler().isEmpty()) {
            return Optional.empty();
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
