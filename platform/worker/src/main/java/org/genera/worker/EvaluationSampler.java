package org.genera.worker;

import java.util.Optional;
import org.genera.run.EvaluationRequest;
import org.genera.spi.Model;
import org.genera.spi.Sampler;
import org.genera.spi.UsualSampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.views.Draws;

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
                ? variant.sampler(usual.usualSampler())
                : variant.samplers().get(0);
        return Optional.of(new EvaluationSampler(sampler, Values.defaults(sampler.settings())));
    }

    /** How samples are drawn. */
    Draws.Way way() {
        return new Draws.Way(sampler, settings);
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
        Sampler sampler = variant.sampler(wish.sampler());
        return Optional.of(new EvaluationSampler(sampler, Values.of(sampler.settings(), wish.settings())));
    }
}
