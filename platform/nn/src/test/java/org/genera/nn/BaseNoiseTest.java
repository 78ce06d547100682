package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BaseNoiseTest {

    @Test
    void a_sample_has_the_same_first_numbers_whatever_the_width_and_however_many_there_are() {
        float[] wide = BaseNoise.normal(7, 3, 784);
        float[] narrow = BaseNoise.normal(7, 1_000, 2);
        for (int row = 0; row < 3; row++) {
            assertThat(Arrays.copyOfRange(narrow, 2 * row, 2 * row + 2))
                    .isEqualTo(Arrays.copyOfRange(wide, 784 * row, 784 * row + 2));
        }
        assertThat(BaseNoise.normal(8, 3, 784)).isNotEqualTo(wide);
        // As it was when runs first started from it.
        assertThat(BaseNoise.normal(1, 1, 3)).containsExactly(-1.1826382f, -0.1876727f, 1.1715908f);
    }

    @Test
    void its_numbers_are_standard_normal_and_independent_along_rows_and_columns() {
        int rows = 2_000;
        int columns = 50;
        float[] values = BaseNoise.normal(1, rows, columns);
        double n = values.length;
        double[] moments = new double[5];
        double alongRows = 0;
        double alongColumns = 0;
        for (int i = 0; i < values.length; i++) {
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(values[i], power) / n;
            }
            alongRows += i + 1 < values.length ? values[i] * values[i + 1] / n : 0;
            alongColumns += i + columns < values.length ? values[i] * values[i + columns] / n : 0;
        }
        double four = 4 / Math.sqrt(n);
        assertThat(moments[1]).isCloseTo(0, within(four));
        assertThat(moments[2]).isCloseTo(1, within(four * Math.sqrt(2)));
        assertThat(moments[3]).isCloseTo(0, within(four * Math.sqrt(15)));
        assertThat(moments[4]).isCloseTo(3, within(four * Math.sqrt(96)));
        assertThat(alongRows).isCloseTo(0, within(four));
        assertThat(alongColumns).isCloseTo(0, within(four));
    }
}
