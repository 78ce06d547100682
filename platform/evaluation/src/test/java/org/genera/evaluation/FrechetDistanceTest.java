package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    private static final double[] ORIGIN = {0, 0};

    @Test
    void diagonal_gaussians_with_a_shift_of_3_and_4_are_30_apart() {
        double distance = FrechetDistance.between(
                new Gaussian(ORIGIN, matrix(1, 0, 0, 4)), new Gaussian(new double[] {3, 4}, matrix(9, 0, 0, 1)));
        assertThat(distance).isCloseTo(30, within(1e-12));
    }

    @Test
    void covariances_that_do_not_commute_have_the_closed_form_of_two_dimensions() {
        double expected = 8 - 2 * Math.sqrt(14);
        Gaussian left = new Gaussian(ORIGIN, matrix(2, 1, 1, 2));
        Gaussian right = new Gaussian(ORIGIN, matrix(3, 0, 0, 1));
        assertThat(FrechetDistance.between(left, right)).isCloseTo(expected, within(1e-12));
        assertThat(FrechetDistance.between(right, left)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void a_singular_covariance_is_no_obstacle() {
        // Variances 2 and 8 along one line and nothing across it: (√8 − √2)².
        assertThat(FrechetDistance.between(
                        new Gaussian(ORIGIN, matrix(1, 1, 1, 1)), new Gaussian(ORIGIN, matrix(4, 4, 4, 4))))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void covariances_of_sets_are_divided_by_n_minus_1() {
        // The variances are 2 and 8, so (√8 − √2)² = 2, and the means are 1 apart.
        Features left = Features.of(new double[] {-1, 1}, 1);
        Features right = Features.of(new double[] {-1, 3}, 1);
        assertThat(FrechetDistance.between(left, right)).isCloseTo(1 + 2, within(1e-12));
    }

    @Test
    void a_set_has_no_distance_to_itself_and_a_shift_costs_its_square() {
        Features features = Gaussians.standard(500, 16, 1);
        double[] shifted = features.values().clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += 0.5;
        }
        assertThat(FrechetDistance.between(features, features)).isCloseTo(0, within(1e-9));
        assertThat(FrechetDistance.between(features, Features.of(shifted, 16))).isCloseTo(16 * 0.25, within(1e-9));
    }

    @Test
    void the_floor_of_two_unit_gaussians_is_the_closed_form() {
        int width = 8;
        int n = 400_000;
        double expected = 2.0 * width / n + width * (width + 1) / (2.0 * n);
        assertThat(FrechetDistance.biasFloor(Gaussians.standard(20_000, width, 3), n, n))
                .isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void equal_distributions_come_out_at_the_floor_on_average() {
        int width = 6;
        int rounds = 60;
        double sum = 0;
        double floor = 0;
        for (int i = 0; i < rounds; i++) {
            Features left = stretched(Gaussians.standard(300, width, 100 + i));
            Features right = stretched(Gaussians.standard(700, width, 500 + i));
            sum += FrechetDistance.between(left, right);
            floor += FrechetDistance.biasFloor(right, 300, 700);
        }
        assertThat(sum / rounds).isCloseTo(floor / rounds, within(0.08 * floor / rounds));
    }

    @Test
    void the_floor_holds_where_examples_are_few_for_their_width() {
        int width = 64;
        Features real = Gaussians.standard(5_000, width, 3);
        for (int n : new int[] {40, 100, 200, 400}) {
            double sum = 0;
            for (int i = 0; i < 20; i++) {
                sum += FrechetDistance.between(
                        Gaussians.standard(n, width, 100 + i), Gaussians.standard(n, width, 500 + i));
            }
            assertThat(FrechetDistance.biasFloor(real, n, n))
                    .as("of " + n)
                    .isCloseTo(sum / 20, within(0.03 * sum / 20));
        }
    }

    @Test
    void values_that_are_not_finite_give_no_number_and_single_examples_are_refused() {
        Features good = Gaussians.standard(10, 2, 1);
        Features bad = Features.of(new double[] {1, 2, Double.NaN, 4}, 2);
        assertThat(FrechetDistance.between(good, bad)).isNaN();
        assertThatThrownBy(() -> FrechetDistance.between(good, Features.of(new double[] {1, 2}, 2)))
                .hasMessageContaining("two or more examples, got 1");
        assertThatThrownBy(() -> FrechetDistance.between(good, Gaussians.standard(5, 3, 1)))
                .hasMessageContaining("one width, got 2 and 3");
    }

    /** Dimension i has deviation 1 + i. */
    private static Features stretched(Features features) {
        double[] values = features.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1 + i % features.width();
        }
        return Features.of(values, features.width());
    }

    private static DMatrixRMaj matrix(double... values) {
        return new DMatrixRMaj(2, 2, true, values);
    }
}
