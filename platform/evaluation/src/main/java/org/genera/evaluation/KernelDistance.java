package org.genera.evaluation;

import java.util.Locale;
import java.util.SplittableRandom;
import org.genera.spi.Metric;

/**
 * The kernel distance, KID where features are Inception's (Bińkowski et al. 2018, sec. 3): the unbiased squared maximum mean
 * discrepancy (Gretton et al. 2012, eq. 3) under the kernel (x·y / d + 1)³, averaged over random subsets.
 *
 * <p>It compares the first three moments of the features. Being unbiased, it may be negative where the distributions agree.
 *
 * @param subsets how many pairs of subsets
 * @param size examples in a subset at most
 * @param seed of the subsets; values repeat for equal seeds
 */
public record KernelDistance(int subsets, int size, long seed) {
    public static final Metric METRIC = new Metric("kernelDistance", "Kernel distance", "", Metric.Direction.LOWER);

    public KernelDistance {
        if (subsets < 1 || size < 2) {
            throw new IllegalArgumentException(
                    "expected one or more subsets of two or more examples, got " + subsets + " of " + size);
        }
    }

    /**
     * The distance and how far it can be trusted.
     *
     * @param mean over the subsets; the distance
     * @param standardDeviation of the subsets, 0 for one or where a subset would be all there is
     */
    public record Estimate(double mean, double standardDeviation) {}

    /**
     * The distance of two sets.
     *
     * @param left two or more examples
     * @param right two or more examples of the same width
     * @return not numbers if a value is not finite
     */
    public Estimate between(Features left, Features right) {
        int taken = Math.min(size, Math.min(left.count(), right.count()));
        if (taken < 2) {
            throw new IllegalArgumentException("expected two or more examples on both sides, got " + left.count()
                    + " and " + right.count() + "; draw more samples");
        }
        if (!Features.comparable(left, right)) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        // Each subset would be all of them.
        return taken == left.count() && taken == right.count()
                ? new Estimate(unbiased(left, right), 0)
                : overSubsets(left, right, taken);
    }

    /** The same, where everything is taken as often as there are subsets, each time in another order. */
    public Estimate repeated(Features left, Features right) {
        int taken = Math.min(size, Math.min(left.count(), right.count()));
        return Features.comparable(left, right)
                ? overSubsets(left, right, taken)
                : new Estimate(Double.NaN, Double.NaN);
    }

    private Estimate overSubsets(Features left, Features right, int taken) {
        double sum = 0;
        double[] values = new double[subsets];
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < subsets; i++) {
            values[i] = unbiased(left.random(taken, seeds.nextLong()), right.random(taken, seeds.nextLong()));
            sum += values[i];
        }
        double mean = sum / subsets;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Estimate(mean, subsets > 1 ? Math.sqrt(squares / (subsets - 1)) : 0);
    }

    /** In words, for so many examples on the two sides. */
    public String words(int left, int right) {
        if (left == right && left <= size) {
            return "all of both sides";
        }
        return String.format(Locale.ROOT, "mean of %d subsets of %,d", subsets, Math.min(size, Math.min(left, right)));
    }

    private static double unbiased(Features left, Features right) {
        Pairs toLeft = new Pairs(left);
        Pairs toRight = new Pairs(right);
        double n = left.count();
        return (sum(left, toLeft) - diagonal(left)) / (n * (n - 1))
                + (sum(right, toRight) - diagonal(right)) / (n * (n - 1))
                - 2 * sum(left, toRight) / (n * n);
    }

    private static double sum(Features left, Pairs right) {
        int width = left.width();
        return right.sumOfProducts(left, product -> kernel(product, width));
    }

    private static double diagonal(Features features) {
        double sum = 0;
        int width = features.width();
        for (int row = 0; row < features.count(); row++) {
            double squares = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                squares += features.values()[i] * features.values()[i];
            }
            sum += kernel(squares, width);
        }
        return sum;
    }

    private static double kernel(double product, int width) {
        double base = product / width + 1;
        return base * base * base;
    }
}
