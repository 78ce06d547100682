package org.genera.data.sets;

import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;

/**
 * The order in which examples are visited: epoch after epoch, each a permutation of its own. The permutation of the
 * current epoch is kept, so walking forward costs one shuffle for each epoch and a jump costs one shuffle. For one
 * thread.
 */
public final class EpochOrder {
    private final int[] examples;
    private final CounterRandom random;
    private final int[] permutation;
    private long epoch = -1;

    public EpochOrder(IndexRange range, CounterRandom random) {
        this(range.indices(), random);
    }

    /** @param examples which are visited; only read */
    public EpochOrder(int[] examples, CounterRandom random) {
        this.examples = examples;
        this.random = random;
        this.permutation = new int[examples.length];
    }

    /** The example at a position of the endless walk, from 0. */
    public int example(long position) {
        long wanted = position / permutation.length;
        if (wanted != epoch) {
            shuffle(wanted);
        }
        return permutation[(int) (position % permutation.length)];
    }

    /** Fisher and Yates, starting from the order of the data set. */
    private void shuffle(long wanted) {
        RandomStream draws = random.at(wanted).stream();
        for (int i = 0; i < permutation.length; i++) {
            int j = draws.below(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = examples[i];
        }
        epoch = wanted;
    }
}
