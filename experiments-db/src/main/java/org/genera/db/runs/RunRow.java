package org.genera.db.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.genera.db.series.MetricSummary;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it.
 *
 * @param group the same for runs of an experiment that differ by seed alone
 * @param phase what the worker is at, empty where it is not
 * @param step the last step known to be done
 * @param totalSteps of the budget, 0 where seconds decide or nothing is known yet
 * @param progress part of the budget that is spent, 0 to 1
 * @param trainMillis time spent in training, over all segments
 * @param parameters trainable numbers, 0 while nothing is known
 * @param assignedDevice on which it trains or trained
 * @param startedAt when its first worker spoke
 * @param endedAt when it ended, where it has
 * @param deletedAt when it was marked as deleted
 * @param journalOffset how many bytes of its journal are in the database
 * @param heardAt when its worker spoke last
 * @param phaseSince since when it has been at its phase
 * @param trainedByJar hash of the plugin's jar that its last worker opened; null where its journal does not say so
 * @param metrics summaries in the order of names; empty where the question did not ask for them
 */
public record RunRow(
        RunSpec spec,
        String group,
        RunState state,
        String phase,
        long step,
        long totalSteps,
        double progress,
        long trainMillis,
        long parameters,
        @Nullable String assignedDevice,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant deletedAt,
        long journalOffset,
        @Nullable Instant heardAt,
        @Nullable Instant phaseSince,
        @Nullable String trainedByJar,
        List<MetricSummary> metrics) {

    /** Longer than a step, or a start, takes as a rule. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /**
     * Since when a worker that starts or trains has not said a word, where that is minutes. One that evaluates or samples
     * says when it began with that ({@link #phaseSince}) and nothing more until it is done.
     */
    public Optional<Instant> stalledSince(Instant now) {
        Optional<Instant> spoke = state instanceof RunState.Starting starting
                ? Optional.of(starting.since())
                : state instanceof RunState.Running && phase.equals("training")
                        ? Optional.ofNullable(heardAt)
                        : Optional.empty();
        return spoke.filter(at -> at.plus(SILENCE).isBefore(now));
    }

    RunRow with(List<MetricSummary> summaries) {
        return new RunRow(
                spec,
                group,
                state,
                phase,
                step,
                totalSteps,
                progress,
                trainMillis,
                parameters,
                assignedDevice,
                startedAt,
                endedAt,
                deletedAt,
                journalOffset,
                heardAt,
                phaseSince,
                trainedByJar,
                summaries);
    }
}
