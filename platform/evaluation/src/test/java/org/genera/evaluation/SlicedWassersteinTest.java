package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
    private final SlicedWasserstein plane = new SlicedWasserstein(2, 512, 1);

    @Test
    void a_set_has_no_distance_to_itself_in_any_order() {
        float[] points = gaussian(1_000, 2, 3, 0, 0);
        float[] reversed = new float[points.length];
        for (int i = 0; i < points.length; i += 2) {
            reversed[i] = points[points.length - 2 - i];
            reversed[i + 1] = points[points.length - 1 - i];
        }
        assertThat(plane.distance(points, reversed)).isZero();
    }

    @Test
    void a_set_repeated_twice_is_the_same_distribution() {
        float[] points = gaussian(300, 2, 3, 0, 0);
        float[] twice = new float[2 * points.length];
        System.arraycopy(points, 0, twice, 0, points.length);
        System.arraycopy(points, 0, twice, points.length, points.length);
        assertThat(plane.distance(points, twice)).isCloseTo(0, within(1e-12));
    }

    @Test
    void a_shift_by_m_costs_its_length_over_the_root_of_the_dimension() {
        float[] points = gaussian(500, 2, 3, 0, 0);
        float[] shifted = points.clone();
        for (int i = 0; i < shifted.length; i += 2) {
            shifted[i] += 3;
            shifted[i + 1] += 4;
        }
        assertThat(plane.distance(points, shifted)).isCloseTo(5 / Math.sqrt(2), within(0.15));
    }

    @Test
    void shifted_gaussians_come_near_the_shift_and_independent_equal_ones_near_zero() {
        float[] left = gaussian(4_000, 2, 3, 0, 0);
        assertThat(plane.distance(left, gaussian(4_000, 2, 4, 3, 4))).isCloseTo(5 / Math.sqrt(2), within(0.2));
        assertThat(plane.distance(left, gaussian(4_000, 2, 5, 0, 0))).isLessThan(0.06);
    }

    @Test
    void gaussians_of_deviation_1_and_2_are_1_apart_in_every_direction() {
        float[] wide = gaussian(6_000, 2, 4, 0, 0);
        for (int i = 0; i < wide.length; i++) {
            wide[i] *= 2;
        }
        assertThat(plane.distance(gaussian(6_000, 2, 3, 0, 0), wide)).isCloseTo(1, within(0.05));
    }

    @Test
    void it_is_symmetric_and_the_directions_follow_from_the_seed() {
        float[] left = gaussian(700, 2, 3, 0, 0);
        float[] right = gaussian(450, 2, 4, 1, 0);
        assertThat(plane.distance(left, right)).isCloseTo(plane.distance(right, left), within(1e-12));
        assertThat(new SlicedWasserstein(2, 512, 1).distance(left, right)).isEqualTo(plane.distance(left, right));
    }

    @Test
    void one_point_against_two_is_the_mean_of_the_squares() {
        assertThat(SlicedWasserstein.squaredDistance(new double[] {0}, new double[] {1, 3}))
                .isEqualTo(5);
        assertThat(SlicedWasserstein.squaredDistance(new double[] {0, 2, 4}, new double[] {1, 3}))
                .isCloseTo((1 + (0.5 * 1 + 0.5 * 1) + 1) / 3.0, within(1e-12));
    }

    @Test
    void a_sample_that_is_not_finite_makes_the_distance_not_a_number() {
        assertThat(plane.distance(new float[] {0, Float.NaN}, new float[] {0, 0}))
                .isNaN();
        assertThat(plane.distance(new float[] {0, 0}, new float[] {Float.POSITIVE_INFINITY, 0}))
                .isNaN();
    }

    @Test
    void a_set_projected_before_is_as_far() {
        float[] left = gaussian(300, 2, 3, 0, 0);
        float[] right = gaussian(200, 2, 4, 1, 0);
        assertThat(plane.distance(left, plane.projected(right))).isEqualTo(plane.distance(left, right));
    }

    @Test
    void points_of_another_size_are_refused() {
        assertThatThrownBy(() -> plane.distance(new float[3], new float[2]))
                .hasMessageContaining("points of 2 numbers, got 3 numbers");
    }

    private static float[] gaussian(int count, int dimensions, long seed, double... mean) {
        Random random = new Random(seed);
        float[] points = new float[count * dimensions];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) (random.nextGaussian() + mean[i % dimensions]);
        }
        return points;
    }
}
