package org.genera.plugins.markov;

import java.util.Arrays;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;

/**
 * Numbers for the last {@code order} symbols: digits to the base K + 1, the last symbol the least, where the digit K stands for
 * what is before the beginning.
 *
 * @param symbols K
 * @param order how many symbols count
 */
record Contexts(int symbols, int order) {

    /** All numbers there are, those that cannot occur too. */
    long count() {
        long count = 1;
        for (int i = 0; i < order; i++) {
            count = Math.multiplyExact(count, symbols + 1L);
        }
        return count;
    }

    /** That of the beginning. */
    int first() {
        return (int) (count() - 1);
    }

    /** The context after a further symbol. */
    int after(int context, int symbol) {
        return order == 0 ? 0 : (int) (((long) context * (symbols + 1) + symbol) % count());
    }

    /** Contexts that can occur in sequences of up to so many elements: each of up to {@code order} symbols. */
    long possible(int longest) {
        long possible = 0;
        long ofLength = 1;
        for (int length = 0; length <= Math.min(order, longest - 1); length++) {
            possible += ofLength;
            ofLength *= symbols;
        }
        return possible;
    }

    /** For each element of each sequence, one after the other, its context and symbol in one number: context × K + symbol. */
    int[] cells(DataShape.Sequence shape, Batch batch) {
        int[] cells = new int[Arrays.stream(batch.lengths()).sum()];
        int next = 0;
        int first = first();
        for (int i = 0; i < batch.count(); i++) {
            int context = first;
            for (int t = 0; t < batch.lengths()[i]; t++) {
                int symbol = (int) batch.values()[i * shape.size() + t];
                cells[next++] = context * symbols + symbol;
                context = after(context, symbol);
            }
        }
        return cells;
    }

    /** How many different contexts there are in cells. */
    long distinct(int[] cells) {
        return Arrays.stream(cells).map(cell -> cell / symbols).distinct().count();
    }
}
