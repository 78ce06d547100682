package org.genera.worker.checkpoints;

import org.genera.spi.Reads;
import org.genera.spi.Variant;

/**
 * How far training has read the data.
 *
 * @param minibatches how many have been read; the next has the number after it
 * @param splits how many steps have read the whole training split
 */
public record DataRead(long minibatches, long splits) {
    public static final DataRead NOTHING = new DataRead(0, 0);

    /** What a checkpoint of earlier versions has read: each step one minibatch, or everything. */
    static DataRead after(long steps, Variant variant) {
        return variant.reads(Reads.WHOLE_SPLIT) ? new DataRead(0, steps) : new DataRead(steps, 0);
    }

    /** Examples, counted as often as they were read. */
    public double examples(int batchSize, int trainingExamples) {
        return (double) minibatches * batchSize + (double) splits * trainingExamples;
    }
}
