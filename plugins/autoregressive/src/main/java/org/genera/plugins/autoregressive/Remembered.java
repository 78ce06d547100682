package org.genera.plugins.autoregressive;

import org.genera.plugins.autoregressive.PixelNetwork.Memory;
import org.genera.plugins.autoregressive.PixelNetwork.Place;
import org.genera.spi.DataShape;

/** What is in a memory while some pictures are drawn, with zeros around each. */
final class Remembered {
    private final Memory memory;
    private final DataShape.Image image;
    private final int rows;
    private final int count;
    private final int top;
    private final int left;
    private final int stride;
    private final float[] values;

    /**
     * @param rows pictures that are fed at once
     * @param count how many of them matter; nothing is copied for the others
     */
    Remembered(Memory memory, DataShape.Image image, int rows, int count) {
        this.memory = memory;
        this.image = image;
        this.rows = rows;
        this.count = count;
        this.top = Math.max(
                memory.above(),
                memory.window().stream().mapToInt(place -> -place.down()).max().orElse(0));
        this.left = Math.max(
                0,
                memory.window().stream().mapToInt(place -> -place.right()).max().orElse(0));
        int right = Math.max(
                0, memory.window().stream().mapToInt(Place::right).max().orElse(0));
        this.stride = left + image.width() + right;
        this.values = new float[count * (top + image.height()) * stride * memory.channels()];
    }

    /** What a pixel sees: [rows, window × channels]. */
    float[] window(int row, int column) {
        int channels = memory.channels();
        float[] window = new float[rows * memory.windowSize()];
        int to = 0;
        for (int i = 0; i < count; i++) {
            for (Place place : memory.window()) {
                System.arraycopy(values, index(i, row + place.down(), column + place.right()), window, to, channels);
                to += channels;
            }
        }
        return window;
    }

    /** What a row sees: [rows, above, width, channels]. */
    float[] above(int row) {
        int size = image.width() * memory.channels();
        float[] seen = new float[rows * memory.above() * size];
        int to = 0;
        for (int i = 0; i < count; i++) {
            for (int above = memory.above(); above > 0; above--) {
                System.arraycopy(values, index(i, row - above, 0), seen, to, size);
                to += size;
            }
        }
        return seen;
    }

    /**
     * Fills in a pixel of each picture.
     *
     * @param given that of picture i from {@code from + i × width} on
     */
    void put(int row, int column, float[] given, int from, int width) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(given, from + i * width, values, index(i, row, column), memory.channels());
        }
    }

    private int index(int i, int row, int column) {
        return ((i * (top + image.height()) + top + row) * stride + left + column) * memory.channels();
    }
}
