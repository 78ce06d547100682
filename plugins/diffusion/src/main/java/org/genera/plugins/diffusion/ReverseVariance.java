package org.genera.plugins.diffusion;

/** The fixed variance σ_t² of the reverse step p(x_{t−1} | x_t) (Ho et al. 2020, sec. 3.2). */
enum ReverseVariance {
    /** β̃_t, the smallest sensible one: right where x_0 is known from x_t. */
    POSTERIOR {
        @Override
        double of(GaussianDiffusion diffusion, int timestep) {
            return diffusion.posteriorVariance(timestep);
        }
    },
    /** β_t, the largest sensible one: right for data that are standard normal themselves. */
    BETA {
        @Override
        double of(GaussianDiffusion diffusion, int timestep) {
            return diffusion.beta(timestep);
        }
    };

    /** σ_t² for t from 1 to T. */
    abstract double of(GaussianDiffusion diffusion, int timestep);
}
