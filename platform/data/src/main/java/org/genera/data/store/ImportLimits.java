package org.genera.data.store;

import org.genera.spi.DataShape;
import org.jspecify.annotations.Nullable;

/** How large an imported set may be; what a header promises beyond that is refused before anything is read. */
public final class ImportLimits {
    /** The name of the setting in the environment, in MiB. */
    public static final String SETTING = "GENERA_DATA_LIMIT_MIB";

    /** A data set's values are held in one array, and a worker needs memory beside it. */
    public static final long MOST_BYTES = mostBytes(System.getenv(SETTING));

    private static final int LARGEST_LIMIT = 2_047;

    public static final int LARGEST_SIDE = 4_096;

    /** More classes than any labelled set in use has; a larger label is a wrong file. */
    public static final int MOST_CLASSES = 1_000;

    private ImportLimits() {}

    /** @param mebibytes as people set it; null where they do not */
    static long mostBytes(@Nullable String mebibytes) {
        if (mebibytes == null || mebibytes.isBlank()) {
            return 1L << 30;
        }
        if (!mebibytes.strip().matches("[1-9]\\d{0,3}") || Integer.parseInt(mebibytes.strip()) > LARGEST_LIMIT) {
            throw new IllegalArgumentException(SETTING + ": expected a number of MiB from 1 to " + LARGEST_LIMIT
                    + ", since the values of a set lie in one array, got \"" + mebibytes + "\"");
        }
        return Long.parseLong(mebibytes.strip()) << 20;
    }

    /** What a message about too much says of the limit. */
    public static String inWords() {
        return "; a set has " + (MOST_BYTES >> 20) + " MiB of values at most, which " + SETTING
                + " in the environment of Genera changes, up to " + LARGEST_LIMIT;
    }

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
                    + " examples of this size, got " + count + " according to the header of " + file + inWords());
        }
    }

    public static void requireLabel(long label, int example, String file) {
        if (label < 0 || label >= MOST_CLASSES) {
            throw new IllegalArgumentException("labels: expected labels from 0 to " + (MOST_CLASSES - 1) + ", got "
                    + label + " for example " + example + " in " + file);
        }
    }
}
