package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassBalanceTest {

    @Test
    void equal_shares_are_0_apart_whatever_the_counts_and_disjoint_ones_1() {
        assertThat(ClassBalance.totalVariation(new int[] {0, 1, 2}, new int[] {2, 2, 1, 1, 0, 0}, 3))
                .isCloseTo(0, within(1e-15));
        assertThat(ClassBalance.totalVariation(new int[] {0, 0}, new int[] {1, 2}, 3))
                .isEqualTo(1);
    }

    @Test
    void it_is_the_share_that_would_have_to_change_class() {
        // 3/4 and 1/4 against 1/2 and 1/2.
        assertThat(ClassBalance.totalVariation(new int[] {0, 0, 0, 1}, new int[] {0, 1}, 2))
                .isCloseTo(0.25, within(1e-15));
    }

    @Test
    void labels_out_of_range_are_refused() {
        assertThatThrownBy(() -> ClassBalance.shares(new int[] {3}, 3)).hasMessageContaining("from 0 to 2, got 3");
        assertThatThrownBy(() -> ClassBalance.shares(new int[0], 3)).hasMessageContaining("got none");
    }
}
