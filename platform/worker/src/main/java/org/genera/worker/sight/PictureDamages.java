package org.genera.worker.sight;

import java.util.List;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.run.sight.Damage;
import org.genera.spi.DataShape;

/**
 * Damage within each picture. Pictures are values in [0, 1], which come back to 8 bits, as those of a picture file would.
 *
 * @param shape of a picture
 */
record PictureDamages(DataShape.Image shape) {
    private static final int LEVELS = 255;
    private static final int BLOCKS_ACROSS = 7;
    private static final double SUPPORT_IN_DEVIATIONS = 3;

    List<Damaging> all() {
        return List.of(
                Damaging.ofEach(
                        new Damage(
                                "blur",
                                "Blur",
                                "px",
                                "Gaussian blur with this standard deviation.",
                                List.of(0.5, 1.0, 1.5, 2.0, 3.0)),
                        (values, at, strength, random) -> blur(values, at, strength)),
                Damaging.ofEach(
                        new Damage(
                                "noise",
                                "Noise",
                                "levels",
                                "Gaussian noise of this standard deviation, of 256 levels, on every value.",
                                List.of(8.0, 16.0, 32.0, 64.0, 128.0)),
                        this::noise),
                Damaging.ofEach(
                        new Damage(
                                "shift",
                                "Shift",
                                "px",
                                "All pictures move to the right; their left column fills the gap.",
                                List.of(1.0, 2.0, 3.0, 4.0, 6.0)),
                        (values, at, strength, random) -> shift(values, at, (int) strength)),
                Damaging.ofEach(
                        new Damage(
                                "swap",
                                "Swapped blocks",
                                "% of blocks",
                                "Square blocks of a picture, a seventh of its side, change places.",
                                List.of(5.0, 10.0, 25.0, 50.0, 100.0)),
                        this::swap));
    }

    /** One row and then one column at a time; what lies outside is as the edge. */
    private void blur(float[] values, int at, double deviation) {
        int reach = (int) Math.ceil(SUPPORT_IN_DEVIATIONS * deviation);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-i * i / (2 * deviation * deviation));
            sum += weights[i + reach];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        int across = shape.channels();
        int down = shape.width() * across;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int y = 0; y < shape.height(); y++) {
                convolve(values, at + y * down + channel, shape.width(), across, weights);
            }
            for (int x = 0; x < shape.width(); x++) {
                convolve(values, at + x * across + channel, shape.height(), down, weights);
            }
        }
        quantise(values, at);
    }

    private static void convolve(float[] values, int first, int count, int stride, double[] weights) {
        int reach = weights.length / 2;
        double[] line = new double[count];
        for (int i = 0; i < count; i++) {
            line[i] = values[first + i * stride];
        }
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = -reach; j <= reach; j++) {
                sum += weights[j + reach] * line[Math.max(0, Math.min(count - 1, i + j))];
            }
            values[first + i * stride] = (float) sum;
        }
    }

    private void noise(float[] values, int at, double levels, CounterRandom random) {
        RandomStream stream = random.stream();
        for (int i = 0; i < shape.size(); i++) {
            values[at + i] += (float) (stream.normal() * levels / LEVELS);
        }
        quantise(values, at);
    }

    private void shift(float[] values, int at, int pixels) {
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            int row = at + y * shape.width() * channels;
            for (int x = shape.width() - 1; x >= 0; x--) {
                System.arraycopy(
                        values, row + Math.max(0, x - pixels) * channels, values, row + x * channels, channels);
            }
        }
    }

    /** Blocks that are chosen go round among each other, so that each of them moves if there are two. */
    private void swap(float[] values, int at, double percent, CounterRandom random) {
        int side = Math.max(1, Math.min(shape.height(), shape.width()) / BLOCKS_ACROSS);
        int across = shape.width() / side;
        int blocks = across * (shape.height() / side);
        int[] order = RealExamples.shuffled(blocks, random.stream());
        int moved = Math.max(2, (int) Math.round(blocks * percent / 100));
        float[] whole = new float[shape.size()];
        System.arraycopy(values, at, whole, 0, whole.length);
        int length = side * shape.channels();
        for (int i = 0; i < moved; i++) {
            int from = order[(i + 1) % moved];
            int to = order[i];
            for (int y = 0; y < side; y++) {
                System.arraycopy(whole, place(from, across, side, y), values, at + place(to, across, side, y), length);
            }
        }
    }

    private int place(int block, int across, int side, int y) {
        int row = block / across * side + y;
        return (row * shape.width() + block % across * side) * shape.channels();
    }

    private void quantise(float[] values, int at) {
        for (int i = at; i < at + shape.size(); i++) {
            values[i] = Math.max(0, Math.min(LEVELS, Math.round(values[i] * LEVELS))) / (float) LEVELS;
        }
    }
}
