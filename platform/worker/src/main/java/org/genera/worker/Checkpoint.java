package org.genera.worker;

import java.util.List;

/**
 * What {@code checkpoint.json} says of the model beside it.
 *
 * @param step of training
 * @param trainMillis time spent in training up to here, over all segments
 * @param trainNanos the same, finer, to go on counting from
 * @param converged whether the model said that further steps would change nothing
 * @param pending what was due at this step and not done when somebody stopped the run
 */
record Checkpoint(long step, long trainMillis, long trainNanos, boolean converged, List<Moments.Task> pending) {}
