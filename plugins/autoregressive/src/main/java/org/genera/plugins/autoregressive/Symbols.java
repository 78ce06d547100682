package org.genera.plugins.autoregressive;

import java.util.List;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How examples are sequences of symbols: elements as they are; pictures number by number, row by row and channel by channel, or some
 * neighbouring numbers as one symbol, whose digits their levels are, the first the most significant.
 *
 * @param levels of a number
 * @param together numbers in a symbol
 * @param axes along which the symbols of an example lie, such as rows and columns
 */
record Symbols(Levels levels, int together, List<Integer> axes) {
    private static final int MOST = 4096;

    Symbols {
        axes = List.copyOf(axes);
        if (together > 1 && Math.pow(levels.count(), together) > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " symbols where numbers are taken together,"
                    + " got " + together + " numbers of " + levels.count() + " levels; lower pixelsPerSymbol");
        }
    }

    /**
     * Of the numbers of some data.
     *
     * @param together numbers of a picture in a symbol
     */
    static Symbols of(DataShape shape, ValueRange range, int together) {
        if (shape instanceof DataShape.Sequence sequence) {
            return new Symbols(Levels.ofSymbols(sequence.symbols()), 1, List.of(sequence.longest()));
        }
        DataShape.Image image = (DataShape.Image) shape;
        int row = image.width() * image.channels();
        if (row % together != 0) {
            throw new IllegalArgumentException("expected rows that fall into symbols of " + together
                    + " numbers, got rows of " + row + "; change pixelsPerSymbol");
        }
        List<Integer> axes = together == 1 && image.channels() > 1
                ? List.of(image.height(), image.width(), image.channels())
                : List.of(image.height(), row / together);
        return new Symbols(Levels.of(range), together, axes);
    }

    /** How many different ones there are, K. */
    int count() {
        return (int) Math.pow(levels.count(), together);
    }

    /** How many an example has, N. */
    int length() {
        return axes.stream().reduce(1, Math::multiplyExact);
    }

    /** How many numbers an example has. */
    int size() {
        return length() * together;
    }

    /**
     * @param x examples [B, size]
     * @return [B, N], from 0 to K − 1
     */
    Operand<TInt32> of(Ops tf, Operand<TFloat32> x) {
        Operand<TInt32> digits = levels.of(tf, x);
        if (together == 1) {
            return digits;
        }
        Operand<TInt32> grouped = tf.reshape(digits, tf.constant(new long[] {-1, length(), together}));
        int[] weights = new int[together];
        for (int j = 0; j < together; j++) {
            weights[j] = weight(j);
        }
        Operand<TInt32> weighted = tf.math.mul(grouped, tf.constant(weights));
        return tf.reduceSum(weighted, tf.constant(2));
    }

    /** What a level of the j-th number of a symbol counts. */
    private int weight(int j) {
        return (int) Math.pow(levels.count(), together - 1 - j);
    }

    private int level(int symbol, int j) {
        return symbol / weight(j) % levels.count();
    }

    /** Writes the values of a symbol. */
    void write(int symbol, float[] values, int at) {
        for (int j = 0; j < together; j++) {
            values[at + j] = levels.value(level(symbol, j));
        }
    }

    /** Which symbols a place may hold where some of its numbers are known. */
    boolean[] possible(SampleRequest request, float[] values, int at) {
        boolean[] possible = new boolean[count()];
        for (int symbol = 0; symbol < possible.length; symbol++) {
            possible[symbol] = true;
            for (int j = 0; j < together; j++) {
                boolean other = level(symbol, j) != levels.level(values[at + j]);
                possible[symbol] &= !(request.knows(at + j) && other);
            }
        }
        return possible;
    }

    /** How many of the numbers of a place are known. */
    int known(SampleRequest request, int at) {
        int known = 0;
        for (int j = 0; j < together; j++) {
            known += request.knows(at + j) ? 1 : 0;
        }
        return known;
    }

    /** The symbol of some values. */
    int of(float[] values, int at) {
        int symbol = 0;
        for (int j = 0; j < together; j++) {
            symbol += weight(j) * levels.level(values[at + j]);
        }
        return symbol;
    }
}
