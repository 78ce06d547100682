package org.genera.evaluation;

import java.util.Arrays;
import org.genera.spi.Metric;

/**
 * The unbiased estimate of the squared maximum mean discrepancy (Gretton et al. 2012, eq. 3) under the Gaussian kernel
 * exp(−‖x − y‖² / (2σ²)). Being unbiased, it may be negative where the distributions agree.
 *
 * @param bandwidth σ, in units of the features; values compare for one bandwidth only
 */
public record MaximumMeanDiscrepancy(double bandwidth) {
    /** It is the square that is unbiased, so it is the square that is given. */
    public static final Metric METRIC = new Metric("mmdSquared", "MMD²", "", Metric.Direction.LOWER);

    private static final int MOST_FOR_THE_MEDIAN = 1_000;
    private static final long MEDIAN_SEED = 314_159;

    public MaximumMeanDiscrepancy {
        if (!(bandwidth > 0) || !Double.isFinite(bandwidth)) {
            throw new IllegalArgumentException("expected a finite bandwidth above 0, got " + bandwidth
                    + "; the median distance of real examples is a usual choice");
        }
    }

    /**
     * With σ the median distance of different examples (the median heuristic, Gretton et al. 2012, sec. 8), of a thousand of them
     * at most. Taken from real examples alone it is the same for all models, which the usual median of both sets together is
     * not.
     *
     * @param features two or more, finite; if the median distance is 0, σ is 1
     */
    public static MaximumMeanDiscrepancy withMedianDistanceOf(Features features) {
        if (features.count() < 2 || !features.finite()) {
            throw new IllegalArgumentException(
                    "a median distance needs two or more examples, all of them finite, got " + features.count());
        }
        Features taken =
                features.count() > MOST_FOR_THE_MEDIAN ? features.random(MOST_FOR_THE_MEDIAN, MEDIAN_SEED) : features;
        int count = taken.count();
        double[] squares = new double[count * (count - 1) / 2];
        new Pairs(taken)
                .squaredDistances(
                        taken,
                        (row, distances, offset) ->
                                System.arraycopy(distances, offset, squares, row * (row - 1) / 2, row));
        Arrays.parallelSort(squares);
        int middle = squares.length / 2;
        double median = squares.length % 2 == 1
                ? Math.sqrt(squares[middle])
                : (Math.sqrt(squares[middle - 1]) + Math.sqrt(squares[middle])) / 2;
        return new MaximumMeanDiscrepancy(median > 0 ? median : 1);
    }

    /**
     * The squared discrepancy of two sets.
     *
     * @param left two or more examples
     * @param right two or more examples of the same width
     * @return NaN if a value is not finite
     */
    public double squared(Features left, Features right) {
        if (left.count() < 2 || right.count() < 2) {
            throw new IllegalArgumentException("expected two or more examples on both sides, got " + left.count()
                    + " and " + right.count() + "; draw more samples");
        }
        if (!Features.comparable(left, right)) {
            return Double.NaN;
        }
        Pairs toRight = new Pairs(right);
        double n = left.count();
        double m = right.count();
        // The kernel of an example with itself is 1.
        return (sum(left, new Pairs(left)) - n) / (n * (n - 1))
                + (sum(right, toRight) - m) / (m * (m - 1))
                - 2 * sum(left, toRight) / (n * m);
    }

    /** The sum of the kernel over all pairs. */
    double sum(Features left, Pairs right) {
        double factor = -1 / (2 * bandwidth * bandwidth);
        return right.sumOfSquaredDistances(left, squares -> Math.exp(factor * squares));
    }
}
