package org.genera.spi;

/**
 * Examples for one step or one evaluation.
 *
 * <p>The arrays are not copied: who makes a batch does not touch them afterwards, who receives one only reads.
 *
 * @param step the training step, 1 for the first; random draws are a pure function of the seed, this step and their
 *     purpose
 * @param count how many examples
 * @param values {@code count × shape.size()} numbers, one example after the other
 * @param labels {@code count} labels from 0, or empty for unlabelled data
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(long step, int count, float[] values, int[] labels) {

    public Batch {
        if (count < 1 || values.length % count != 0) {
            throw new IllegalArgumentException(
                    "need one or more examples of equal size, got " + values.length + " values for " + count);
        }
        if (labels.length != 0 && labels.length != count) {
            throw new IllegalArgumentException(
                    "need a label for each of " + count + " examples or none at all, got " + labels.length);
        }
    }

    /** Whether the examples are labelled. */
    public boolean labelled() {
        return labels.length > 0;
    }
}
