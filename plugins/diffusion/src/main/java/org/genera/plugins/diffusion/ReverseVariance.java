package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import java.util.Locale;
import org.genera.spi.Hyperparameter;

/** The variance of the noise that a reverse step adds (Ho et al. 2020, sec. 3.2). */
enum ReverseVariance {
    /** β̃_t, the smallest sensible one: right where x_0 is known from x_t. */
    POSTERIOR,
    /** β_t, the largest sensible one: right for data that are standard normal themselves. */
    BETA,
    /** Between the two, as the network learned it (Nichol and Dhariwal 2021, eq. 15). */
    LEARNED;

    static final Hyperparameter<String> OF_STEPS = choice("variance", "posterior", "beta")
            .help("Variance of the noise that a step adds: that of the posterior given x₀, or β itself.");

    static final Hyperparameter<String> LEARNED_OR_GIVEN = choice("variance", "learned", "posterior", "beta")
            .help("Variance of the noise that a step adds: as learned, that of the posterior given x₀, or β itself.");

    /** By its name in a form. */
    static ReverseVariance named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** σ_t² of p(x_{t−1} | x_t) for t from 1 to T; a network's own are not among them. */
    double of(GaussianDiffusion diffusion, int timestep) {
        return this == BETA ? diffusion.beta(timestep) : diffusion.posteriorVariance(timestep);
    }
}
