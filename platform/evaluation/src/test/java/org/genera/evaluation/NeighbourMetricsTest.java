package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.genera.evaluation.NeighbourMetrics.Scores;
import org.junit.jupiter.api.Test;

class NeighbourMetricsTest {

    @Test
    void four_numbers_on_a_line_score_what_one_counts_by_hand() {
        // With k = 1 the radii of 0, 1, 3, 7 are 1, 1, 2, 4, those of 0.5, 3.5, 100 are 3, 3, 96.5.
        NeighbourMetrics real = new NeighbourMetrics(line(0, 1, 3, 7), 1);
        Scores scores = real.of(line(0.5, 3.5, 100));
        // 0.5 lies in the balls of 0 and 1, 3.5 in those of 3 and 7, 100 in none.
        assertThat(scores.precision()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(scores.density()).isCloseTo(4 / 3.0, within(1e-12));
        // All four lie within 3 of 0.5 or 3.5 or within 96.5 of 100.
        assertThat(scores.recall()).isEqualTo(1);
        assertThat(scores.coverage()).isEqualTo(1);
    }

    @Test
    void the_border_of_a_ball_is_outside() {
        // Radii of 0, 1 and 10 are 1, 1 and 9: the sample 2 is exactly 1 from 1, and 8 from 10.
        NeighbourMetrics real = new NeighbourMetrics(line(0, 1, 10), 1);
        Scores scores = real.of(line(2, 1_000));
        assertThat(scores.precision()).isEqualTo(0.5);
        assertThat(scores.density()).isEqualTo(0.5);
        assertThat(scores.coverage()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void examples_with_k_twins_are_inside_each_others_balls_which_are_points() {
        // One-hot features, as the responsibilities of a mixture nearly are.
        Features twins = Features.of(new double[] {0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0}, 2);
        NeighbourMetrics real = new NeighbourMetrics(twins, 2);
        Scores same = real.of(twins);
        assertThat(List.of(same.precision(), same.recall(), same.coverage())).containsOnly(1.0);
        Scores half = real.of(Features.of(new double[] {1, 0, 1, 0, 1, 0}, 2));
        assertThat(List.of(half.precision(), half.recall(), half.coverage())).containsExactly(1.0, 0.5, 0.5);
    }

    @Test
    void a_set_against_itself_is_all_inside_with_k_plus_one_times_the_density_or_less() {
        Features features = Gaussians.standard(300, 3, 1);
        Scores scores = new NeighbourMetrics(features, 5).of(features);
        assertThat(scores.precision()).isEqualTo(1);
        assertThat(scores.recall()).isEqualTo(1);
        assertThat(scores.coverage()).isEqualTo(1);
        // Each ball holds its centre and the four strictly nearer neighbours.
        assertThat(scores.density()).isCloseTo(1, within(1e-12));
    }

    @Test
    void equal_distributions_have_density_1_and_the_expected_coverage() {
        Features real = Gaussians.standard(2_000, 4, 1);
        Scores scores = new NeighbourMetrics(real, 5).of(Gaussians.standard(2_000, 4, 2));
        assertThat(scores.density()).isCloseTo(1, within(0.05));
        // Naeem et al., eq. 8: 1 − ∏ᵢ (n − i) / (2n − i) for i from 1 to k, which tends to 1 − 2⁻ᵏ.
        assertThat(scores.coverage()).isCloseTo(1 - Math.pow(0.5, 5), within(0.015));
        assertThat(scores.precision()).isBetween(0.7, 0.99);
        assertThat(scores.recall()).isBetween(0.7, 0.99);
    }

    @Test
    void collapse_costs_recall_and_noise_costs_precision() {
        Features real = Gaussians.standard(1_000, 2, 1);
        Scores collapsed = new NeighbourMetrics(real, 5).of(Gaussians.of(1_000, 2, 2, 0, 0.1));
        assertThat(collapsed.precision()).isGreaterThan(0.98);
        assertThat(collapsed.recall()).isLessThan(0.1);
        assertThat(collapsed.coverage()).isLessThan(0.1);
        Scores wide = new NeighbourMetrics(real, 5).of(Gaussians.of(1_000, 2, 3, 0, 10));
        assertThat(wide.precision()).isLessThan(0.15);
    }

    @Test
    void values_that_are_not_finite_give_no_number_and_small_sets_are_refused() {
        NeighbourMetrics real = new NeighbourMetrics(line(0, 1, 3, 7), 2);
        assertThat(real.of(line(0, 1, Double.NaN)).precision()).isNaN();
        assertThatThrownBy(() -> real.of(line(0, 1))).hasMessageContaining("more than k examples");
        assertThatThrownBy(() -> new NeighbourMetrics(line(0, 1), 0)).hasMessageContaining("k of at least 1");
    }

    private static Features line(double... values) {
        return Features.of(values, 1);
    }
}
