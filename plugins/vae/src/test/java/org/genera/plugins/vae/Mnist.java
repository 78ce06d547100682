package org.genera.plugins.vae;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.genera.spi.Batch;

/** The images of a gzipped IDX file as grey values in [0, 1]: the last 1,000 for testing, those before for training. */
final class Mnist {
    static final int SIZE = 784;
    private static final int TEST = 1000;

    private final float[] grey;
    private final int count;

    private Mnist(float[] grey, int count) {
        this.grey = grey;
        this.count = count;
    }

    static Mnist read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            int magic = in.readInt();
            int count = in.readInt();
            int height = in.readInt();
            int width = in.readInt();
            if (magic != 0x803 || height * width != SIZE) {
                throw new IOException("expected an IDX file of 28×28 images, got " + height + "×" + width);
            }
            byte[] bytes = in.readNBytes(count * SIZE);
            float[] grey = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                grey[i] = (bytes[i] & 0xff) / 255f;
            }
            return new Mnist(grey, count);
        }
    }

    int trainingCount() {
        return count - TEST;
    }

    /** The test images {@code draws} times over, each time with another draw of what is binarised. */
    Batch test(boolean binarise, int draws) {
        int[] order = new int[TEST * draws];
        for (int i = 0; i < order.length; i++) {
            order[i] = trainingCount() + i % TEST;
        }
        return batch(0, order, 0, order.length, binarise);
    }

    /** A permutation of the training examples for each epoch. */
    int[] epoch(int epoch, long seed) {
        int[] order = new int[trainingCount()];
        Random random = new Random(seed * 1000 + epoch);
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    Batch batch(long seed, int[] order, int from, int size, boolean binarise) {
        SplittableRandom random = new SplittableRandom(seed * 7919 + 1);
        float[] values = new float[size * SIZE];
        for (int i = 0; i < size; i++) {
            System.arraycopy(grey, order[from + i] * SIZE, values, i * SIZE, SIZE);
        }
        if (binarise) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < values[i] ? 1 : 0;
            }
        }
        return new Batch(size, values, new int[0]);
    }
}
