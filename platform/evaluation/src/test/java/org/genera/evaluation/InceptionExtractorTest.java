package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.genera.evaluation.PictureExtractor.Seen;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A small frozen graph of one random convolution, rectified and averaged over the picture, and a random layer of logits. */
class InceptionExtractorTest {
    private static final ModelContext CPU = new ModelContext(ModelContext.Device.CPU, 1);
    private static final int SIZE = 12;
    private static final int WIDTH = 5;
    private static final int CLASSES = 4;
    private static final double LOW = -1;
    private static final double HIGH = 0.9921875;

    @TempDir
    Path folder;

    private final Random random = new Random(6);
    private final float[] kernel = normal(3 * 3 * 3 * WIDTH);
    private final float[] layer = normal(WIDTH * CLASSES);
    private Path file;

    @BeforeEach
    void freeze() throws IOException {
        file = folder.resolve("frozen.pb");
        Files.write(file, graph(-1));
    }

    /** @param rows to which the logits are flattened: −1, or 1 as some public graphs do */
    private byte[] graph(int rows) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input =
                    tf.withName("Mul").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
            Operand<TFloat32> filter = tf.constant(Shape.of(3, 3, 3, WIDTH), DataBuffers.of(kernel));
            Operand<TFloat32> rectified = tf.nn.relu(tf.nn.conv2d(input, filter, List.of(1L, 1L, 1L, 1L), "VALID"));
            long side = SIZE - 2;
            Operand<TFloat32> pooled = tf.withName("pool_3")
                    .nn
                    .avgPool(rectified, List.of(1L, side, side, 1L), List.of(1L, 1L, 1L, 1L), "VALID");
            Operand<TFloat32> flat = tf.reshape(pooled, tf.constant(new int[] {rows, WIDTH}));
            Operand<TFloat32> weights = tf.constant(Shape.of(WIDTH, CLASSES), DataBuffers.of(layer));
            tf.withName("logits").linalg.matMul(flat, weights);
            return graph.toGraphDef().toByteArray();
        }
    }

    @Test
    void features_and_probabilities_are_those_computed_by_hand() throws IOException {
        DataShape.Image shape = new DataShape.Image(SIZE, SIZE, 3);
        InceptionCard card = InceptionExtractor.keep(CPU, file, wanted("pool_3:0"), folder);
        assertThat(card.width()).isEqualTo(WIDTH);
        assertThat(card.classes()).isEqualTo(CLASSES);
        assertThat(card.batch()).isGreaterThan(1);
        int count = 35;
        float[] pictures = eightBit(count * shape.size());
        try (InceptionExtractor extractor = InceptionExtractor.open(CPU, folder, shape)) {
            Seen seen = extractor.see(pictures, count);
            for (int i : List.of(0, 1, 31, 32, 34)) {
                double[] expected = features(pictures, i * shape.size());
                for (int each = 0; each < WIDTH; each++) {
                    assertThat(seen.features().values()[i * WIDTH + each]).isCloseTo(expected[each], within(1e-4));
                }
                double[] probabilities = softmax(expected);
                for (int each = 0; each < CLASSES; each++) {
                    assertThat(seen.probabilities().values()[i * CLASSES + each])
                            .isCloseTo(probabilities[each], within(1e-4));
                }
            }
            assertThat(extractor.name()).isEqualTo("inception-" + card.sha256().substring(0, 8));
            assertThat(extractor.names().frechet().title())
                    .isEqualTo("Fréchet Inception distance (" + card.sha256().substring(0, 8) + ")");
        }
    }

    @Test
    void a_graph_that_takes_one_picture_at_a_time_gives_the_same() throws IOException {
        DataShape.Image shape = new DataShape.Image(SIZE, SIZE, 3);
        float[] pictures = eightBit(3 * shape.size());
        Path one = Files.createDirectory(folder.resolve("one"));
        Path flattening = Files.write(folder.resolve("flattening.pb"), graph(1));
        assertThat(InceptionExtractor.keep(CPU, flattening, wanted("pool_3:0"), one)
                        .batch())
                .isEqualTo(1);
        InceptionExtractor.keep(CPU, file, wanted("pool_3:0"), folder);
        try (InceptionExtractor many = InceptionExtractor.open(CPU, folder, shape);
                InceptionExtractor single = InceptionExtractor.open(CPU, one, shape)) {
            double[] expected = many.see(pictures, 3).features().values();
            double[] found = single.see(pictures, 3).features().values();
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @Test
    void grey_is_repeated_and_halving_averages_with_a_triangle() {
        // Eight columns, one white; a triangle of half-width two around the centre 1 of the first of four columns.
        float[] picture = new float[8 * 8];
        for (int row = 0; row < 8; row++) {
            picture[row * 8] = 1;
        }
        try (InceptionPictures half = new InceptionPictures(CPU, new DataShape.Image(8, 8, 1), 4, 0, 255)) {
            float[] prepared = half.prepare(picture, 1);
            assertThat(prepared).hasSize(4 * 4 * 3);
            // Weights 1.5, 1.5, 0.5 of the columns 0, 1, 2; the column left of the border is left out.
            double expected = 255 * 1.5 / (1.5 + 1.5 + 0.5);
            for (int row = 0; row < 4; row++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((double) prepared[row * 4 * 3 + channel]).isCloseTo(expected, within(1e-2));
                }
            }
        }
    }

    @Test
    void what_cannot_be_used_is_refused_with_what_was_found() throws IOException {
        Path noGraph = Files.writeString(folder.resolve("no.pb"), "not a graph at all");
        assertThatThrownBy(() -> InceptionExtractor.keep(CPU, noGraph, wanted("pool_3:0"), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a frozen TensorFlow graph");
        assertThatThrownBy(() -> InceptionExtractor.keep(CPU, file, wanted("pool_4:0"), folder))
                .hasMessageContaining("got pool_4:0; it begins with Mul");
        assertThatThrownBy(() -> InceptionExtractor.keep(CPU, file, wanted("Relu:0"), folder))
                .hasMessageContaining("expected a vector for a picture");
        InceptionExtractor.keep(CPU, file, wanted("pool_3:0"), folder);
        Files.write(folder.resolve("graph.pb"), graph(1));
        assertThatThrownBy(() -> InceptionExtractor.open(CPU, folder, new DataShape.Image(8, 8, 3)))
                .hasMessageContaining("is not the file that was imported");
    }

    private static InceptionCard wanted(String features) {
        return new InceptionCard("Mul:0", features, "logits:0", SIZE, LOW, HIGH, "", 0, 0, 1);
    }

    private double[] features(float[] pictures, int offset) {
        double[] features = new double[WIDTH];
        int side = SIZE - 2;
        for (int out = 0; out < WIDTH; out++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double sum = 0;
                    for (int dy = 0; dy < 3; dy++) {
                        for (int dx = 0; dx < 3; dx++) {
                            for (int channel = 0; channel < 3; channel++) {
                                double pixel = pictures[offset + ((y + dy) * SIZE + x + dx) * 3 + channel];
                                sum += (LOW + (HIGH - LOW) * pixel)
                                        * kernel[((dy * 3 + dx) * 3 + channel) * WIDTH + out];
                            }
                        }
                    }
                    features[out] += Math.max(0, sum) / (side * side);
                }
            }
        }
        return features;
    }

    private double[] softmax(double[] features) {
        double[] exponentials = new double[CLASSES];
        double sum = 0;
        for (int each = 0; each < CLASSES; each++) {
            double logit = 0;
            for (int i = 0; i < WIDTH; i++) {
                logit += features[i] * layer[i * CLASSES + each];
            }
            exponentials[each] = Math.exp(logit);
            sum += exponentials[each];
        }
        for (int each = 0; each < CLASSES; each++) {
            exponentials[each] /= sum;
        }
        return exponentials;
    }

    private float[] eightBit(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(256) / 255f;
        }
        return values;
    }

    private float[] normal(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
