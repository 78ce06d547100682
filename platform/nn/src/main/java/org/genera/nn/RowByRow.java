package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Maps rows through a graph, always the same number at once, the last ones padded: a row's result then does not depend,
 * not even in its last bit, on how many others are asked for.
 */
public final class RowByRow {
    private static final int ROWS = 64;

    private RowByRow() {}

    /**
     * Rows to feed.
     *
     * @param placeholder [B, width]
     * @param values count × width numbers
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Input(Operand<TFloat32> placeholder, float[] values) {}

    /**
     * @param count how many rows
     * @param output [B, width]
     * @param width of the output
     * @return count × width numbers
     */
    public static float[] map(ModelSession session, int count, Operand<TFloat32> output, int width, Input... inputs) {
        float[] mapped = new float[count * width];
        for (int first = 0; first < count; first += ROWS) {
            int now = Math.min(ROWS, count - first);
            Call call = session.call();
            for (Input input : inputs) {
                int columns = input.values().length / count;
                float[] rows = new float[ROWS * columns];
                System.arraycopy(input.values(), first * columns, rows, 0, now * columns);
                call.feed(input.placeholder(), rows, ROWS, columns);
            }
            System.arraycopy(call.floats(output), 0, mapped, first * width, now * width);
        }
        return mapped;
    }

    /** The mean of each column of rows of {@code width} numbers. */
    public static double[] columnMeans(float[] rows, int width) {
        double[] means = new double[width];
        for (int i = 0; i < rows.length; i++) {
            means[i % width] += (double) rows[i] / (rows.length / width);
        }
        return means;
    }
}
