package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Ancestral sampling on some of the times, as if the process had no others: β becomes what is added between two that are visited
 * (Nichol and Dhariwal 2021, sec. 4). In continuous time, and for any process.
 *
 * @param count of steps
 * @param variance of what a step adds
 * @param repetitions of each step
 */
record Strided(int count, Spacing spacing, ReverseVariance variance, int repetitions) implements Steps {

    @Override
    public List<ReverseStep> steps(NoiseProcess process) {
        double[] times = spacing.times(process, count);
        List<ReverseStep> steps = new ArrayList<>();
        for (int i = count; i >= 1; i--) {
            steps.add(step(process, times[i], times[i - 1]));
        }
        return steps;
    }

    /** The posterior q(x_to | x_from, x_0), or with a larger variance. */
    ReverseStep step(NoiseProcess process, double from, double to) {
        double added = process.addedVariance(to, from);
        double all = process.variance(from);
        double left = process.variance(to);
        double ofXt = process.signal(from) / process.signal(to) * left / all;
        double ofX0 = process.signal(to) * added / all;
        if (to == 0) {
            return new ReverseStep(from, to, ofX0, ofXt, 0);
        }
        double posterior = Math.sqrt(added * left / all);
        // What is added is relative to the signal that is left of x_to.
        double beta = Math.sqrt(added);
        return switch (variance) {
            case POSTERIOR -> new ReverseStep(from, to, ofX0, ofXt, posterior);
            case BETA -> new ReverseStep(from, to, ofX0, ofXt, beta);
            case LEARNED -> new ReverseStep(from, to, ofX0, ofXt, posterior, beta);
        };
    }
}
