package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InceptionScoreTest {

    @Test
    void two_sure_but_opposite_rows_have_the_closed_form() {
        Features rows = Features.of(new double[] {0.9, 0.1, 0.1, 0.9}, 2);
        assertThat(InceptionScore.of(rows, 1).mean()).isCloseTo(1.4449348111684153, within(1e-12));
    }

    @Test
    void certain_and_even_classes_score_their_number_and_equal_rows_score_1() {
        double[] certain = new double[10 * 10];
        for (int i = 0; i < 10; i++) {
            certain[i * 10 + i] = 1;
        }
        assertThat(InceptionScore.of(Features.of(certain, 10), 1).mean()).isCloseTo(10, within(1e-12));
        double[] even = new double[100];
        Arrays.fill(even, 0.1);
        assertThat(InceptionScore.of(Features.of(even, 10), 5).mean()).isCloseTo(1, within(1e-12));
    }

    @Test
    void samples_ordered_by_class_score_as_high_in_ten_splits_as_mixed_ones() {
        double[] ordered = new double[10 * 5_000];
        double[] mixed = new double[10 * 5_000];
        for (int i = 0; i < 5_000; i++) {
            ordered[i * 10 + i / 500] = 1;
            mixed[i * 10 + i % 10] = 1;
        }
        InceptionScore score = InceptionScore.of(Features.of(ordered, 10), 10);
        assertThat(score.mean()).isGreaterThan(9.8);
        assertThat(score.standardDeviation()).isBetween(1e-6, 0.1);
        assertThat(InceptionScore.of(Features.of(mixed, 10), 10).mean()).isGreaterThan(9.8);
    }

    @Test
    void logits_are_refused_and_values_that_are_not_finite_give_no_number() {
        assertThatThrownBy(() -> InceptionScore.of(Features.of(new double[] {3, -1}, 2), 1))
                .hasMessageContaining("a softmax makes them from logits");
        assertThatThrownBy(() -> InceptionScore.of(Features.of(new double[] {0.9, 0.9}, 2), 1))
                .hasMessageContaining("got the sum 1.8 in row 0");
        assertThatThrownBy(() -> InceptionScore.of(Features.of(new double[] {0.5, 0.5}, 2), 10))
                .hasMessageContaining("got 10 for 1");
        assertThat(InceptionScore.of(Features.of(new double[] {Double.NaN, 0}, 2), 1)
                        .mean())
                .isNaN();
    }
}
