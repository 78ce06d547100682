package org.genera.worker;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code checkpoint.json} says of the model beside it.
 *
 * @param step of training
 * @param trainMillis time spent in training up to here, over all segments
 * @param trainNanos the same, finer, to go on counting from
 * @param converged whether the model said that further steps would change nothing
 * @param pending what was due at this step and not yet done when it was written; the journal says what has been done since
 * @param sha256 of each file of the model, by its path; empty in checkpoints of earlier versions
 */
record Checkpoint(
        long step,
        long trainMillis,
        long trainNanos,
        boolean converged,
        List<Moments.Task> pending,
        Map<String, String> sha256) {

    Checkpoint {
        sha256 = Objects.requireNonNullElse(sha256, Map.of());
    }

    /** Before its files are written. */
    Checkpoint(long step, long trainMillis, long trainNanos, boolean converged, List<Moments.Task> pending) {
        this(step, trainMillis, trainNanos, converged, pending, Map.of());
    }

    Checkpoint of(Map<String, String> files) {
        return new Checkpoint(step, trainMillis, trainNanos, converged, pending, files);
    }
}
