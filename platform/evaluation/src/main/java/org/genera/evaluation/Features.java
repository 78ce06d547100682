package org.genera.evaluation;

import java.util.SplittableRandom;

/**
 * One vector of numbers for each example of a set: what every measure over samples reads. Raw coordinates, or what a network
 * makes of the examples; features are taken once for each set and shared by all measures.
 *
 * <p>The array is not copied: who makes features does not touch it afterwards, who receives them only reads.
 *
 * @param count how many examples
 * @param width how many numbers for each
 * @param values {@code count × width} numbers, one example after the other; not necessarily finite, see {@link #finite()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Features(int count, int width, double[] values) {

    public Features {
        if (count < 1 || width < 1 || (long) count * width != values.length) {
            throw new IllegalArgumentException("expected count × width numbers of one or more examples, got "
                    + values.length + " numbers for " + count + " × " + width);
        }
    }

    /** Features of as many examples as the array has rows of the width. */
    public static Features of(double[] values, int width) {
        if (width < 1 || values.length == 0 || values.length % width != 0) {
            throw new IllegalArgumentException("expected one or more examples of " + width
                    + " features each, got an array of " + values.length + " numbers");
        }
        return new Features(values.length / width, width, values);
    }

    /** The same from single precision. */
    public static Features of(float[] values, int width) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return of(doubles, width);
    }

    /** Whether no value is infinite or not a number. Measures of features that are not finite are not numbers. */
    public boolean finite() {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * So many different examples drawn at random, in random order; all of them if there are not more.
     *
     * @param seed equal seeds draw the same rows of sets of equal size
     */
    public Features random(int wanted, long seed) {
        int taken = Math.min(wanted, count);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[Math.multiplyExact(taken, width)];
        for (int i = 0; i < taken; i++) {
            int other = random.nextInt(i, count);
            int row = rows[other];
            rows[other] = rows[i];
            System.arraycopy(values, row * width, drawn, i * width, width);
        }
        return new Features(taken, width, drawn);
    }

    /** Those of these examples, in this order. */
    public Features rows(int[] wanted) {
        double[] taken = new double[Math.multiplyExact(wanted.length, width)];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(values, wanted[i] * width, taken, i * width, width);
        }
        return new Features(wanted.length, width, taken);
    }

    /** Whether both are finite; measures compare only features of one width. */
    static boolean comparable(Features left, Features right) {
        if (left.width != right.width) {
            throw new IllegalArgumentException(
                    "expected features of one width, got " + left.width + " and " + right.width);
        }
        return left.finite() && right.finite();
    }
}
