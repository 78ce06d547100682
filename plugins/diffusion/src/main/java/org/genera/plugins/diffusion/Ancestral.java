package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import java.util.ArrayList;
import java.util.List;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Sampler;

/**
 * Ancestral sampling: every step draws from p(x_{t−1} | x_t), the last one takes its mean (Ho et al. 2020, algorithm 2).
 *
 * @param variance σ_t²
 */
record Ancestral(ReverseVariance variance) implements ReverseProcess {
    static final Hyperparameter<String> VARIANCE = choice("variance", "posterior", "beta")
            .help("Variance of the noise that a step adds: that of the posterior given x₀, or β itself.");
    static final Choice CHOICE = new Choice(
            new Sampler(
                            "ancestral",
                            "Ancestral (DDPM)",
                            "Walks back through all timesteps, adding fresh noise at each: the sampler of the paper, and the"
                                    + " slowest.",
                            VARIANCE,
                            CLIP)
                    .fromBaseNoise(),
            settings -> new Ancestral(
                    settings.get(VARIANCE).equals("beta") ? ReverseVariance.BETA : ReverseVariance.POSTERIOR));

    @Override
    public List<ReverseStep> steps(GaussianDiffusion diffusion) {
        List<ReverseStep> steps = new ArrayList<>();
        for (int t = diffusion.timesteps(); t >= 1; t--) {
            double deviation = t == 1 ? 0 : Math.sqrt(variance.of(diffusion, t));
            steps.add(new ReverseStep(
                    t, t - 1, diffusion.posteriorMeanOfX0(t), diffusion.posteriorMeanOfXt(t), deviation));
        }
        return steps;
    }
}
