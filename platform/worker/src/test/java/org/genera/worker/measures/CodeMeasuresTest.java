package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeMeasuresTest {

    @Test
    void responsibilities_are_shares_of_a_whole() {
        assertThat(CodeMeasures.areShares(new float[] {0.25f, 0.75f, 1, 0}, 2)).isTrue();
    }

    @Test
    void points_of_a_latent_space_are_not() {
        assertThat(CodeMeasures.areShares(new float[] {0.25f, 0.75f, 1, 0.5f}, 2))
                .isFalse();
        assertThat(CodeMeasures.areShares(new float[] {-0.5f, 1.5f}, 2)).isFalse();
        assertThat(CodeMeasures.areShares(new float[] {Float.NaN, 1}, 2)).isFalse();
    }
}
