package org.genera.data.store;

import org.genera.spi.DataShape;

/** How large an imported set may be; what a header promises beyond that is refused before anything is read. */
public final class ImportLimits {
    /** A data set's values are held in one array, and a worker needs memory beside it. */
    public static final long MOST_BYTES = 1L << 30;

    public static final int LARGEST_SIDE = 4_096;

    /** More classes than any labelled set in use has; a larger label is a wrong file. */
    public static final int MOST_CLASSES = 1_000;

    private ImportLimits() {}

    /**
     * The shape of pictures, if they are of a size one can train on.
     *
     * @param what the subject of the message
     * @param file where the numbers come from
     */
    public static DataShape.Image pictures(String what, String file, long height, long width, long channels) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    what + ": expected 1 channel (grey) or 3 (colour), got " + channels + " in " + file);
        }
        if (Math.min(height, width) < 1 || Math.max(height, width) > LARGEST_SIDE) {
            throw new IllegalArgumentException(what + ": expected a height and a width from 1 to " + LARGEST_SIDE
                    + " pixels, got " + height + " × " + width + " in the header of " + file);
        }
        return new DataShape.Image((int) height, (int) width, (int) channels);
    }

    /** Checks how many examples a header promises. */
    public static void requireExamples(String what, String file, long count, long bytesEach) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    what + ": expected at least one example, got none according to the header of " + file);
        }
        if (count > MOST_BYTES / bytesEach) {
            throw new IllegalArgumentException(what + ": expected at most " + MOST_BYTES / bytesEach
                    + " examples of this size, got " + count + " according to the header of " + file);
        }
    }

    public static void requireLabel(long label, int example, String file) {
        if (label < 0 || label >= MOST_CLASSES) {
            throw new IllegalArgumentException("labels: expected labels from 0 to " + (MOST_CLASSES - 1) + ", got "
                    + label + " for example " + example + " in " + file);
        }
    }
}
