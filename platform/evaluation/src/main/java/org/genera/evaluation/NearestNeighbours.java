package org.genera.evaluation;

import java.util.Arrays;
import org.genera.spi.Metric;

/**
 * The nearest examples of one set for each example of another, and what they say about memorisation.
 *
 * <p>A model that copies its training examples draws samples much nearer to them than fresh real examples are. So the distance
 * below which 5 % of the test examples have their nearest training example is the yardstick, and the share of samples strictly
 * below it the measure: about 5 % for a perfect sampler, towards 100 % for copies, near 0 for samples off the data, which
 * is no merit. (A quantile in place of the mean of Meehan et al. 2020, sec. 3, so that a few copies among good samples show.)
 *
 * @param neighbours of each query
 * @param indices {@code queries × neighbours} rows of the references, nearest first
 * @param distances the Euclidean distances to them
 */
@SuppressWarnings("ArrayRecordComponent")
public record NearestNeighbours(int neighbours, int[] indices, double[] distances) {
    /** Best near {@link #QUANTILE}, so neither direction is better. */
    public static final Metric MEMORISED = new Metric(
            "nearTraining",
            "Samples nearer to the training data than 5 % of test examples",
            "%",
            Metric.Direction.NEITHER);

    public static final double QUANTILE = 0.05;

    /**
     * Finds the neighbours, by comparing all with all.
     *
     * @param queries one or more; neighbours of one that is not finite are −1, infinitely far
     * @param references as many as neighbours or more
     */
    public static NearestNeighbours of(Features queries, Features references, int neighbours) {
        if (neighbours < 1 || references.count() < neighbours || queries.width() != references.width()) {
            throw new IllegalArgumentException("expected " + neighbours + " or more references of width "
                    + queries.width() + ", got " + references.count() + " of width " + references.width());
        }
        int[] indices = new int[queries.count() * neighbours];
        double[] distances = new double[indices.length];
        new Pairs(references).squaredDistances(queries, (query, squares, offset) -> {
            SmallestFew nearest = new SmallestFew(neighbours);
            for (int i = 0; i < references.count(); i++) {
                nearest.offer(squares[offset + i], i);
            }
            for (int rank = 0; rank < neighbours; rank++) {
                indices[query * neighbours + rank] = nearest.owner(rank);
                distances[query * neighbours + rank] = Math.sqrt(nearest.number(rank));
            }
        });
        return new NearestNeighbours(neighbours, indices, distances);
    }

    /** How many examples had their neighbours searched. */
    public int queries() {
        return indices.length / neighbours;
    }

    /** Distance of each query to its nearest reference. */
    public double[] nearestDistances() {
        double[] nearest = new double[queries()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = distances[i * neighbours];
        }
        return nearest;
    }

    /** The distance below which the share of queries has its nearest reference, interpolated between order statistics. */
    public double nearestDistanceQuantile(double share) {
        return quantile(nearestDistances(), share);
    }

    /**
     * What percentage of fresh real examples is nearer than the {@link #QUANTILE} of so many test examples on average: that of a
     * quantile between order statistics, 5 % of many and 8 % of 30.
     */
    public static double percentOfFresh(int testExamples) {
        return 100 * (QUANTILE * (testExamples - 1) + 1) / (testExamples + 1);
    }

    /** The same of distances by themselves. */
    public static double quantile(double[] distances, double share) {
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        // Where both are infinite there is nothing to interpolate.
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The share of queries that are nearer to their nearest reference than a distance, in percent.
     *
     * @param distance usually the {@link #QUANTILE} of test examples to training examples
     */
    public double percentNearerThan(double distance) {
        return percentNearer(nearestDistances(), distance);
    }

    /** The same of distances by themselves. */
    public static double percentNearer(double[] distances, double distance) {
        int nearer = 0;
        for (double each : distances) {
            nearer += each < distance ? 1 : 0;
        }
        return 100.0 * nearer / distances.length;
    }
}
