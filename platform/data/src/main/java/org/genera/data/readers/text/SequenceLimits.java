package org.genera.data.readers.text;

import org.genera.data.store.ImportLimits;
import org.genera.spi.DataShape;

/** How long sequences may be; they are kept filled up to the longest. */
public final class SequenceLimits {
    static final int LONGEST = 65_536;

    private SequenceLimits() {}

    static void requireLength(long length, String where) {
        if (length > LONGEST) {
            throw new IllegalArgumentException("sequences: expected at most " + LONGEST
                    + " elements in a sequence, got more in " + where + "; cut it into several");
        }
    }

    /** What all sequences take together, filled up. */
    static void requireTotal(int count, DataShape.Sequence shape, String file) {
        long most = ImportLimits.MOST_BYTES / ((long) shape.size() * Float.BYTES);
        if (count > most) {
            throw new IllegalArgumentException("sequences: expected at most " + most + " where the longest has "
                    + shape.longest() + " elements, got " + count + " in " + file
                    + "; cut the longest into several or leave some out");
        }
    }

    /** Such as "sequences of 4 to 20 symbols out of 3". */
    public static String named(DataShape.Sequence shape, int shortest) {
        String lengths = shortest == shape.longest() ? Integer.toString(shortest) : shortest + " to " + shape.longest();
        return "sequences of " + lengths
                + (shape.discrete()
                        ? " symbols out of " + shape.symbols()
                        : shape.width() == 1 ? " numbers" : " vectors of " + shape.width() + " numbers");
    }
}
