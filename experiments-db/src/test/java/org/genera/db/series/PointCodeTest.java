package org.genera.db.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PointCodeTest {

    @Test
    void decoding_is_the_inverse_of_encoding() {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 2, 999, 1_000}) {
            PointsBuilder builder = new PointsBuilder();
            for (int i = 0; i < size; i++) {
                builder.add(random.nextLong(), random.nextLong(), Double.longBitsToDouble(random.nextLong()));
            }
            Points points = builder.build();

            Points back = PointCode.decode(PointCode.encode(points));

            assertThat(back.steps()).isEqualTo(points.steps());
            assertThat(back.trainMillis()).isEqualTo(points.trainMillis());
            for (int i = 0; i < size; i++) {
                assertThat(Double.doubleToRawLongBits(back.numbers()[i]))
                        .isEqualTo(Double.doubleToRawLongBits(points.numbers()[i]));
            }
        }
    }

    @Test
    void extremes_survive() {
        PointsBuilder builder = new PointsBuilder();
        builder.add(Long.MIN_VALUE, Long.MAX_VALUE, Double.NEGATIVE_INFINITY);
        builder.add(Long.MAX_VALUE, Long.MIN_VALUE, -0.0);
        builder.add(0, 0, Double.MIN_VALUE);

        Points back = PointCode.decode(PointCode.encode(builder.build()));

        assertThat(back.steps()).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, 0);
        assertThat(back.trainMillis()).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, 0);
        assertThat(back.numbers()).containsExactly(Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE);
    }

    @Test
    void a_thousand_points_of_consecutive_steps_take_about_ten_kilobytes() {
        PointsBuilder builder = new PointsBuilder();
        for (int step = 5_000_000; step < 5_001_000; step++) {
            builder.add(step, 3L * step, Math.sin(step));
        }

        assertThat(PointCode.encode(builder.build()).length).isLessThan(10_100);
    }

    @Test
    void a_block_of_a_newer_version_is_refused_by_name() {
        byte[] bytes = PointCode.encode(Points.NONE);
        bytes[0] = 9;

        assertThatThrownBy(() -> PointCode.decode(bytes))
                .hasMessageContaining("expected a block of points in version 1, found version 9");
    }
}
