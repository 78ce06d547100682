package org.genera.plugins.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;

/**
 * Sequences side by side, the longest first, their elements in the order of time: the sequences that have an element t
 * are then the first {@code active(t)} rows, and nothing needs a mask.
 *
 * @param examples index in the batch of each row
 * @param offsets where the elements of each time begin, and the end [T+1]
 * @param width numbers in an element
 * @param values of M elements [M,W], ordered by time, then by row
 */
@SuppressWarnings("ArrayRecordComponent")
record SequenceBlock(int[] examples, int[] offsets, int width, float[] values) {

    /**
     * All sequences of a batch.
     *
     * @param most elements in a block of more than one sequence, which bounds the memory of what is kept for each element
     */
    static List<SequenceBlock> of(DataShape.Sequence shape, Batch batch, int most) {
        int[] lengths = batch.lengths();
        int[] sorted = IntStream.range(0, batch.count())
                .boxed()
                .sorted(Comparator.comparing(i -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<SequenceBlock> blocks = new ArrayList<>();
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            long elements = 0;
            while (to < sorted.length && (to == from || elements + lengths[sorted[to]] <= most)) {
                elements += lengths[sorted[to++]];
            }
            blocks.add(of(shape, batch, Arrays.copyOfRange(sorted, from, to)));
            from = to;
        }
        return blocks;
    }

    /** All of them in one. */
    static SequenceBlock whole(DataShape.Sequence shape, Batch batch) {
        return of(shape, batch, Integer.MAX_VALUE).get(0);
    }

    private static SequenceBlock of(DataShape.Sequence shape, Batch batch, int[] examples) {
        int longest = batch.lengths()[examples[0]];
        int width = shape.width();
        int[] offsets = new int[longest + 1];
        int active = examples.length;
        for (int t = 0; t < longest; t++) {
            while (batch.lengths()[examples[active - 1]] <= t) {
                active--;
            }
            offsets[t + 1] = offsets[t] + active;
        }
        float[] values = new float[offsets[longest] * width];
        for (int t = 0; t < longest; t++) {
            for (int row = 0; row < offsets[t + 1] - offsets[t]; row++) {
                System.arraycopy(
                        batch.values(),
                        examples[row] * shape.size() + t * width,
                        values,
                        (offsets[t] + row) * width,
                        width);
            }
        }
        return new SequenceBlock(examples, offsets, width, values);
    }

    /** T, the elements of the longest sequence. */
    int longest() {
        return offsets.length - 1;
    }

    /** M, the elements of all sequences together. */
    int elements() {
        return offsets[longest()];
    }

    /** How many sequences have an element t. */
    int active(int t) {
        return offsets[t + 1] - offsets[t];
    }

    /** The rows of time t of numbers [M,S] that belong to the elements, or the first {@code rows} of them. */
    static double[] rows(double[] numbers, int offset, int rows, int states) {
        return Arrays.copyOfRange(numbers, offset * states, (offset + rows) * states);
    }

    /** Symbols of the elements [M]. */
    int[] symbols() {
        int[] symbols = new int[values.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (int) values[i];
        }
        return symbols;
    }
}
