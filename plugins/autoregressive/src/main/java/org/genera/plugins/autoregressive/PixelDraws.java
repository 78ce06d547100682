package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Draws pictures number by number. What layers gave for earlier pixels is remembered, so that a number costs one pixel of the
 * network and not all of them; the numbers are those of whole passes but for the order of sums.
 */
final class PixelDraws {
    /** Always as many at once, so that a picture does not depend on how many are drawn. */
    private static final int ROWS = 64;

    private final DataShape.Image image;
    private final Levels levels;
    private final List<PixelNetwork.Memory> memories;
    private final int classCount;
    private final @Nullable Placeholder<TFloat32> classes;
    private final List<Placeholder<TFloat32>> windows = new ArrayList<>();
    private final Placeholder<TFloat32> own;
    private final Placeholder<TFloat32> noise;
    private final Operand<TFloat32> uniform;
    private final Operand<TFloat32> at;
    private final int outputs;
    private final int width;

    /** What is told when rows are done. */
    interface Watcher {
        /**
         * @param row how many are done
         * @param values of all pictures, whose pixels behind are the least values yet
         */
        void at(int row, float[] values);
    }

    PixelDraws(
            ModelGraph graph,
            PixelNetwork network,
            DataShape.Image image,
            Levels levels,
            @Nullable Placeholder<TFloat32> classes) {
        Ops tf = graph.tf();
        this.image = image;
        this.levels = levels;
        this.memories = network.memories();
        this.classes = classes;
        this.classCount = classes == null ? 0 : (int) classes.shape().get(1);
        for (int i = 0; i < memories.size(); i++) {
            windows.add(graph.input("window" + i, -1, windowSize(memories.get(i))));
        }
        this.own = graph.input("own", -1, image.channels());
        this.noise = graph.input("pixel_noise", -1, image.size());
        this.uniform =
                tf.math.mul(tf.math.erfc(tf.math.mul(noise, tf.constant((float) -Math.sqrt(0.5)))), tf.constant(0.5f));
        PixelNetwork.At known = network.at(List.copyOf(windows), own, classes);
        List<Operand<TFloat32>> all = new ArrayList<>(List.of(known.logits()));
        all.addAll(known.remembered());
        this.at = tf.concat(all, tf.constant(1));
        this.outputs = levels.outputs();
        this.width = image.channels() * outputs
                + memories.stream()
                        .skip(1)
                        .mapToInt(PixelNetwork.Memory::channels)
                        .sum();
    }

    private static int windowSize(PixelNetwork.Memory memory) {
        return memory.before() * memory.channels();
    }

    /**
     * Draws.
     *
     * @param oneHot class of each picture, [count, K]; empty where there are none
     * @param normal [count, size]
     */
    float[] draw(ModelSession session, SampleRequest request, float[] oneHot, float[] normal, Watcher watcher) {
        int size = image.size();
        float[] values = new float[request.count() * size];
        Arrays.fill(values, levels.low());
        request.restore(values);
        float[][] moments = new float[image.height() + 1][];
        for (int row = 0; row <= image.height(); row++) {
            moments[row] = values.clone();
        }
        for (int first = 0; first < request.count(); first += ROWS) {
            new Block(session, request, first, oneHot, normal).draw(values, moments);
        }
        for (int row = 0; row <= image.height(); row++) {
            watcher.at(row, moments[row]);
        }
        return values;
    }

    /** Some pictures that are drawn at once. */
    private final class Block {
        private final ModelSession session;
        private final SampleRequest request;
        private final int first;
        private final int count;
        private final double temperature;
        private final float[] classRows;
        private final float[] uniforms;
        /** For each memory [ROWS, H + pad, W + 2 pad, channels], zeros around. */
        private final float[][] remembered;

        Block(ModelSession session, SampleRequest request, int first, float[] oneHot, float[] normal) {
            this.session = session;
            this.request = request;
            this.first = first;
            this.count = Math.min(ROWS, request.count() - first);
            this.temperature = request.settings().get(AutoregressiveFamily.TEMPERATURE);
            this.classRows = rows(oneHot, classCount);
            this.uniforms = session.call()
                    .feed(noise, rows(normal, image.size()), ROWS, image.size())
                    .floats(uniform);
            this.remembered = memories.stream()
                    .map(memory -> new float[ROWS * padded(memory)])
                    .toArray(float[][]::new);
        }

        private float[] rows(float[] all, int columns) {
            float[] rows = new float[ROWS * columns];
            if (columns > 0) {
                System.arraycopy(all, first * columns, rows, 0, count * columns);
            }
            return rows;
        }

        void draw(float[] values, float[][] moments) {
            for (int row = 0; row < image.height(); row++) {
                for (int column = 0; column < image.width(); column++) {
                    pixel(values, row, column);
                }
                for (int moment = row + 1; moment < moments.length; moment++) {
                    int size = image.width() * image.channels();
                    for (int i = first; i < first + count; i++) {
                        int from = i * image.size() + row * size;
                        System.arraycopy(values, from, moments[moment], from, size);
                    }
                }
            }
        }

        private void pixel(float[] values, int row, int column) {
            int channels = image.channels();
            int place = (row * image.width() + column) * channels;
            float[][] seen = new float[windows.size()][];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = window(i, row, column);
            }
            float[] pixel = new float[ROWS * channels];
            float[] given = new float[0];
            for (int channel = 0; channel < channels; channel++) {
                boolean drawn = false;
                for (int i = 0; i < count; i++) {
                    drawn |= !request.knows((first + i) * image.size() + place + channel);
                }
                if (drawn || channel == channels - 1) {
                    given = network(seen, pixel);
                }
                for (int i = 0; i < count; i++) {
                    int at = (first + i) * image.size() + place + channel;
                    if (!request.knows(at)) {
                        int level = levels.draw(
                                given,
                                i * width + channel * outputs,
                                temperature,
                                uniforms[i * image.size() + place + channel]);
                        values[at] = levels.value(level);
                    }
                    pixel[i * channels + channel] = levels.seen(values[at]);
                }
            }
            remember(row, column, pixel, given);
        }

        private float[] network(float[][] seen, float[] pixel) {
            Call call = session.call().feed(own, pixel, ROWS, image.channels());
            for (int i = 0; i < seen.length; i++) {
                call.feed(windows.get(i), seen[i], ROWS, windowSize(memories.get(i)));
            }
            if (classes != null) {
                call.feed(classes, classRows, ROWS, classCount);
            }
            return call.floats(at);
        }

        /** The pixels before one in its window. */
        private float[] window(int of, int row, int column) {
            PixelNetwork.Memory memory = memories.get(of);
            int kernel = memory.kernel();
            int channels = memory.channels();
            int half = kernel / 2;
            float[] window = new float[ROWS * windowSize(memory)];
            for (int i = 0; i < count; i++) {
                int to = i * windowSize(memory);
                for (int above = half; above >= 0; above--) {
                    int pixels = above > 0 ? kernel : half;
                    int from = index(memory, i, row - above, column - half);
                    System.arraycopy(remembered[of], from, window, to, pixels * channels);
                    to += pixels * channels;
                }
            }
            return window;
        }

        private void remember(int row, int column, float[] pixel, float[] given) {
            int from = image.channels() * outputs;
            for (int of = 0; of < memories.size(); of++) {
                PixelNetwork.Memory memory = memories.get(of);
                int channels = memory.channels();
                for (int i = 0; i < count; i++) {
                    float[] source = of == 0 ? pixel : given;
                    int at = of == 0 ? i * channels : i * width + from;
                    System.arraycopy(source, at, remembered[of], index(memory, i, row, column), channels);
                }
                from += of == 0 ? 0 : channels;
            }
        }

        private int index(PixelNetwork.Memory memory, int i, int row, int column) {
            int half = memory.kernel() / 2;
            int place = (row + half) * (image.width() + 2 * half) + column + half;
            return i * padded(memory) + place * memory.channels();
        }
    }

    private int padded(PixelNetwork.Memory memory) {
        int half = memory.kernel() / 2;
        return (image.height() + half) * (image.width() + 2 * half) * memory.channels();
    }
}
