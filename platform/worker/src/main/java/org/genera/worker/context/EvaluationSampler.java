package org.genera.worker.context;

import java.util.Optional;
import org.genera.run.request.EvaluationRequest;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Model;
import org.genera.spi.Sampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.views.ChunkedDraws;

/**
 * What draws the samples that are measured.
 *
 * @param sampler of the variant
 * @param settings a value for each of its settings
 */
public record EvaluationSampler(Sampler sampler, Values settings) {

    /** By which a model is usually looked at and measured, with its defaults; none where the variant cannot be sampled. */
    static Optional<EvaluationSampler> usual(Variant variant, Model model) {
        if (variant.samplers().isEmpty()) {
            return Optional.empty();
        }
        Sampler sampler = model instanceof DefaultSampler usual
                ? variant.sampler(usual.usualSampler())
                : variant.samplers().get(0);
        return Optional.of(new EvaluationSampler(sampler, Values.defaults(sampler.settings())));
    }

    /** How samples are drawn. */
    public ChunkedDraws.Way way() {
        return new ChunkedDraws.Way(sampler, settings);
    }

    /**
     * What a request names; empty where it leaves the choice to the model.
     *
     * @throws IllegalArgumentException if the variant has not the sampler, or the sampler not the settings
     */
    static Optional<EvaluationSampler> wanted(Variant variant, EvaluationRequest request) {
        if (request.sampler().isEmpty()) {
            return Optional.empty();
        }
        Sampler sampler = variant.sampler(request.sampler());
        return Optional.of(new EvaluationSampler(sampler, Values.of(sampler.settings(), request.settings())));
    }
}
