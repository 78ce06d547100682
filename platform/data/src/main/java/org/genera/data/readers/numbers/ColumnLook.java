package org.genera.data.readers.numbers;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/**
 * Looks at the numbers of columns as they are read, and tells where 32 bits keep too little of them and where they are so
 * large or so small that a model needs them standardised. For one thread.
 */
public final class ColumnLook {
    /** Whole numbers beyond it have neighbours that a float32 cannot tell from them. */
    private static final double LARGEST_WHOLE = 1 << 24;

    private static final double LARGE = 1e4;
    private static final double SMALL = 1e-2;
    private static final int MOST_KEPT = 1 << 20;
    private static final int MOST_OF_A_COLUMN = 4_096;
    /** Random numbers of many digits meet by chance now and then, which is no loss. */
    private static final double LOST = 0.01;

    private final double[] least;
    private final double[] most;
    private final boolean[] rounded;
    private final double[][] first;
    private int rows;

    public ColumnLook(int columns) {
        least = new double[columns];
        most = new double[columns];
        rounded = new boolean[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        first = new double[columns][Math.max(8, Math.min(MOST_OF_A_COLUMN, MOST_KEPT / columns))];
    }

    /**
     * A number of the current row.
     *
     * @param kept what 32 bits keep of it
     */
    public void see(int column, double number, float kept) {
        least[column] = Math.min(least[column], number);
        most[column] = Math.max(most[column], number);
        rounded[column] |= Math.abs(number) > LARGEST_WHOLE && number == Math.rint(number) && kept != number;
        if (rows < first[column].length) {
            first[column][rows] = number;
        }
    }

    public void endRow() {
        rows++;
    }

    /** @param names what people call the columns */
    public void tell(ImportNotes notes, IntFunction<String> names) {
        for (int column = 0; column < first.length; column++) {
            tellLoss(notes, column, names.apply(column));
            double largest = Math.max(-least[column], most[column]);
            if (rows > 0 && (largest > LARGE || largest > 0 && largest < SMALL)) {
                notes.count(
                        Kind.WARNING,
                        "numbers so large or so small that models want them standardised (preprocessing, scaling:"
                                + " standardise), in the columns",
                        String.format(
                                Locale.ROOT, "%s from %.4g to %.4g", names.apply(column), least[column], most[column]));
            }
        }
    }

    private void tellLoss(ImportNotes notes, int column, String name) {
        double[] looked = Arrays.copyOf(first[column], Math.min(rows, first[column].length));
        long different = Arrays.stream(looked).distinct().count();
        long kept =
                Arrays.stream(looked).map(number -> (float) number).distinct().count();
        if (kept < different * (1 - LOST)) {
            notes.count(
                    Kind.WARNING,
                    "different numbers merged by 32 bits; subtract what they have in common before the import, in the"
                            + " columns",
                    name + " (of the first " + looked.length + ", " + different + " become " + kept + ")");
        } else if (rounded[column]) {
            notes.count(
                    Kind.WARNING,
                    "whole numbers beyond 16777216, which 32 bits round; subtract what they have in common before the"
                            + " import, in the columns",
                    name);
        }
    }
}
