package org.genera.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.genera.spi.LatentSpaces.Prior;
import org.genera.spi.LatentSpaces.Space;
import org.junit.jupiter.api.Test;

class LatentWalkTest {
    private static final Space Z = Space.z(2);
    private static final Space W = new Space("w", "w", 2, Prior.OTHER);

    @Test
    void an_interpolation_begins_and_ends_at_its_draws() {
        float[] draws = {1, 0, 0, 1, 3, 4, -1, 2};
        int row = LatentWalk.STEPS * 2;
        for (Space space : new Space[] {Z, W}) {
            float[] walk = LatentWalk.interpolation(space, draws, 2);
            for (int r = 0; r < 2; r++) {
                for (int i = 0; i < 2; i++) {
                    assertThat(walk[r * row + i]).isCloseTo(draws[4 * r + i], within(1e-6f));
                    assertThat(walk[(r + 1) * row - 2 + i]).isCloseTo(draws[4 * r + 2 + i], within(1e-6f));
                }
            }
        }
    }

    @Test
    void between_unit_vectors_of_a_standard_normal_it_stays_on_the_sphere() {
        float[] walk = LatentWalk.interpolation(Z, new float[] {1, 0, 0, 1}, 1);
        for (int step = 0; step < LatentWalk.STEPS; step++) {
            assertThat(Math.hypot(walk[2 * step], walk[2 * step + 1])).isCloseTo(1, within(1e-6));
        }
        assertThat(walk[LatentWalk.STEPS - 1]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }

    @Test
    void where_the_prior_is_another_it_is_straight() {
        float[] walk = LatentWalk.interpolation(W, new float[] {1, 0, 0, 1}, 1);
        assertThat(walk[LatentWalk.STEPS - 1]).isEqualTo(0.5f);
        assertThat(walk[LatentWalk.STEPS]).isEqualTo(0.5f);
    }

    @Test
    void between_equal_or_zero_vectors_it_is_finite() {
        for (float value : LatentWalk.interpolation(Z, new float[] {1, 1, 1, 1, 0, 0, 0, 0}, 2)) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void a_traversal_moves_one_dimension_a_row_from_minus_3_to_3() {
        float[] walk = LatentWalk.traversal(Space.z(3), new float[3], 2);
        assertThat(Arrays.copyOf(walk, 3)).containsExactly(-3, 0, 0);
        int lastOfSecondRow = walk.length - 3;
        assertThat(Arrays.copyOfRange(walk, lastOfSecondRow, walk.length)).containsExactly(0, 3, 0);
    }

    @Test
    void a_traversal_stays_within_the_spread_of_its_space() {
        // Mean (5, 1), deviations 2 and 0.
        float[] walk = LatentWalk.traversal(W, new float[] {3, 1, 7, 1}, 2);
        assertThat(Arrays.copyOf(walk, 2)).containsExactly(-1, 1);
        assertThat(Arrays.copyOfRange(walk, 2 * LatentWalk.STEPS - 2, 2 * LatentWalk.STEPS))
                .containsExactly(11, 1);
        assertThat(Arrays.copyOfRange(walk, walk.length - 2, walk.length)).containsExactly(5, 1);
    }
}
