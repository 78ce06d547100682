package org.genera.plugins.autoregressive;

import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The values that a number of an example can have: two or 256 of a picture, or symbols.
 *
 * @param count of them
 * @param low value of the first
 * @param high value of the last
 */
public record Levels(int count, float low, float high) {

    /** @throws IllegalArgumentException for real values, which have no levels */
    public static Levels of(ValueRange range) {
        return switch (range) {
            case BINARY -> new Levels(2, 0, 1);
            case UNIT -> new Levels(256, 0, 1);
            case SYMMETRIC -> new Levels(256, -1, 1);
            case REAL, SYMBOLS ->
                throw new IllegalArgumentException(
                        "expected binary pictures or pictures of 256 levels, got values without levels; choose a scaling");
        };
    }

    /** Symbols, whose values are their numbers. */
    public static Levels ofSymbols(int count) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "expected two symbols or more, got " + count + "; of one there is nothing to learn");
        }
        return new Levels(count, 0, count - 1);
    }

    /** Numbers that a level is drawn by: the logit of the second of two, or one for each. */
    public int logits() {
        return count == 2 ? 1 : count;
    }

    /** Values as a network sees them: binary ones as they are, others in [−1, 1]. */
    Operand<TFloat32> seen(Ops tf, Operand<TFloat32> values) {
        return count == 2 || low < 0 ? values : tf.math.sub(tf.math.mul(values, tf.constant(2f)), tf.constant(1f));
    }

    float seen(float value) {
        return count == 2 || low < 0 ? value : 2 * value - 1;
    }

    /** The level of values, from 0; of values with noise between the levels that of the one below. */
    public Operand<TInt32> of(Ops tf, Operand<TFloat32> values) {
        if (areTheirNumbers()) {
            return tf.dtypes.cast(values, TInt32.class);
        }
        Operand<TFloat32> unit = tf.math.div(tf.math.sub(values, tf.constant(low)), tf.constant(high - low));
        // Level l is l/255, or with noise from l/256 to (l + 1)/256: either is in the l-th of 256 equal parts.
        Operand<TFloat32> part = tf.math.floor(tf.math.mul(unit, tf.constant((float) count)));
        return tf.dtypes.cast(tf.clipByValue(part, tf.constant(0f), tf.constant(count - 1f)), TInt32.class);
    }

    /** The same of one value. */
    public int level(float value) {
        if (areTheirNumbers()) {
            return (int) value;
        }
        float part = (float) Math.floor((value - low) / (high - low) * count);
        return (int) Math.max(0, Math.min(count - 1, part));
    }

    private boolean areTheirNumbers() {
        return low == 0 && high == count - 1;
    }

    /** The value of a level. */
    public float value(int level) {
        return areTheirNumbers() ? level : low + (high - low) * level / (count - 1);
    }

    /**
     * A draw.
     *
     * @param logits of one number of a picture, from an index on
     * @param temperature by which they are divided
     * @param uniform from 0 to 1: the level at which the sum of the probabilities exceeds it
     */
    public int draw(float[] logits, int from, double temperature, double uniform) {
        double[] sums = new double[count];
        double most = count == 2 ? Math.max(0, logits[from]) : max(logits, from);
        double sum = 0;
        for (int level = 0; level < count; level++) {
            double logit = count > 2 ? logits[from + level] : level == 0 ? 0 : logits[from];
            sum += Math.exp((logit - most) / temperature);
            sums[level] = sum;
        }
        int level = 0;
        while (level < count - 1 && sums[level] <= uniform * sum) {
            level++;
        }
        return level;
    }

    private double max(float[] logits, int from) {
        double most = logits[from];
        for (int level = 1; level < count; level++) {
            most = Math.max(most, logits[from + level]);
        }
        return most;
    }
}
