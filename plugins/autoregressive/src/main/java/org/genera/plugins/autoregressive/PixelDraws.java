package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.plugins.autoregressive.PixelNetwork.Filled;
import org.genera.plugins.autoregressive.PixelNetwork.Memory;
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
    private final List<Memory> memories;
    private final int classCount;
    private final @Nullable Placeholder<TFloat32> classes;
    private final List<Input> windows = new ArrayList<>();
    private final List<Input> above = new ArrayList<>();
    private final Placeholder<TFloat32> own;
    private final Uniforms uniforms;
    private final Operand<TFloat32> at;
    private final @Nullable Operand<TFloat32> ofRow;
    /** Numbers that are given for a pixel when it is drawn, and before its row begins. */
    private final int width;

    private final int widthOfRow;

    /** What is told when rows are done. */
    interface Watcher {
        /**
         * @param row how many are done
         * @param values of all pictures, whose pixels behind are the least values yet
         */
        void at(int row, float[] values);
    }

    /** Where a part of what is remembered in a memory is fed. */
    private record Input(int memory, Placeholder<TFloat32> placeholder) {
        static List<Operand<TFloat32>> operands(List<Input> inputs) {
            return inputs.stream().<Operand<TFloat32>>map(Input::placeholder).toList();
        }
    }

    PixelDraws(
            ModelGraph graph,
            PixelNetwork network,
            DataShape.Image image,
            LevelDistribution distribution,
            @Nullable Placeholder<TFloat32> classes) {
        Ops tf = graph.tf();
        this.image = image;
        this.levels = distribution.levels();
        this.memories = network.memories();
        this.classes = classes;
        this.classCount = classes == null ? 0 : (int) classes.shape().get(1);
        for (int i = 0; i < memories.size(); i++) {
            Memory memory = memories.get(i);
            if (!memory.window().isEmpty()) {
                windows.add(new Input(i, graph.input("window" + i, -1, memory.windowSize())));
            }
            if (memory.above() > 0) {
                above.add(new Input(i, graph.input("above" + i, -1, memory.above(), image.width(), memory.channels())));
            }
        }
        this.own = graph.input("own", -1, image.channels());
        this.uniforms = new Uniforms(graph, image.size());
        PixelNetwork.At known = network.at(Input.operands(windows), own, classes);
        List<Operand<TFloat32>> all = new ArrayList<>(List.of(distribution.logits(tf, known.logits())));
        all.addAll(known.remembered());
        this.at = Joined.of(tf, all, 1);
        this.width = (int) at.shape().get(1);
        List<Operand<TFloat32>> before = network.row(Input.operands(above), classes);
        this.ofRow = before.isEmpty() ? null : Joined.of(tf, before, 2);
        this.widthOfRow = ofRow == null ? 0 : (int) ofRow.shape().get(2);
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
        private final float[] uniform;
        private final List<Remembered> remembered;

        Block(ModelSession session, SampleRequest request, int first, float[] oneHot, float[] normal) {
            this.session = session;
            this.request = request;
            this.first = first;
            this.count = Math.min(ROWS, request.count() - first);
            this.temperature = request.settings().get(AutoregressiveFamily.TEMPERATURE);
            this.classRows = rows(oneHot, classCount);
            this.uniform = uniforms.of(session, rows(normal, image.size()));
            this.remembered = memories.stream()
                    .map(memory -> new Remembered(memory, image, ROWS, count))
                    .toList();
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
                beginRow(row);
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

        private void beginRow(int row) {
            if (ofRow == null) {
                return;
            }
            Call call = call();
            for (Input input : above) {
                Memory memory = memories.get(input.memory());
                call.feed(
                        input.placeholder(),
                        remembered.get(input.memory()).above(row),
                        ROWS,
                        memory.above(),
                        image.width(),
                        memory.channels());
            }
            float[] given = call.floats(ofRow);
            for (int column = 0; column < image.width(); column++) {
                remember(Filled.BY_ROWS, row, column, given, column * widthOfRow, image.width() * widthOfRow);
            }
        }

        private void pixel(float[] values, int row, int column) {
            int channels = image.channels();
            int place = (row * image.width() + column) * channels;
            List<float[]> seen = windows.stream()
                    .map(input -> remembered.get(input.memory()).window(row, column))
                    .toList();
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
                                i * width + channel * levels.logits(),
                                temperature,
                                uniform[i * image.size() + place + channel]);
                        values[at] = levels.value(level);
                    }
                    pixel[i * channels + channel] = levels.seen(values[at]);
                }
            }
            remembered.get(0).put(row, column, pixel, 0, channels);
            remember(Filled.BY_PIXELS, row, column, given, channels * levels.logits(), width);
        }

        private float[] network(List<float[]> seen, float[] pixel) {
            Call call = call().feed(own, pixel, ROWS, image.channels());
            for (int i = 0; i < seen.size(); i++) {
                Input input = windows.get(i);
                call.feed(
                        input.placeholder(),
                        seen.get(i),
                        ROWS,
                        memories.get(input.memory()).windowSize());
            }
            return call.floats(at);
        }

        private Call call() {
            return classes == null ? session.call() : session.call().feed(classes, classRows, ROWS, classCount);
        }

        /** Puts numbers of a pixel into the memories behind the picture that are filled so, one after the other. */
        private void remember(Filled filled, int row, int column, float[] given, int from, int stride) {
            int next = from;
            for (int i = 1; i < memories.size(); i++) {
                if (memories.get(i).filled() == filled) {
                    remembered.get(i).put(row, column, given, next, stride);
                    next += memories.get(i).channels();
                }
            }
        }
    }
}
