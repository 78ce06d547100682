package org.genera.nn.gaussian;

import java.util.Arrays;

/** Rows in pieces small enough for what is computed of them, which bounds the memory of a whole split. */
public final class RowChunks {
    /** Numbers that an intermediate result may hold: it then stays in the caches of the processor. */
    private static final int NUMBERS = 500_000;

    private RowChunks() {}

    /** What is done with a piece. */
    @FunctionalInterface
    public interface Action {

        /**
         * @param chunk [count, D]
         * @param from the index of its first row among all
         */
        void accept(float[] chunk, int from, int count);
    }

    /**
     * Calls the action on one piece after the other.
     *
     * @param rows [B, D]
     * @param size D
     * @param copies how often an intermediate result holds a row, such as once for each component
     */
    public static void forEach(float[] rows, int size, int copies, Action action) {
        int count = rows.length / size;
        int chunk = (int) Math.max(1, NUMBERS / ((long) copies * size));
        for (int from = 0; from < count; from += chunk) {
            int to = Math.min(count, from + chunk);
            float[] piece = chunk >= count ? rows : Arrays.copyOfRange(rows, from * size, to * size);
            action.accept(piece, from, to - from);
        }
    }
}
