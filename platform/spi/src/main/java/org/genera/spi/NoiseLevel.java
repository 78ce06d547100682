package org.genera.spi;

/**
 * How much of an example is left in noise: x = α·x₀ + σ·ε with ε standard normal.
 *
 * @param alpha α, at least 0
 * @param sigma σ, at least 0; in the units of the data as the model sees them
 */
public record NoiseLevel(double alpha, double sigma) {
    /** No noise. */
    public static final NoiseLevel CLEAN = new NoiseLevel(1, 0);

    public NoiseLevel {
        if (!(alpha >= 0 && sigma >= 0 && Double.isFinite(alpha) && Double.isFinite(sigma))) {
            throw new IllegalArgumentException("need finite alpha and sigma >= 0, got " + alpha + " and " + sigma);
        }
    }
}
