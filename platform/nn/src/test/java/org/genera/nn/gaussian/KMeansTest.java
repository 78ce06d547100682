package org.genera.nn.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;

class KMeansTest {

    @Test
    void each_row_is_with_its_nearest_mean_and_each_mean_is_that_of_its_rows() {
        float[] rows = {0, 0, 0, 1, 10, 0, 10, 1, 0, 20, 1, 20};
        try (KMeans kMeans = new KMeans(ModelContext.cpu(), 3, 2)) {
            KMeans.Clusters clusters = kMeans.fit(rows, 1);
            int[] nearest = clusters.nearest();
            assertThat(nearest[0]).isEqualTo(nearest[1]);
            assertThat(nearest[2]).isEqualTo(nearest[3]);
            assertThat(nearest[4]).isEqualTo(nearest[5]);
            assertThat(IntStream.of(nearest).distinct()).hasSize(3);
            assertThat(clusters.means()[2 * nearest[2]]).isEqualTo(10);
            assertThat(clusters.means()[2 * nearest[2] + 1]).isEqualTo(0.5);
            assertThat(clusters.sizes()).containsOnly(2);
            assertThat(clusters.inertia()).isCloseTo(6 * 0.25, Offset.offset(1e-12));
        }
    }

    @Test
    void it_ends_no_looser_than_it_began() {
        float[] rows = modes(6, 500, 0.8, 1);
        try (KMeans kMeans = new KMeans(ModelContext.cpu(), 6, 2)) {
            double[] first = kMeans.spread(rows, 2);
            double began = 0;
            for (int i = 0; i < 500; i++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int k = 0; k < 6; k++) {
                    double a = rows[2 * i] - first[2 * k];
                    double b = rows[2 * i + 1] - first[2 * k + 1];
                    nearest = Math.min(nearest, a * a + b * b);
                }
                began += nearest;
            }
            assertThat(kMeans.fit(rows, 2).inertia()).isLessThan(began);
        }
    }

    @Test
    void it_spreads_its_first_centres_over_the_modes() {
        float[] rows = modes(8, 1000, 0.01, 3);
        try (KMeans kMeans = new KMeans(ModelContext.cpu(), 8, 2)) {
            for (int seed = 0; seed < 20; seed++) {
                double[] centres = kMeans.spread(rows, seed);
                assertThat(IntStream.range(0, 8)
                                .map(k -> (int) Math.floorMod(
                                        Math.round(Math.atan2(centres[2 * k + 1], centres[2 * k]) * 8 / (2 * Math.PI)),
                                        8L))
                                .distinct())
                        .hasSize(8);
            }
        }
    }

    @Test
    void fewer_different_rows_than_clusters_leave_the_rest_empty() {
        float[] rows = {1, 1, 1, 1, 2, 2, 2, 2, 3, 3};
        try (KMeans kMeans = new KMeans(ModelContext.cpu(), 5, 2)) {
            KMeans.Clusters clusters = kMeans.fit(rows, 1);
            assertThat(clusters.sizes()).containsExactlyInAnyOrder(2, 2, 1, 0, 0);
            assertThat(clusters.inertia()).isEqualTo(0);
        }
    }

    /** Points around equally spaced places on the unit circle. */
    private static float[] modes(int modes, int count, double deviation, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * 2];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextInt(modes) / modes;
            rows[2 * i] = (float) (Math.cos(angle) + deviation * random.nextGaussian());
            rows[2 * i + 1] = (float) (Math.sin(angle) + deviation * random.nextGaussian());
        }
        return rows;
    }
}
