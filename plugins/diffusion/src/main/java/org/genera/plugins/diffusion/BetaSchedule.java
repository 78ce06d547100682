package org.genera.plugins.diffusion;

/** The variances β_1 … β_T of the steps of the forward process, in double. Immutable. */
final class BetaSchedule {
    private final double[] betas;

    private BetaSchedule(double[] betas) {
        this.betas = betas;
    }

    /**
     * β rising linearly (Ho et al. 2020, sec. 4).
     *
     * @param timesteps T
     * @param start β_1
     * @param end β_T
     */
    static BetaSchedule linear(int timesteps, double start, double end) {
        if (timesteps < 2) {
            throw new IllegalArgumentException("need timesteps >= 2, got " + timesteps + "; DDPM uses 1000");
        }
        if (!(0 < start && start <= end && end < 1)) {
            throw new IllegalArgumentException("need 0 < betaStart <= betaEnd < 1, got " + start + " and " + end
                    + "; DDPM uses 1e-4 and 0.02 with 1000 timesteps");
        }
        double[] betas = new double[timesteps];
        for (int i = 0; i < timesteps; i++) {
            betas[i] = start + (end - start) * i / (timesteps - 1);
        }
        return new BetaSchedule(betas);
    }

    int timesteps() {
        return betas.length;
    }

    /**
     * β_t.
     *
     * @param timestep from 1 to T
     */
    double beta(int timestep) {
        return betas[timestep - 1];
    }
}
