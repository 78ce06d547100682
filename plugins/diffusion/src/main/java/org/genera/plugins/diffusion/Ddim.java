package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * The non-Markovian sampler of Song et al. (2021a, eq. 12 and 16): x' = a' x̂_0 + √(s'² − σ²) ε̂ + σ z. With η = 0 it is Euler's
 * method along dx = x̂_0 da + ε̂ ds, on straight lines Euler's method in time.
 *
 * @param count of the times that are visited
 * @param eta η: 0 is deterministic, 1 is ancestral sampling with the posterior variance
 * @param spacing which times
 */
record Ddim(int count, double eta, Spacing spacing) implements Steps {

    @Override
    public List<ReverseStep> steps(NoiseProcess process) {
        double[] times = spacing.times(process, count);
        List<ReverseStep> list = new ArrayList<>();
        for (int i = count; i >= 1; i--) {
            list.add(step(process, times[i], times[i - 1]));
        }
        return list;
    }

    private ReverseStep step(NoiseProcess process, double from, double to) {
        double variance = eta * eta * process.variance(to) / process.variance(from) * process.addedVariance(to, from);
        // ε̂ follows from x̂_0 and x_t, so that a clipped x̂_0 is followed: ε̂ = (x_t − a x̂_0)/s.
        double ofXt = Math.sqrt(Math.max(0, process.variance(to) - variance) / process.variance(from));
        double ofX0 = process.signal(to) - ofXt * process.signal(from);
        return new ReverseStep(from, to, ofX0, ofXt, Math.sqrt(variance));
    }
}
