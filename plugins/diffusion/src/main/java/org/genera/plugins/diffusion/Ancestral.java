package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Ancestral sampling: every step draws from p(x_{t−1} | x_t), the last one takes its mean (Ho et al. 2020, algorithm 2).
 *
 * @param variance σ_t²
 */
record Ancestral(ReverseVariance variance) implements ReverseProcess {

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
