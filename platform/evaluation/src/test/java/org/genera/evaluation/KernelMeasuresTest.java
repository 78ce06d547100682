package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelMeasuresTest {
    private static final KernelDistance WHOLE = new KernelDistance(1, Integer.MAX_VALUE, 1);

    @Test
    void the_kernel_distance_of_two_pairs_is_what_one_gets_by_hand() {
        // (0·1 + 1)³ + (2·3 + 1)³ − 2 · mean of (xy + 1)³ = 1 + 343 − (1 + 1 + 27 + 64) / 2.
        Features left = Features.of(new double[] {0, 1}, 1);
        Features right = Features.of(new double[] {2, 3}, 1);
        assertThat(WHOLE.between(left, right).mean()).isCloseTo(297.5, within(1e-12));
        assertThat(WHOLE.between(right, left).mean()).isCloseTo(297.5, within(1e-12));
    }

    @Test
    void the_kernel_is_divided_by_the_width() {
        // As above, with each number stretched over two equal dimensions.
        Features left = Features.of(new double[] {0, 0, 1, 1}, 2);
        Features right = Features.of(new double[] {2, 2, 3, 3}, 2);
        assertThat(WHOLE.between(left, right).mean()).isCloseTo(297.5, within(1e-12));
    }

    @Test
    void the_kernel_distance_compares_three_moments_without_bias() {
        // In one dimension 3 (Δm₁)² + 3 (Δm₂)² + (Δm₃)², with moments 0, 1, 0 of N(0,1) and 1, 2, 4 of N(1,1).
        double sum = 0;
        double same = 0;
        boolean negative = false;
        int rounds = 300;
        for (int i = 0; i < rounds; i++) {
            Features left = Gaussians.standard(200, 1, i);
            sum += WHOLE.between(left, Gaussians.of(200, 1, 1_000 + i, 1, 1)).mean();
            double each =
                    WHOLE.between(left, Gaussians.standard(200, 1, 2_000 + i)).mean();
            same += each;
            negative |= each < 0;
        }
        assertThat(sum / rounds).isCloseTo(3 + 3 + 16, within(0.9));
        assertThat(same / rounds).isCloseTo(0, within(0.02));
        assertThat(negative).isTrue();
    }

    @Test
    void subsets_follow_from_the_seed_and_agree_with_the_whole_on_average() {
        Features left = Gaussians.standard(600, 4, 1);
        Features right = Gaussians.of(600, 4, 2, 0.5, 1);
        KernelDistance.Estimate estimate = new KernelDistance(60, 150, 7).between(left, right);
        assertThat(new KernelDistance(60, 150, 7).between(left, right)).isEqualTo(estimate);
        assertThat(estimate.mean()).isCloseTo(WHOLE.between(left, right).mean(), within(0.1));
        assertThat(estimate.standardDeviation()).isPositive();
    }

    @Test
    void of_sets_no_larger_than_a_subset_all_is_taken_once_and_that_is_what_is_said() {
        Features left = Gaussians.standard(40, 3, 1);
        Features right = Gaussians.standard(40, 3, 2);
        KernelDistance many = new KernelDistance(10, 100, 7);
        assertThat(many.between(left, right).mean())
                .isCloseTo(new KernelDistance(1, 40, 5).between(left, right).mean(), within(1e-12));
        assertThat(many.words(40, 40)).isEqualTo("all of both sides");
        assertThat(many.words(40, 50)).isEqualTo("mean of 10 subsets of 40");
        assertThat(many.words(2_500, 3_000)).isEqualTo("mean of 10 subsets of 100");
    }

    @Test
    void mmd_of_two_pairs_is_what_one_gets_by_hand() {
        Features left = Features.of(new double[] {0, 1}, 1);
        Features right = Features.of(new double[] {2, 4}, 1);
        double expected =
                Math.exp(-0.5) + Math.exp(-2) - (Math.exp(-2) + Math.exp(-8) + Math.exp(-0.5) + Math.exp(-4.5)) / 2;
        assertThat(new MaximumMeanDiscrepancy(1).squared(left, right)).isCloseTo(expected, within(1e-14));
        assertThat(new MaximumMeanDiscrepancy(3).squared(tripled(left), tripled(right)))
                .isCloseTo(expected, within(1e-14));
    }

    @Test
    void mmd_of_unit_gaussians_that_are_1_apart_tends_to_its_closed_form() {
        // The difference of two independent examples is Gaussian with variance 2 around the difference of their means.
        double limit = 2 * meanOfKernel(0) - 2 * meanOfKernel(1);
        assertThat(2 / Math.sqrt(3) * (1 - Math.exp(-1 / 6.0))).isCloseTo(0.17726763491986186, within(1e-15));
        assertThat(limit).isCloseTo(0.17726763491986186, within(1e-12));
    }

    @Test
    void mmd_of_samples_is_unbiased() {
        MaximumMeanDiscrepancy mmd = new MaximumMeanDiscrepancy(1);
        double sum = 0;
        double same = 0;
        int rounds = 300;
        for (int i = 0; i < rounds; i++) {
            Features left = Gaussians.standard(100, 1, i);
            sum += mmd.squared(left, Gaussians.of(150, 1, 1_000 + i, 1, 1));
            same += mmd.squared(left, Gaussians.standard(150, 1, 2_000 + i));
        }
        assertThat(sum / rounds).isCloseTo(0.17726763491986186, within(0.01));
        assertThat(same / rounds).isCloseTo(0, within(0.002));
    }

    @Test
    void the_median_heuristic_takes_the_median_of_the_distances_of_different_examples() {
        // 0, 1, 3 and 7 are 1, 3, 7, 2, 6 and 4 apart.
        Features four = Features.of(new double[] {0, 1, 3, 7}, 1);
        assertThat(MaximumMeanDiscrepancy.withMedianDistanceOf(four).bandwidth())
                .isEqualTo(3.5);
        assertThat(MaximumMeanDiscrepancy.withMedianDistanceOf(Features.of(new double[] {0, 1, 3}, 1))
                        .bandwidth())
                .isEqualTo(2);
        assertThat(MaximumMeanDiscrepancy.withMedianDistanceOf(Features.of(new double[] {5, 5, 5}, 1))
                        .bandwidth())
                .isEqualTo(1);
    }

    @Test
    void values_that_are_not_finite_give_no_number_and_single_examples_are_refused() {
        Features good = Gaussians.standard(4, 1, 1);
        Features bad = Features.of(new double[] {1, Double.POSITIVE_INFINITY}, 1);
        Features single = Features.of(new double[] {1}, 1);
        assertThat(WHOLE.between(good, bad).mean()).isNaN();
        assertThat(new MaximumMeanDiscrepancy(1).squared(good, bad)).isNaN();
        assertThatThrownBy(() -> WHOLE.between(good, single)).hasMessageContaining("got 4 and 1");
        assertThatThrownBy(() -> new MaximumMeanDiscrepancy(1).squared(good, single))
                .hasMessageContaining("got 4 and 1");
        assertThatThrownBy(() -> new MaximumMeanDiscrepancy(0)).hasMessageContaining("above 0, got 0.0");
    }

    private static Features tripled(Features features) {
        double[] values = features.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        return Features.of(values, features.width());
    }

    /** By the trapezoidal rule, which is exact to rounding for functions like this. */
    private static double meanOfKernel(double shift) {
        MaximumMeanDiscrepancy mmd = new MaximumMeanDiscrepancy(1);
        Pairs origin = new Pairs(Features.of(new double[] {0}, 1));
        double step = 0.05;
        double sum = 0;
        for (double difference = -20; difference <= 20; difference += step) {
            double density = Math.exp(-(difference - shift) * (difference - shift) / 4) / Math.sqrt(4 * Math.PI);
            sum += step * density * mmd.sum(Features.of(new double[] {difference}, 1), origin);
        }
        return sum;
    }
}
