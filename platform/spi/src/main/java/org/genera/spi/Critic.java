package org.genera.spi;

/** Models with a discriminator or critic. */
public interface Critic {

    /** The score of each example: the probability of being real for a discriminator, a real number for a critic. */
    double[] criticScores(Batch batch);
}
