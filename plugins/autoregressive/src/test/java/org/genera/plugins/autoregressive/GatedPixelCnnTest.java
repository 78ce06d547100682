package org.genera.plugins.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class GatedPixelCnnTest {
    private static final int OUTPUTS = 4;

    /** Wider than the windows of two layers are high, so that nothing is beyond their reach: in the rows 3 + 1, in the columns 3 + 1. */
    private static DataShape.Image image(int colours) {
        return new DataShape.Image(4, 5, colours);
    }

    @Test
    void the_vertical_stack_sees_all_rows_above_and_nothing_else() {
        for (int colours : new int[] {1, 3}) {
            DataShape.Image image = image(colours);
            ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
            Operand<TFloat32> pictures = graph.input("pictures", -1, 4, 5, colours);
            GatedPixelCnn network = new GatedPixelCnn(graph.scope("net"), 12, 2, colours, colours * OUTPUTS);
            Operand<TFloat32> link = network.vertical(pictures, network::rowsFromAbove, null)
                    .links()
                    .get(1);
            try (ModelSession session = graph.open()) {
                // A pixel of it knows whole pixels: what a number is seen by is seen by all colours of a place.
                for (int changed = 0; changed < image.size(); changed++) {
                    boolean[] seen = Sight.rowsAbove(image).of(changed);
                    boolean[] moved = moved(session, pictures, link, image, 24, changed);
                    for (int pixel = 0; pixel < 20; pixel++) {
                        assertThat(moved[pixel]).isEqualTo(seen[pixel * colours]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void the_horizontal_stack_alone_sees_its_own_row_and_channels_in_their_order(int colours) {
        DataShape.Image image = image(colours);
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        Operand<TFloat32> pictures = graph.input("pictures", -1, 4, 5, colours);
        GatedPixelCnn network = new GatedPixelCnn(graph.scope("net"), 12, 2, colours, colours * OUTPUTS);
        Operand<TFloat32> silence = graph.tf().constant(0f);
        Operand<TFloat32> logits = network.horizontal(pictures, () -> silence, null, Way.ALL);
        Sight sight = Sight.rowBefore(image);
        try (ModelSession session = graph.open()) {
            for (int changed = 0; changed < image.size(); changed++) {
                assertThat(moved(session, pictures, logits, image, OUTPUTS, changed))
                        .isEqualTo(sight.of(changed));
            }
        }
    }

    /** Which places of an output change with a number of the pictures. */
    private static boolean[] moved(
            ModelSession session,
            Operand<TFloat32> pictures,
            Operand<TFloat32> output,
            DataShape.Image image,
            int width,
            int changed) {
        int count = 8;
        Random random = new Random(5);
        float[] values = new float[count * image.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] before = floats(session, pictures, output, image, values);
        for (int i = changed; i < values.length; i += image.size()) {
            values[i] += 1;
        }
        float[] after = floats(session, pictures, output, image, values);
        int places = before.length / count / width;
        boolean[] moved = new boolean[places];
        for (int i = 0; i < before.length / width; i++) {
            moved[i % places] |= !Arrays.equals(before, i * width, (i + 1) * width, after, i * width, (i + 1) * width);
        }
        return moved;
    }

    private static float[] floats(
            ModelSession session,
            Operand<TFloat32> pictures,
            Operand<TFloat32> output,
            DataShape.Image image,
            float[] values) {
        return session.call()
                .feed(pictures, values, values.length / image.size(), image.height(), image.width(), image.channels())
                .floats(output);
    }
}
