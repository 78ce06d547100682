package org.genera.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.spi.Metric;

/**
 * The sliced 2-Wasserstein distance: the root mean square, over fixed random directions θ, of the 2-Wasserstein distance
 * between the projections ⟨θ, x⟩ of two point sets (Rabin et al. 2012; Bonneel et al. 2015). In one dimension the distance is the
 * L2 distance of the quantile functions, which is computed exactly, also for sets of unequal size.
 *
 * <p>For two distributions that differ by a shift m in d dimensions it tends to ‖m‖ / √d.
 */
public final class SlicedWasserstein {
    public static final Metric METRIC =
            new Metric("slicedWasserstein", "Sliced Wasserstein distance", "", Metric.Direction.LOWER);

    private final int dimensions;
    private final double[][] directions;

    /**
     * @param dimensions of a point
     * @param directions how many directions; 128 or more give two digits on points in the plane
     * @param seed of the directions; values are comparable for equal seeds
     */
    public SlicedWasserstein(int dimensions, int directions, long seed) {
        if (dimensions < 1 || directions < 1) {
            throw new IllegalArgumentException(
                    "need at least one dimension and one direction, got " + dimensions + " and " + directions);
        }
        this.dimensions = dimensions;
        this.directions = new double[directions][];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < directions; i++) {
            this.directions[i] = direction(random, dimensions);
        }
    }

    /** How many directions there are. */
    public int directions() {
        return directions.length;
    }

    private static double[] direction(SplittableRandom random, int dimensions) {
        double[] direction = new double[dimensions];
        double squares = 0;
        while (squares < 1e-12) {
            squares = 0;
            for (int i = 0; i < dimensions; i++) {
                direction[i] = random.nextGaussian();
                squares += direction[i] * direction[i];
            }
        }
        for (int i = 0; i < dimensions; i++) {
            direction[i] /= Math.sqrt(squares);
        }
        return direction;
    }

    /**
     * The distance of two sets of points.
     *
     * @param left {@code n × dimensions} numbers
     * @param right {@code m × dimensions} numbers
     * @return the distance in units of the data; NaN if a value is not finite
     */
    public double distance(float[] left, float[] right) {
        return distance(left, projected(right));
    }

    /**
     * The distance of a set of points from one that was projected before.
     *
     * @param points {@code n × dimensions} numbers
     * @param reference by the same directions
     * @return the distance in units of the data; NaN if a value is not finite
     */
    public double distance(float[] points, Projections reference) {
        Projections projections = projected(points);
        if (!projections.finite() || !reference.finite()) {
            return Double.NaN;
        }
        double[] squares = new double[directions.length];
        Arrays.parallelSetAll(squares, i -> squaredDistance(projections.ofDirections[i], reference.ofDirections[i]));
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum / directions.length);
    }

    /** Sorted along each direction, once for many comparisons. */
    public Projections projected(float[] points) {
        if (points.length == 0 || points.length % dimensions != 0) {
            throw new IllegalArgumentException(
                    "expected one or more points of " + dimensions + " numbers, got " + points.length + " numbers");
        }
        double[][] sorted = new double[finite(points) ? directions.length : 0][];
        Arrays.parallelSetAll(sorted, i -> sortedProjection(points, directions[i]));
        return new Projections(sorted);
    }

    /** A set of points as each direction sees it; nothing where a value is not finite. */
    public static final class Projections {
        private final double[][] ofDirections;

        private Projections(double[][] ofDirections) {
            this.ofDirections = ofDirections;
        }

        private boolean finite() {
            return ofDirections.length > 0;
        }
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private double[] sortedProjection(float[] points, double[] direction) {
        double[] projection = new double[points.length / dimensions];
        for (int i = 0; i < projection.length; i++) {
            double sum = 0;
            int offset = i * dimensions;
            for (int j = 0; j < dimensions; j++) {
                sum += direction[j] * points[offset + j];
            }
            projection[i] = sum;
        }
        Arrays.sort(projection);
        return projection;
    }

    /** ∫₀¹ (F⁻¹(u) − G⁻¹(u))² du for two sorted samples; both quantile functions are steps. */
    static double squaredDistance(double[] left, double[] right) {
        long n = left.length;
        long m = right.length;
        double sum = 0;
        // Levels are counted in 1 / (n·m), so that steps of both functions fall on whole numbers.
        long level = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            long next = Math.min((i + 1) * m, (j + 1) * n);
            double difference = left[i] - right[j];
            sum += difference * difference * (next - level);
            level = next;
            if (next == (i + 1) * m) {
                i++;
            }
            if (next == (j + 1) * n) {
                j++;
            }
        }
        return sum / ((double) n * m);
    }
}
