package org.genera.data;

import java.util.List;
import org.genera.spi.DataShape;

/**
 * The head of an IDX file: two zero bytes, the type of a value, the number of dimensions, then the size of each as an
 * unsigned 32-bit number, all big-endian.
 *
 * @param type of a value
 * @param sizes of the dimensions; the first counts the examples
 */
record IdxHeader(int type, List<Long> sizes) {
    static final int UNSIGNED_BYTE = 0x08;
    static final int INT = 0x0C;

    /** A data set's values are held in one array, and a worker needs memory beside it. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int LARGEST_SIDE = 4_096;

    String magic() {
        return String.format("0x%08X", type << 8 | sizes.size());
    }

    /** How many bytes precede the values. */
    int length() {
        return 4 + 4 * sizes.size();
    }

    /** Checked to be small enough by {@link #imageShape} or {@link #requireLabels}. */
    int count() {
        return Math.toIntExact(sizes.get(0));
    }

    /** The shape of one image, if the file holds images of a size one can train on. */
    DataShape.Image imageShape(String file) {
        if (type != UNSIGNED_BYTE || sizes.size() < 3 || sizes.size() > 4) {
            throw new IllegalArgumentException(
                    "images: expected unsigned bytes in 3 or 4 dimensions (magic 0x00000803 or 0x00000804), got magic "
                            + magic() + " in " + file
                            + (sizes.size() == 1 ? "; is it the file of the labels?" : ""));
        }
        long channels = sizes.size() == 4 ? sizes.get(3) : 1;
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "images: expected 1 channel (grey) or 3 (colour), got " + channels + " in " + file);
        }
        long height = sizes.get(1);
        long width = sizes.get(2);
        if (Math.min(height, width) < 1 || Math.max(height, width) > LARGEST_SIDE) {
            throw new IllegalArgumentException("images: expected a height and a width from 1 to " + LARGEST_SIDE
                    + " pixels, got " + height + " × " + width + " in the header of " + file);
        }
        requireExamples("images", file, height * width * channels);
        return new DataShape.Image((int) height, (int) width, (int) channels);
    }

    void requireLabels(String file) {
        if ((type != UNSIGNED_BYTE && type != INT) || sizes.size() != 1) {
            throw new IllegalArgumentException(
                    "labels: expected bytes or integers in 1 dimension (magic 0x00000801 or 0x00000C01), got magic "
                            + magic() + " in " + file
                            + (sizes.size() >= 3 ? "; is it the file of the images?" : ""));
        }
        requireExamples("labels", file, Integer.BYTES);
    }

    private void requireExamples(String what, String file, long bytesEach) {
        long count = sizes.get(0);
        if (count < 1) {
            throw new IllegalArgumentException(
                    what + ": expected at least one example, got none according to the header of " + file);
        }
        if (count > MOST_BYTES / bytesEach) {
            throw new IllegalArgumentException(what + ": expected at most " + MOST_BYTES / bytesEach
                    + " examples of this size, got " + count + " according to the header of " + file);
        }
    }
}
