package org.genera.plugins.markov;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.nn.Seeds;
import org.genera.nn.gaussian.KMeans;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;

/**
 * Where Gaussian states begin. Elements are taken without their order, a few thousand of them drawn from a seed: expectation
 * maximisation does the rest, over everything.
 *
 * @param means [S,W]
 * @param variances [S,W], for each coordinate alike for all states
 */
@SuppressWarnings("ArrayRecordComponent")
record GaussianInitialisation(double[] means, double[] variances) {
    private static final int MOST_ELEMENTS = 5_000;

    /**
     * Finds them among the elements of the sequences of a batch.
     *
     * @throws IllegalArgumentException if there are fewer elements than states
     */
    static GaussianInitialisation of(
            DataShape.Sequence shape,
            Batch batch,
            int states,
            EmissionInitialisation beginning,
            ModelContext context,
            long seed) {
        int width = shape.width();
        float[] rows = chosen(shape, batch, new SplittableRandom(Seeds.derive(seed, "elements")));
        int count = rows.length / width;
        if (count < states) {
            throw new IllegalArgumentException("expected at least as many elements as states, got " + count
                    + " elements for " + states + " states; choose fewer states");
        }
        double[] all = VarianceFloor.variances(rows, width);
        // The rows come in random order.
        return beginning == EmissionInitialisation.RANDOM
                ? new GaussianInitialisation(first(rows, states * width), repeated(all, states))
                : clustered(rows, all, states, context, Seeds.derive(seed, "centres"));
    }

    /** By k-means in units of each coordinate's deviation, so that none counts more for its unit. */
    private static GaussianInitialisation clustered(
            float[] rows, double[] all, int states, ModelContext context, long seed) {
        int width = all.length;
        double[] units =
                Arrays.stream(all).map(each -> each > 0 ? Math.sqrt(each) : 1).toArray();
        float[] scaled = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            scaled[i] = (float) (rows[i] / units[i % width]);
        }
        double[] within = new double[width];
        double[] means = new double[states * width];
        try (KMeans kMeans = new KMeans(context, states, width)) {
            KMeans.Clusters clusters = kMeans.fit(scaled, seed);
            System.arraycopy(clusters.means(), 0, means, 0, means.length);
            for (int i = 0; i < rows.length; i++) {
                double apart = scaled[i] - means[clusters.nearest()[i / width] * width + i % width];
                within[i % width] += apart * apart * width / rows.length;
            }
        }
        Arrays.setAll(means, i -> means[i] * units[i % width]);
        Arrays.setAll(within, i -> within[i] * units[i] * units[i]);
        return new GaussianInitialisation(means, repeated(within, states));
    }

    private static double[] first(float[] rows, int count) {
        double[] first = new double[count];
        Arrays.setAll(first, i -> rows[i]);
        return first;
    }

    private static double[] repeated(double[] row, int times) {
        double[] repeated = new double[row.length * times];
        Arrays.setAll(repeated, i -> row[i % row.length]);
        return repeated;
    }

    /** Distinct elements in random order: each position of the running count takes the place of a chosen one at random. */
    private static float[] chosen(DataShape.Sequence shape, Batch batch, SplittableRandom random) {
        int all = 0;
        for (int length : batch.lengths()) {
            all = Math.addExact(all, length);
        }
        int[] positions = new int[Math.min(all, MOST_ELEMENTS)];
        int seen = 0;
        for (int i = 0; i < batch.count(); i++) {
            for (int t = 0; t < batch.lengths()[i]; t++) {
                int place = random.nextInt(seen + 1);
                if (seen < positions.length) {
                    positions[seen] = positions[place];
                }
                if (place < positions.length) {
                    positions[place] = i * shape.size() + t * shape.width();
                }
                seen++;
            }
        }
        float[] rows = new float[positions.length * shape.width()];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(batch.values(), positions[i], rows, i * shape.width(), shape.width());
        }
        return rows;
    }
}
