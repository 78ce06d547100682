package org.genera.evaluation;

/**
 * Negative log-likelihoods of 8-bit data in bits for each dimension (Theis et al. 2016): the density over dequantised
 * values, integrated over the cell of one of the 256 values, bounds the probability of that value.
 *
 * @param cell width of the cell of an 8-bit value in the space that the model sees: 1/256 on [0, 1), 2/256 on [-1, 1); 1 for
 *     probabilities, which no cell has to be integrated for
 */
public record BitsPerDimension(double cell) {
    /** Values (x + u) / 256 on [0, 1). */
    public static final BitsPerDimension ON_UNIT = new BitsPerDimension(1.0 / 256);

    /** The same stretched to [-1, 1). */
    public static final BitsPerDimension ON_SYMMETRIC = new BitsPerDimension(2.0 / 256);

    /** Probabilities of the 8-bit values themselves. */
    public static final BitsPerDimension OF_PROBABILITIES = new BitsPerDimension(1);

    public BitsPerDimension {
        if (!(cell > 0)) {
            throw new IllegalArgumentException("need a cell wider than 0, got " + cell);
        }
    }

    /**
     * (nll / D − log cell) / log 2, which on [0, 1) is (nll / D + log 256) / log 2.
     *
     * @param nll in nats for an example
     * @param dimensions D, numbers in an example
     */
    public double of(double nll, int dimensions) {
        return (nll / dimensions - Math.log(cell)) / Math.log(2);
    }
}
