package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    @Test
    void rows_of_single_and_double_precision_are_the_same_features() {
        Features features = Features.of(new float[] {1, 2, 3, 4, 5, 6}, 3);
        assertThat(features.count()).isEqualTo(2);
        assertThat(features.width()).isEqualTo(3);
        assertThat(features.values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void an_array_that_is_not_whole_rows_is_refused() {
        assertThatThrownBy(() -> Features.of(new float[5], 2)).hasMessageContaining("of 2 features each, got an array");
        assertThatThrownBy(() -> Features.of(new double[0], 2)).hasMessageContaining("one or more examples");
        assertThatThrownBy(() -> new Features(2, 2, new double[5])).hasMessageContaining("got 5 numbers for 2 × 2");
    }

    @Test
    void one_value_that_is_not_finite_makes_all_not_finite() {
        assertThat(Features.of(new double[] {1, 2}, 1).finite()).isTrue();
        assertThat(Features.of(new double[] {1, Double.NaN}, 1).finite()).isFalse();
        assertThat(Features.of(new float[] {Float.NEGATIVE_INFINITY, 2}, 1).finite())
                .isFalse();
    }

    @Test
    void random_rows_are_different_ones_and_follow_from_the_seed() {
        double[] values = new double[200];
        Arrays.setAll(values, i -> i);
        Features all = Features.of(values, 2);
        Features drawn = all.random(40, 7);
        assertThat(drawn.count()).isEqualTo(40);
        double[] firsts = new double[40];
        for (int i = 0; i < 40; i++) {
            firsts[i] = drawn.values()[2 * i];
            assertThat(drawn.values()[2 * i + 1]).isEqualTo(firsts[i] + 1);
        }
        assertThat(firsts).doesNotHaveDuplicates();
        assertThat(all.random(40, 7).values()).containsExactly(drawn.values());
        assertThat(all.random(40, 8).values()).isNotEqualTo(drawn.values());
        assertThat(all.random(1_000, 7).values()).containsExactlyInAnyOrder(values);
    }
}
