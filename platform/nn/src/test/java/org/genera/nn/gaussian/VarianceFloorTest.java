package org.genera.nn.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VarianceFloorTest {
    /** Variances 1, 100 and 0. */
    private static final float[] ROWS = {0, 5, 7, 2, 25, 7};

    @Test
    void each_coordinate_has_its_share_of_its_own_variance_and_a_constant_one_that_of_the_mean() {
        assertThat(new VarianceFloor(0.5, 0.1).of(ROWS, 3, false))
                .containsExactly(new double[] {0.6, 10.5, 0.5 + 0.1 * 101 / 3}, within(1e-15));
    }

    @Test
    void coordinates_that_share_a_unit_have_one_floor() {
        double mean = 0.1 * 101 / 3;
        assertThat(new VarianceFloor(0, 0.1).of(ROWS, 3, true))
                .containsExactly(new double[] {mean, mean, mean}, within(1e-15));
    }

    @Test
    void where_nothing_varies_the_variance_is_taken_to_be_one() {
        assertThat(new VarianceFloor(0, 0.1).of(new float[] {3, 3}, 1, false)).containsExactly(0.1);
    }

    @Test
    void an_absolute_floor_alone_does_not_ask_the_data() {
        assertThat(new VarianceFloor(1e-6, 0).of(ROWS, 3, false)).containsOnly(1e-6);
    }
}
