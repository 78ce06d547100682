package org.genera.db.runs;

/**
 * A stage of a run's training that has ended, and that another has followed.
 *
 * @param stage its id
 * @param title as pages show it
 * @param step its last
 * @param trainMillis spent in training up to its end
 * @param converged whether the model ended it before its share of the budget was spent
 */
public record EndedStage(String stage, String title, long step, long trainMillis, boolean converged) {}
