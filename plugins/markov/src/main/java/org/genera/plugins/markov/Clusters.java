package org.genera.plugins.markov;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;

/**
 * Where Gaussian states begin: centres of groups of elements and the variances within. Elements are taken without their
 * order, a few thousand of them drawn from a seed: expectation maximisation does the rest, over everything.
 */
final class Clusters {
    private static final int MOST_ELEMENTS = 5_000;
    private static final int ROUNDS = 20;

    private final int count;
    private final int width;
    /** Divided by the deviation of their coordinate, so that none counts more for its unit. */
    private final double[][] points;

    private final double[] deviations;
    private final double[][] centres;
    private final int[] members;

    private Clusters(double[][] points, int count) {
        this.points = points;
        this.count = count;
        this.width = points[0].length;
        this.deviations = deviations(points);
        for (double[] point : points) {
            Arrays.setAll(point, i -> point[i] / deviations[i]);
        }
        this.centres = new double[count][];
        this.members = new int[points.length];
    }

    /**
     * Groups the elements of the sequences of a batch.
     *
     * @throws IllegalArgumentException if there are fewer elements than groups
     */
    static Clusters of(DataShape.Sequence shape, Batch batch, int count, Beginning beginning, long seed) {
        double[][] points = chosen(shape, batch, new SplittableRandom(Seeds.derive(seed, "elements")));
        if (points.length < count) {
            throw new IllegalArgumentException("expected at least as many elements as states, got " + points.length
                    + " elements for " + count + " states; choose fewer states");
        }
        Clusters clusters = new Clusters(points, count);
        if (beginning == Beginning.RANDOM) {
            // The points come in random order.
            for (int k = 0; k < count; k++) {
                clusters.centres[k] = points[k].clone();
            }
        } else {
            clusters.spreadOut(new SplittableRandom(Seeds.derive(seed, "centres")));
            for (int round = 0; round < ROUNDS; round++) {
                clusters.assign();
                clusters.moveCentres();
            }
        }
        return beginning == Beginning.RANDOM ? clusters : clusters.assign();
    }

    /** Distinct elements in random order: each position of the running count takes the place of a chosen one at random. */
    private static double[][] chosen(DataShape.Sequence shape, Batch batch, SplittableRandom random) {
        int all = 0;
        for (int length : batch.lengths()) {
            all = Math.addExact(all, length);
        }
        double[][] points = new double[Math.min(all, MOST_ELEMENTS)][];
        int seen = 0;
        for (int i = 0; i < batch.count(); i++) {
            for (int t = 0; t < batch.lengths()[i]; t++) {
                int place = random.nextInt(seen + 1);
                if (seen < points.length) {
                    points[seen] = points[place];
                }
                if (place < points.length) {
                    points[place] = element(batch.values(), i * shape.size() + t * shape.width(), shape.width());
                }
                seen++;
            }
        }
        return points;
    }

    /** That of a constant coordinate is 1. */
    private static double[] deviations(double[][] points) {
        int width = points[0].length;
        double[] mean = new double[width];
        double[] variance = new double[width];
        for (double[] point : points) {
            Arrays.setAll(mean, i -> mean[i] + point[i] / points.length);
        }
        for (double[] point : points) {
            Arrays.setAll(variance, i -> variance[i] + (point[i] - mean[i]) * (point[i] - mean[i]) / points.length);
        }
        return Arrays.stream(variance)
                .map(each -> each > 0 ? Math.sqrt(each) : 1)
                .toArray();
    }

    private static double[] element(float[] values, int from, int width) {
        double[] element = new double[width];
        for (int i = 0; i < width; i++) {
            element[i] = values[from + i];
        }
        return element;
    }

    /** k-means++: each further centre is a point drawn with a probability that grows with its squared distance. */
    private void spreadOut(SplittableRandom random) {
        double[] nearest = new double[points.length];
        Arrays.fill(nearest, 1);
        for (int k = 0; k < count; k++) {
            double all = 0;
            for (double each : nearest) {
                all += each;
            }
            double rest = random.nextDouble() * all;
            int next = 0;
            while (next < points.length - 1 && (rest -= nearest[next]) >= 0) {
                next++;
            }
            centres[k] = points[next].clone();
            for (int i = 0; i < points.length; i++) {
                double distance = squaredDistance(points[i], centres[k]);
                nearest[i] = k == 0 ? distance : Math.min(nearest[i], distance);
            }
        }
    }

    private Clusters assign() {
        for (int i = 0; i < points.length; i++) {
            int best = 0;
            for (int k = 1; k < count; k++) {
                best = squaredDistance(points[i], centres[k]) < squaredDistance(points[i], centres[best]) ? k : best;
            }
            members[i] = best;
        }
        return this;
    }

    /** A centre without members stays where it is. */
    private void moveCentres() {
        double[][] sums = new double[count][width];
        int[] sizes = new int[count];
        for (int i = 0; i < points.length; i++) {
            Sums.add(sums[members[i]], points[i]);
            sizes[members[i]]++;
        }
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < width && sizes[k] > 0; j++) {
                centres[k][j] = sums[k][j] / sizes[k];
            }
        }
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** The centres [S,W]. */
    double[] centres() {
        double[] flat = new double[count * width];
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < width; j++) {
                flat[k * width + j] = centres[k][j] * deviations[j];
            }
        }
        return flat;
    }

    /** The mean square of what points lie apart from the centre of their group, for each coordinate alike for all groups [S,W]. */
    double[] variances() {
        double[] within = new double[width];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < width; j++) {
                double apart = points[i][j] - centres[members[i]][j];
                within[j] += apart * apart / points.length;
            }
        }
        double[] flat = new double[count * width];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = within[i % width] * deviations[i % width] * deviations[i % width];
        }
        return flat;
    }
}
