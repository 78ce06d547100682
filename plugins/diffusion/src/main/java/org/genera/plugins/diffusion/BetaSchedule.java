package org.genera.plugins.diffusion;

/** The variances β_1 … β_T of the steps of the forward process, in double. Immutable. */
final class BetaSchedule {
    /** What a cosine may rise to at its end, lest nothing be left of x_0 in a single step (Nichol and Dhariwal 2021, sec. 3.2). */
    private static final double MOST = 0.999;

    /** So that the first β are not vanishing (Nichol and Dhariwal 2021, sec. 3.2). */
    private static final double OFFSET = 0.008;

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
        requireSteps(timesteps);
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

    /**
     * β_t = min(1 − ᾱ_t/ᾱ_{t−1}, 0.999) for ᾱ_t = f(t)/f(0) with f(t) = cos((t/T + 0.008)/1.008 · π/2)^power.
     *
     * @param timesteps T
     * @param power 2 for the schedule of Nichol and Dhariwal (2021, eq. 17), 1 for a slower one, whose last steps destroy more
     */
    static BetaSchedule cosine(int timesteps, int power) {
        requireSteps(timesteps);
        double[] betas = new double[timesteps];
        for (int i = 0; i < timesteps; i++) {
            double ratio = cosine((double) (i + 1) / timesteps) / cosine((double) i / timesteps);
            betas[i] = Math.min(1 - Math.pow(Math.max(0, ratio), power), MOST);
        }
        return new BetaSchedule(betas);
    }

    private static double cosine(double part) {
        return Math.cos((part + OFFSET) / (1 + OFFSET) * Math.PI / 2);
    }

    private static void requireSteps(int timesteps) {
        if (timesteps < 2) {
            throw new IllegalArgumentException("need timesteps >= 2, got " + timesteps + "; DDPM uses 1000");
        }
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
