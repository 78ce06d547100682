package org.genera.worker.checkpoints;

import java.util.EnumSet;
import java.util.Set;
import org.genera.run.spec.Protocol;

/**
 * When a run does what beside training: each thing so many times, evenly over what is counted, the last time at its end.
 *
 * @param total steps, or microseconds of training where seconds decide
 * @param protocol says how many times
 */
public record Schedule(long total, Protocol protocol) {

    /** What is done at a moment, in this order. */
    public enum Task {
        SAMPLES,
        EVALUATION,
        CHECKPOINT
    }

    /**
     * What became due between two counts.
     *
     * @param before the count after the last step, at most {@code total}
     * @param after the count after this step
     */
    public Set<Task> due(long before, long after) {
        Set<Task> due = EnumSet.noneOf(Task.class);
        add(due, Task.SAMPLES, protocol.sampleSets(), before, after);
        add(due, Task.EVALUATION, protocol.evaluations(), before, after);
        add(due, Task.CHECKPOINT, protocol.checkpoints(), before, after);
        return due;
    }

    private void add(Set<Task> due, Task task, int times, long before, long after) {
        if (passed(times, after) > passed(times, before)) {
            due.add(task);
        }
    }

    private long passed(int times, long count) {
        // In double only where the product would not fit; the end is met exactly in any case.
        long capped = Math.min(count, total);
        if (capped == total) {
            return times;
        }
        return capped < Long.MAX_VALUE / 1_000 ? capped * times / total : (long) ((double) capped / total * times);
    }
}
