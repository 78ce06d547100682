package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class GaussianTest {
    private static final double[] ORIGIN = {0, 0};

    @Test
    void the_divergence_of_a_standard_normal_and_one_shifted_and_widened_has_its_closed_form_both_ways() {
        Gaussian standard = Gaussian.diagonal(new double[] {0}, new double[] {1});
        Gaussian wide = Gaussian.diagonal(new double[] {1}, new double[] {4});
        assertThat(standard.klTo(wide)).isCloseTo(0.4431471805599453, within(1e-12));
        assertThat(wide.klTo(standard)).isCloseTo(1.3068528194400546, within(1e-12));
    }

    @Test
    void a_gaussian_does_not_diverge_from_itself_and_independent_dimensions_add_up() {
        Gaussian correlated = new Gaussian(new double[] {3, -1}, matrix(2, 1, 1, 2));
        assertThat(correlated.klTo(correlated)).isCloseTo(0, within(1e-12));
        Gaussian twice = Gaussian.diagonal(new double[] {1, 1}, new double[] {4, 4});
        assertThat(Gaussian.diagonal(ORIGIN, new double[] {1, 1}).klTo(twice))
                .isCloseTo(2 * 0.4431471805599453, within(1e-12));
    }

    @Test
    void full_covariances_have_the_closed_form_of_two_dimensions() {
        // Σ₂⁻¹ of [[2,1],[1,2]] is [[2,−1],[−1,2]] / 3: trace with diag(3,1) 8/3, shift (1,1) costs 2/3, |Σ₂| = |Σ₁| =
        // 3.
        Gaussian from = new Gaussian(ORIGIN, matrix(3, 0, 0, 1));
        Gaussian to = new Gaussian(new double[] {1, 1}, matrix(2, 1, 1, 2));
        assertThat(from.klTo(to)).isCloseTo((8 / 3.0 + 2 / 3.0 - 2) / 2, within(1e-12));
    }

    @Test
    void one_linear_map_of_both_changes_no_divergence() {
        Gaussian from = new Gaussian(new double[] {0.5, -2}, matrix(2, 0.3, 0.3, 1));
        Gaussian to = new Gaussian(new double[] {-1, 0.25}, matrix(1, -0.4, -0.4, 3));
        assertThat(mapped(from).klTo(mapped(to))).isCloseTo(from.klTo(to), within(1e-10));
    }

    @Test
    void a_singular_covariance_is_infinitely_far_and_other_widths_are_refused() {
        Gaussian flat = new Gaussian(ORIGIN, matrix(1, 1, 1, 1));
        Gaussian round = Gaussian.diagonal(ORIGIN, new double[] {1, 1});
        assertThat(flat.klTo(round)).isInfinite();
        assertThat(round.klTo(flat)).isInfinite();
        assertThatThrownBy(() -> round.klTo(Gaussian.diagonal(new double[1], new double[] {1})))
                .hasMessageContaining("one width, got 2 and 1");
    }

    @Test
    void the_total_correlation_of_two_dimensions_with_correlation_0_8_has_its_closed_form_on_any_scale() {
        assertThat(new Gaussian(ORIGIN, matrix(1, 0.8, 0.8, 1)).totalCorrelation())
                .isCloseTo(0.5108256237659907, within(1e-12));
        assertThat(new Gaussian(ORIGIN, matrix(1e-8, 0.8, 0.8, 1e8)).totalCorrelation())
                .isCloseTo(0.5108256237659907, within(1e-12));
    }

    @Test
    void independent_dimensions_have_none_dead_ones_carry_nothing_and_copies_have_no_end_of_it() {
        assertThat(Gaussian.diagonal(ORIGIN, new double[] {3, 5}).totalCorrelation())
                .isZero();
        assertThat(new Gaussian(new double[3], new DMatrixRMaj(3, 3, true, 1, 0.8, 0, 0.8, 1, 0, 0, 0, 0))
                        .totalCorrelation())
                .isCloseTo(0.5108256237659907, within(1e-12));
        assertThat(new Gaussian(ORIGIN, matrix(1, 1, 1, 1)).totalCorrelation()).isInfinite();
    }

    @Test
    void the_estimate_from_independent_examples_comes_out_at_its_floor_on_average() {
        double sum = 0;
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            sum += Gaussian.of(Gaussians.standard(400, 5, i)).totalCorrelation();
        }
        double floor = Gaussian.biasFloorOfTotalCorrelation(5, 400);
        assertThat(sum / rounds).isCloseTo(floor, within(0.1 * floor));
    }

    private static Gaussian mapped(Gaussian gaussian) {
        double[] m = gaussian.mean();
        double a = gaussian.covariance().get(0, 0);
        double b = gaussian.covariance().get(0, 1);
        double c = gaussian.covariance().get(1, 1);
        // The map [[2, 1], [0, 3]].
        return new Gaussian(
                new double[] {2 * m[0] + m[1], 3 * m[1]},
                matrix(4 * a + 4 * b + c, 6 * b + 3 * c, 6 * b + 3 * c, 9 * c));
    }

    private static DMatrixRMaj matrix(double... values) {
        return new DMatrixRMaj(2, 2, true, values);
    }
}
