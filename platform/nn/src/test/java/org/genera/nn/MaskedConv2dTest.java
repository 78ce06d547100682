package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genera.nn.MaskedConv2d.Type;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class MaskedConv2dTest {
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;

    /** Each input number is changed by itself, and the outputs that change are exactly those that the mask lets see it. */
    @ParameterizedTest
    @CsvSource({
        "A, 3, 3, 1, 1",
        "B, 3, 3, 1, 1",
        "A, 3, 5, 3, 1",
        "B, 3, 3, 3, 1",
        "A, 1, 5, 3, 2",
        "B, 1, 3, 2, 4",
        "B, 1, 1, 3, 2",
    })
    void an_output_sees_the_pixels_before_its_own_and_of_that_the_groups_of_its_type(
            Type type, int height, int width, int groups, int parts) {
        int in = 2 * groups;
        int filters = 2 * groups * parts;
        MaskedConv2d convolution =
                new MaskedConv2d(filters, height, width, groups, parts, type, Initializer.glorotUniform());
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        var x = graph.input("x", -1, HEIGHT, WIDTH, in);
        Operand<TFloat32> y = convolution.apply(graph.scope("net"), x);
        try (ModelSession session = graph.open()) {
            float[] values = new float[HEIGHT * WIDTH * in];
            float[] before =
                    session.call().feed(x, values, 1, HEIGHT, WIDTH, in).floats(y);
            for (int i = 0; i < values.length; i++) {
                float[] changed = values.clone();
                changed[i] = 1;
                float[] after =
                        session.call().feed(x, changed, 1, HEIGHT, WIDTH, in).floats(y);
                for (int j = 0; j < after.length; j++) {
                    int above = j / filters / WIDTH - i / in / WIDTH;
                    int left = j / filters % WIDTH - i / in % WIDTH;
                    int group = j % filters % (2 * groups) / 2;
                    int other = i % in / 2;
                    boolean inside = Math.abs(above) <= height / 2 && Math.abs(left) <= width / 2;
                    boolean earlier = above > 0 || above == 0 && left > 0;
                    boolean own = above == 0 && left == 0 && (type == Type.A ? other < group : other <= group);
                    assertThat(after[j] != before[j])
                            .as("output %d with input %d", j, i)
                            .isEqualTo(inside && (earlier || own));
                }
            }
        }
    }

    @Test
    void parts_that_do_not_hold_all_groups_are_refused() {
        assertThatThrownBy(() -> MaskedConv2d.glorot(8, 3, 3, Type.B).inParts(4))
                .hasMessageContaining("8 filters, 4 parts and 3 groups");
    }
}
