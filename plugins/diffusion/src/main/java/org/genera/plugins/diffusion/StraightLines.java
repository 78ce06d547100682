package org.genera.plugins.diffusion;

/**
 * Straight lines from data to noise at an even pace, x_t = (1 − t) x_0 + t ε: the conditional paths of flow matching with optimal
 * transport (Lipman et al. 2023, eq. 20 with σ_min = 0) and of the first rectified flow (Liu et al. 2023, eq. 1), time reversed.
 */
final class StraightLines extends ContinuousTime {
    private static final double LEAST = 1e-3;

    StraightLines() {
        super(LEAST);
    }

    @Override
    public double signal(double time) {
        return 1 - time;
    }

    @Override
    public double noise(double time) {
        return time;
    }
}
