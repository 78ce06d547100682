package org.genera.spi;

/** Models that generate by decoding a latent vector with a standard normal prior. */
public interface LatentSpace {

    /** Latent dimensions. */
    int latentSize();

    /** Draws {@code count} latent vectors from the prior; index i depends on the seed and i alone. */
    float[] prior(int count, long seed);

    /** The mean of p(x|z) for each latent vector. */
    Samples decode(float[] latents);
}
