package org.genera.data.sets;

import java.util.Arrays;
import org.genera.data.random.CounterRandom;

/** Examples of a set at chosen places, read in blocks that hold little memory, however large the set is. */
public final class ChosenExamples {
    private static final long CHOICE_SEED = 20_260_105;
    private static final int BLOCK_VALUES = 1 << 20;

    private ChosenExamples() {}

    /** What is done with each. */
    @FunctionalInterface
    public interface Visitor {

        /** @param place in the block, whose first example lies anywhere in the set */
        void visit(int index, StoredExamples block, int place);
    }

    /** Indices chosen at random from a range, in rising order; the same ones every time. */
    public static int[] atRandom(IndexRange range, int count) {
        int[] chosen = new int[Math.min(count, range.size())];
        if (chosen.length == range.size()) {
            Arrays.setAll(chosen, i -> range.from() + i);
            return chosen;
        }
        EpochOrder order = new EpochOrder(range, CounterRandom.of(CHOICE_SEED, "choice"));
        Arrays.setAll(chosen, order::example);
        Arrays.sort(chosen);
        return chosen;
    }

    /**
     * Reads examples in the order of their indices.
     *
     * @param indices in rising order
     */
    public static void read(StoredSet set, int[] indices, Visitor visitor) {
        int span = Math.max(1, BLOCK_VALUES / set.card().shape().size());
        int next = 0;
        while (next < indices.length) {
            int from = next;
            int first = indices[from];
            while (next < indices.length && indices[next] - first < span) {
                next++;
            }
            StoredExamples block = set.read(new IndexRange(first, indices[next - 1] + 1));
            for (int i = from; i < next; i++) {
                visitor.visit(indices[i], block, indices[i] - first);
            }
        }
    }
}
