package org.genera.data.readers.arrays;

import java.util.List;
import org.genera.data.store.ImportLimits;
import org.genera.spi.DataShape;

/**
 * The head of an IDX file: two zero bytes, the type of a value, the number of dimensions, then the size of each as an
 * unsigned 32-bit number, all big-endian.
 *
 * @param type of a value
 * @param sizes of the dimensions; the first counts the examples
 */
public record IdxHeader(int type, List<Long> sizes) {
    public static final int UNSIGNED_BYTE = 0x08;
    static final int INT = 0x0C;

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
        DataShape.Image shape = ImportLimits.pictures("images", file, sizes.get(1), sizes.get(2), channels);
        ImportLimits.requireExamples("images", file, sizes.get(0), shape.size());
        return shape;
    }

    /** Whether there are several integers for each label, of which the first is the class, as QMNIST has them. */
    boolean rows() {
        return type == INT && sizes.size() == 2 && sizes.get(1) > 0 && sizes.get(1) < 100;
    }

    /** How many numbers there are for each label. */
    int columns() {
        return rows() ? Math.toIntExact(sizes.get(1)) : 1;
    }

    void requireLabels(String file) {
        if ((type != UNSIGNED_BYTE && type != INT) || sizes.size() != 1 && !rows()) {
            throw new IllegalArgumentException(
                    "labels: expected bytes or integers in 1 dimension (magic 0x00000801 or 0x00000C01), got magic "
                            + magic() + " in " + file
                            + (sizes.size() >= 3 ? "; is it the file of the images?" : ""));
        }
        ImportLimits.requireExamples("labels", file, sizes.get(0), Integer.BYTES * columns());
    }
}
