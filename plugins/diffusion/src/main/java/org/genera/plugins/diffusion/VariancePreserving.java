package org.genera.plugins.diffusion;

/**
 * The VP SDE dx = −½ β(t) x dt + √β(t) dw with β(t) = β_min + t (β_max − β_min) (Song et al. 2021b, eq. 11 and appendix C): DDPM
 * in continuous time. Its sub-VP kin has the same signal and the noise 1 − a² (eq. 12), whose variance is always less.
 */
final class VariancePreserving extends ContinuousTime {
    private static final double LEAST = 1e-4;

    private final double least;
    private final double most;
    private final boolean sub;

    /**
     * @param least β_min
     * @param most β_max
     * @param sub whether it is the sub-VP SDE
     */
    VariancePreserving(double least, double most, boolean sub) {
        super(LEAST);
        if (!(0 < least && least <= most)) {
            throw new IllegalArgumentException(
                    "need 0 < betaMin <= betaMax, got " + least + " and " + most + "; the paper uses 0.1 and 20");
        }
        this.least = least;
        this.most = most;
        this.sub = sub;
    }

    /** exp(−½ ∫ β). */
    @Override
    public double signal(double time) {
        return Math.exp(-0.5 * integral(time));
    }

    /** √(1 − exp(−∫ β)), and 1 − exp(−∫ β) of sub-VP. */
    @Override
    public double noise(double time) {
        double variance = -Math.expm1(-integral(time));
        return sub ? variance : Math.sqrt(variance);
    }

    private double integral(double time) {
        return time * least + 0.5 * time * time * (most - least);
    }
}
