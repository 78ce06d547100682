package org.genera.evaluation;

import java.util.Arrays;
import org.genera.spi.Metric;

/**
 * Precision and recall (Kynkäänniemi et al. 2019, eqs. 1 and 2), density and coverage (Naeem et al. 2020, eqs. 4 and 5) of
 * samples against real examples. A set's manifold is the union of a ball around each of its examples, which reaches to its k-th
 * nearest neighbour in the set, itself not counted; inside means strictly nearer than the radius, or on the spot where the
 * radius is 0.
 *
 * <p>Two samples of one distribution score clearly below 1 in precision and recall, about 1 in density, and 1 − 2⁻ᵏ in coverage
 * for sets of equal size. Precision says nothing without recall or coverage beside it.
 *
 * <p>Immutable; the radii of the real examples are computed once.
 */
public final class NeighbourMetrics {
    public static final Metric PRECISION = new Metric("precision", "Precision", "", Metric.Direction.HIGHER);
    public static final Metric RECALL = new Metric("recall", "Recall", "", Metric.Direction.HIGHER);
    /** 1 for samples of the data's own distribution; it may exceed 1 where samples crowd in the middle of the data. */
    public static final Metric DENSITY = new Metric("density", "Density", "", Metric.Direction.HIGHER);

    public static final Metric COVERAGE = new Metric("coverage", "Coverage", "", Metric.Direction.HIGHER);

    /** For density and coverage as their authors use it; precision and recall alone are often given for 3. */
    public static final int USUAL_NEIGHBOUR = 5;

    private final Features real;
    private final int k;
    private final boolean twinsInside;
    private final Pairs pairs;
    private final double[] squaredRadii;

    /**
     * The four measures of one set of samples.
     *
     * @param precision share of samples inside the manifold of real examples
     * @param recall share of real examples inside the manifold of samples
     * @param density balls of real examples around a sample on average, over k
     * @param coverage share of real examples with a sample in their ball
     */
    public record Scores(double precision, double recall, double density, double coverage) {}

    /**
     * Computes the manifold of the real examples.
     *
     * @param real more than k examples
     * @param k which neighbour decides the radius
     */
    public NeighbourMetrics(Features real, int k) {
        this(real, k, true);
    }

    /** @param twinsInside false for the authors' rule to the letter, by which a ball of radius 0 holds nothing */
    public NeighbourMetrics(Features real, int k, boolean twinsInside) {
        requireMore(real, k);
        this.twinsInside = twinsInside;
        this.real = real;
        this.k = k;
        this.pairs = new Pairs(real);
        this.squaredRadii = real.finite() ? squaredRadii(real, pairs, k) : new double[0];
    }

    /**
     * The scores of samples.
     *
     * @param samples more than k, as wide as the real examples
     * @return shares from 0 to 1, NaN if a value is not finite
     */
    public Scores of(Features samples) {
        requireMore(samples, k);
        if (!Features.comparable(real, samples)) {
            return new Scores(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] radiiOfSamples = squaredRadii(samples, new Pairs(samples), k);
        int[] ballsAround = new int[samples.count()];
        // Threads only ever write true, so their order does not matter.
        boolean[] recalled = new boolean[real.count()];
        boolean[] covered = new boolean[real.count()];
        pairs.squaredDistances(samples, (sample, distances, offset) -> {
            int balls = 0;
            double radius = radiiOfSamples[sample];
            for (int i = 0; i < squaredRadii.length; i++) {
                double distance = distances[offset + i];
                if (inside(distance, squaredRadii[i])) {
                    balls++;
                    covered[i] = true;
                }
                if (inside(distance, radius)) {
                    recalled[i] = true;
                }
            }
            ballsAround[sample] = balls;
        });
        long precise = Arrays.stream(ballsAround).filter(balls -> balls > 0).count();
        long balls = Arrays.stream(ballsAround).asLongStream().sum();
        return new Scores(
                (double) precise / samples.count(),
                share(recalled),
                (double) balls / ((double) k * samples.count()),
                share(covered));
    }

    /** Features may be so few that examples have k twins; a twin of theirs is inside the ball that is a point. */
    private boolean inside(double distance, double radius) {
        return distance < radius || (twinsInside && distance == 0 && radius == 0);
    }

    private static double[] squaredRadii(Features features, Pairs pairs, int k) {
        double[] radii = new double[features.count()];
        pairs.squaredDistances(features, (row, distances, offset) -> {
            distances[offset + row] = Double.POSITIVE_INFINITY;
            SmallestFew nearest = new SmallestFew(k);
            for (int i = 0; i < features.count(); i++) {
                nearest.offer(distances[offset + i], i);
            }
            radii[row] = nearest.largest();
        });
        return radii;
    }

    private static double share(boolean[] marks) {
        int marked = 0;
        for (boolean each : marks) {
            marked += each ? 1 : 0;
        }
        return (double) marked / marks.length;
    }

    private static void requireMore(Features features, int k) {
        if (k < 1 || features.count() <= k) {
            throw new IllegalArgumentException("expected more than k examples and k of at least 1, got "
                    + features.count() + " and k = " + k + "; draw more samples");
        }
    }
}
