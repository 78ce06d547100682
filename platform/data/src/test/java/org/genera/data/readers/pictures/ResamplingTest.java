package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.genera.data.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

    @ParameterizedTest
    @CsvSource({"28,28", "28,14", "100,7", "7,100", "33,32", "1,5", "5,1", "4096,32"})
    void weights_of_each_new_pixel_sum_to_one_and_lie_within_the_old_row(int from, int to) {
        Resampling resampling = Resampling.between(from, to);
        for (int i = 0; i < to; i++) {
            float sum = 0;
            for (float weight : resampling.weights()[i]) {
                assertThat(weight).isGreaterThanOrEqualTo(0);
                sum += weight;
            }
            assertThat(sum).isCloseTo(1, within(1e-5f));
            assertThat(resampling.first()[i]).isBetween(0, from - resampling.weights()[i].length);
        }
    }

    @ParameterizedTest
    @CsvSource({"14,7", "28,10", "33,32", "50,3"})
    void shrinking_keeps_the_mean(int from, int to) {
        float[] values = new float[from * from];
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) CounterRandom.of(1, "test").uniform(i) * 255;
            mean += values[i] / values.length;
        }
        float[] small = Resampling.resize(values, from, from, to, to);
        double meanOfSmall = 0;
        for (float value : small) {
            meanOfSmall += value / small.length;
        }
        assertThat(meanOfSmall).isCloseTo(mean, within(1e-3));
    }

    @Test
    void a_fine_chequered_pattern_becomes_even_grey_and_no_moire() {
        float[] values = new float[60 * 60];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 60 + i % 60) % 2 == 0 ? 255 : 0;
        }
        assertThat(Resampling.resize(values, 60, 60, 10, 10)).containsOnly(127.5f);
    }

    @Test
    void a_slope_stays_a_slope_when_it_grows() {
        float[] row = {0, 10, 20, 30};
        assertThat(Resampling.resize(row, 1, 4, 1, 8)).containsExactly(0, 2.5f, 7.5f, 12.5f, 17.5f, 22.5f, 27.5f, 30);
    }

    @Test
    void the_same_size_changes_nothing() {
        float[] values = {1, 2, 3, 4, 5, 6};
        assertThat(Resampling.resize(values, 2, 3, 2, 3)).containsExactly(values);
    }
}
