package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

    @Test
    void the_nearest_come_first_with_their_rows_and_distances() {
        Features references = Features.of(new double[] {0, 0, 3, 4, 6, 8}, 2);
        NearestNeighbours found = NearestNeighbours.of(Features.of(new double[] {0, 0, 6, 9}, 2), references, 2);
        assertThat(found.queries()).isEqualTo(2);
        assertThat(found.indices()).containsExactly(0, 1, 2, 1);
        assertThat(found.distances()).containsExactly(0, 5, 1, Math.hypot(3, 5));
        assertThat(found.nearestDistances()).containsExactly(0, 1);
    }

    @Test
    void quantiles_interpolate_and_shares_count_what_is_strictly_nearer() {
        NearestNeighbours found =
                NearestNeighbours.of(Features.of(new double[] {1, 2, 3, 4, 5}, 1), Features.of(new double[] {0}, 1), 1);
        assertThat(found.nearestDistanceQuantile(0)).isEqualTo(1);
        assertThat(found.nearestDistanceQuantile(0.5)).isEqualTo(3);
        assertThat(found.nearestDistanceQuantile(0.05)).isCloseTo(1.2, within(1e-12));
        assertThat(found.percentNearerThan(3)).isEqualTo(40);
    }

    @Test
    void fresh_examples_stand_at_5_percent_copies_at_100_and_noise_far_below() {
        Features training = Gaussians.standard(2_000, 8, 1);
        double yardstick = NearestNeighbours.of(Gaussians.standard(4_000, 8, 2), training, 1)
                .nearestDistanceQuantile(NearestNeighbours.QUANTILE);
        assertThat(NearestNeighbours.of(Gaussians.standard(4_000, 8, 3), training, 1)
                        .percentNearerThan(yardstick))
                .isCloseTo(5, within(1.5));
        assertThat(NearestNeighbours.of(training.random(500, 1), training, 1).percentNearerThan(yardstick))
                .isEqualTo(100);
        assertThat(NearestNeighbours.of(Gaussians.of(1_000, 8, 4, 0, 5), training, 1)
                        .percentNearerThan(yardstick))
                .isLessThan(1);
    }

    @Test
    void a_query_that_is_not_finite_is_near_nothing() {
        NearestNeighbours found = NearestNeighbours.of(
                Features.of(new double[] {Double.NaN, 1}, 1), Features.of(new double[] {0, 1}, 1), 1);
        assertThat(found.indices()).containsExactly(-1, 1);
        assertThat(found.distances()).containsExactly(Double.POSITIVE_INFINITY, 0);
        assertThat(found.percentNearerThan(10)).isEqualTo(50);
        assertThat(found.nearestDistanceQuantile(1)).isInfinite();
    }

    @Test
    void too_few_references_are_refused() {
        Features one = Features.of(new double[] {1}, 1);
        assertThatThrownBy(() -> NearestNeighbours.of(one, one, 2)).hasMessageContaining("2 or more references");
    }
}
