package org.genera.spi;

import java.util.List;

/**
 * Models that know the score: the gradient of the log density at an example, perhaps among noise. Chains walk along it, and
 * so does whatever builds on a trained density.
 */
public interface ScoreField {

    /** The levels of noise at which it may be asked, the least first; a plain density knows {@link NoiseLevel#CLEAN} alone. */
    List<NoiseLevel> levels();

    /**
     * ∇ log p(x) of the density that examples have at their levels of noise.
     *
     * @param x examples in the space of the data, noisy to their levels
     * @param levels one for each example, each among {@link #levels()}
     */
    Scores score(Batch x, List<NoiseLevel> levels);

    /**
     * Of each example of a batch.
     *
     * @param gradient with respect to the values as the model sees them: as many numbers as the examples have
     * @param logDensity in nats, with respect to the Lebesgue measure; empty where it is not known
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Scores(float[] gradient, double[] logDensity) {

        /** Of densities that are known up to their score. */
        public Scores(float[] gradient) {
            this(gradient, new double[0]);
        }
    }

    /**
     * For models that know no noise.
     *
     * @throws IllegalArgumentException if a level is another than {@link NoiseLevel#CLEAN}
     */
    static void requireClean(List<NoiseLevel> levels) {
        for (NoiseLevel level : levels) {
            if (!level.equals(NoiseLevel.CLEAN)) {
                throw new IllegalArgumentException(
                        "expected examples without noise, for this density knows no other, got " + level);
            }
        }
    }
}
