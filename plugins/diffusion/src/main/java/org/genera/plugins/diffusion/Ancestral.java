package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Ancestral sampling: every step draws from p(x_{t−1} | x_t), the last one takes its mean (Ho et al. 2020, algorithm 2).
 *
 * @param variance σ_t²
 * @param repetitions of each step
 */
record Ancestral(ReverseVariance variance, int repetitions) implements Steps {

    @Override
    public List<ReverseStep> steps(NoiseProcess process) {
        if (!(process instanceof GaussianDiffusion diffusion)) {
            throw new IllegalArgumentException(
                    "expected a run of DDPM, whose timesteps are all visited, got another process; draw with strided,"
                            + " which visits as many times as you like");
        }
        List<ReverseStep> steps = new ArrayList<>();
        for (int t = diffusion.timesteps(); t >= 1; t--) {
            steps.add(step(diffusion, t));
        }
        return steps;
    }

    private ReverseStep step(GaussianDiffusion diffusion, int t) {
        double ofX0 = diffusion.posteriorMeanOfX0(t);
        double ofXt = diffusion.posteriorMeanOfXt(t);
        if (t == 1) {
            return new ReverseStep(t, 0, ofX0, ofXt, 0);
        }
        double deviation = Math.sqrt(variance.of(diffusion, t));
        double most = variance == ReverseVariance.LEARNED ? Math.sqrt(diffusion.beta(t)) : deviation;
        return new ReverseStep(t, t - 1, ofX0, ofXt, deviation, most);
    }
}
