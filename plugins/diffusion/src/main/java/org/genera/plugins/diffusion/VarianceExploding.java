package org.genera.plugins.diffusion;

/**
 * The VE SDE: x_t = x_0 + σ(t) ε with σ(t) = σ_min (σ_max/σ_min)^t (Song et al. 2021b, eq. 9 and appendix C). The network sees x_t
 * divided by √(1 + σ²).
 */
final class VarianceExploding extends ContinuousTime {
    /** Here σ is σ_min; below lies the data alone. */
    private static final double LEAST = 1e-4;

    private final GeometricNoise sigmas;

    VarianceExploding(GeometricNoise sigmas) {
        super(LEAST);
        this.sigmas = sigmas;
    }

    @Override
    public double signal(double time) {
        return 1;
    }

    @Override
    public double noise(double time) {
        return time <= 0 ? 0 : sigmas.at(Math.max(0, time - LEAST) / (1 - LEAST));
    }

    @Override
    public double priorDeviation() {
        return sigmas.most();
    }

    @Override
    public double inputScale(double time) {
        return 1 / scale(time);
    }
}
