package org.genera.evaluation;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Squared distances or dot products of every example of one set with every example of another, a row at a time.
 *
 * <p>The right side is laid out in tiles whose fastest index is the example, so that the inner loop has no reduction and runs on
 * vector registers; a tile stays in the first-level cache while a block of rows passes. Distances are sums of squared differences,
 * not ‖x‖² + ‖y‖² − 2 x·y, so that equal examples are exactly 0 apart. Rows are done in parallel; each is the same to the bit
 * whatever the number of threads.
 */
final class Pairs {
    private static final int TILE = 64;
    private static final int ROWS = 16;

    private final Features right;
    private final int tiles;
    private final double[] tiled;

    /** What is done with a row, in any order and from several threads, but never twice for one row. */
    interface RowAction {
        /**
         * Reads a row.
         *
         * @param row index of the left example
         * @param values holds one number for each right example from the offset on; it is used again for other rows
         */
        void row(int row, double[] values, int offset);
    }

    /** Adds what one coordinate of a left example gives with that of each right example of a tile. */
    private interface Sum {
        void add(double value, double[] others, int offset, double[] sums);
    }

    Pairs(Features right) {
        int width = right.width();
        this.right = right;
        this.tiles = (right.count() + TILE - 1) / TILE;
        this.tiled = new double[Math.multiplyExact(tiles, TILE * width)];
        for (int example = 0; example < right.count(); example++) {
            int to = example / TILE * TILE * width + example % TILE;
            for (int i = 0; i < width; i++) {
                tiled[to + i * TILE] = right.values()[example * width + i];
            }
        }
    }

    void squaredDistances(Features left, RowAction action) {
        forEachRow(left, Pairs::addSquares, action);
    }

    void dotProducts(Features left, RowAction action) {
        forEachRow(left, Pairs::addProducts, action);
    }

    /** The sum of a function of the squared distance over all pairs, rows added in their order. */
    double sumOfSquaredDistances(Features left, DoubleUnaryOperator function) {
        double[] sums = new double[left.count()];
        squaredDistances(left, (row, values, offset) -> sums[row] = sum(values, offset, function));
        return Arrays.stream(sums).sum();
    }

    /** The sum of a function of the dot product over all pairs, rows added in their order. */
    double sumOfProducts(Features left, DoubleUnaryOperator function) {
        double[] sums = new double[left.count()];
        dotProducts(left, (row, values, offset) -> sums[row] = sum(values, offset, function));
        return Arrays.stream(sums).sum();
    }

    private double sum(double[] values, int offset, DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < right.count(); i++) {
            sum += function.applyAsDouble(values[offset + i]);
        }
        return sum;
    }

    private void forEachRow(Features left, Sum sum, RowAction action) {
        int blocks = (left.count() + ROWS - 1) / ROWS;
        int stride = tiles * TILE;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * ROWS;
            int to = Math.min(from + ROWS, left.count());
            double[] rows = new double[ROWS * stride];
            double[] sums = new double[TILE];
            for (int tile = 0; tile < tiles; tile++) {
                for (int row = from; row < to; row++) {
                    Arrays.fill(sums, 0);
                    for (int i = 0; i < right.width(); i++) {
                        double value = left.values()[row * right.width() + i];
                        sum.add(value, tiled, (tile * right.width() + i) * TILE, sums);
                    }
                    System.arraycopy(sums, 0, rows, (row - from) * stride + tile * TILE, TILE);
                }
            }
            for (int row = from; row < to; row++) {
                action.row(row, rows, (row - from) * stride);
            }
        });
    }

    private static void addSquares(double value, double[] others, int offset, double[] sums) {
        for (int j = 0; j < TILE; j++) {
            double difference = value - others[offset + j];
            sums[j] += difference * difference;
        }
    }

    private static void addProducts(double value, double[] others, int offset, double[] sums) {
        for (int j = 0; j < TILE; j++) {
            sums[j] += value * others[offset + j];
        }
    }
}
