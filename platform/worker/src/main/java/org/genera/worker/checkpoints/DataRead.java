package org.genera.worker.checkpoints;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.genera.spi.Reads;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;

/**
 * How far training has read the data.
 *
 * @param minibatches how many have been read; the next has the number after it
 * @param splits how many steps may have read the whole training split: an epoch each
 * @param idle how many of these steps did not, as when a model keeps what it needs; null in checkpoints of earlier versions
 */
public record DataRead(
        long minibatches,
        long splits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long idle) {
    public static final DataRead NOTHING = new DataRead(0, 0, 0L);

    /** What a checkpoint of earlier versions has read: each step one minibatch, or everything. */
    static DataRead after(long steps, Variant variant) {
        return variant.reads(Reads.WHOLE_SPLIT) ? new DataRead(0, steps, null) : new DataRead(steps, 0, null);
    }

    /** After a step that may have read the whole split. */
    public DataRead split(boolean wasRead) {
        return new DataRead(minibatches, splits + 1, Objects.requireNonNullElse(idle, 0L) + (wasRead ? 0 : 1));
    }

    /** With so many minibatches in all. */
    public DataRead minibatches(long all) {
        return new DataRead(all, splits, idle);
    }

    /** Examples, counted as often as they were read; 0 where steps went on without them, so that their time says nothing. */
    public double examples(int batchSize, int trainingExamples) {
        return idle != null && idle > 0 ? 0 : (double) minibatches * batchSize + (double) splits * trainingExamples;
    }
}
