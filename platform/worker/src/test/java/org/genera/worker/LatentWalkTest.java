package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatentWalkTest {

    @Test
    void an_interpolation_begins_and_ends_at_its_draws() {
        float[] draws = {1, 0, 0, 1, 3, 4, -1, 2};
        float[] walk = LatentWalk.interpolation(draws, 2, 2);
        int row = LatentWalk.STEPS * 2;
        for (int r = 0; r < 2; r++) {
            for (int i = 0; i < 2; i++) {
                assertThat(walk[r * row + i]).isCloseTo(draws[4 * r + i], within(1e-6f));
                assertThat(walk[(r + 1) * row - 2 + i]).isCloseTo(draws[4 * r + 2 + i], within(1e-6f));
            }
        }
    }

    @Test
    void between_unit_vectors_it_stays_on_the_sphere() {
        float[] walk = LatentWalk.interpolation(new float[] {1, 0, 0, 1}, 1, 2);
        for (int step = 0; step < LatentWalk.STEPS; step++) {
            assertThat(Math.hypot(walk[2 * step], walk[2 * step + 1])).isCloseTo(1, within(1e-6));
        }
        assertThat(walk[LatentWalk.STEPS - 1]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }

    @Test
    void between_equal_or_zero_vectors_it_is_finite() {
        for (float value : LatentWalk.interpolation(new float[] {1, 1, 1, 1, 0, 0, 0, 0}, 2, 2)) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void a_traversal_moves_one_dimension_a_row_from_minus_3_to_3() {
        float[] walk = LatentWalk.traversal(2, 3);
        assertThat(Arrays.copyOf(walk, 3)).containsExactly(-3, 0, 0);
        int lastOfSecondRow = walk.length - 3;
        assertThat(Arrays.copyOfRange(walk, lastOfSecondRow, walk.length)).containsExactly(0, 3, 0);
    }
}
