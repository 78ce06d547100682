package org.genera.run.journal;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.genera.run.request.EvaluationRequest;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run's journal. The sequence number rises by one from 0 through all segments of the run; the worker is
 * the only writer.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = JournalEvent.Phase.class, name = "phase"),
    @JsonSubTypes.Type(value = JournalEvent.Points.class, name = "points"),
    @JsonSubTypes.Type(value = JournalEvent.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = JournalEvent.Profiled.class, name = "profiled"),
    @JsonSubTypes.Type(value = JournalEvent.Sampled.class, name = "sampled"),
    @JsonSubTypes.Type(value = JournalEvent.Checkpointed.class, name = "checkpointed"),
    @JsonSubTypes.Type(value = JournalEvent.StageEnded.class, name = "stageEnded"),
    @JsonSubTypes.Type(value = JournalEvent.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = JournalEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = JournalEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = JournalEvent.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = JournalEvent.Drawn.class, name = "drawn"),
    @JsonSubTypes.Type(value = JournalEvent.DrawFailed.class, name = "drawFailed"),
    @JsonSubTypes.Type(value = JournalEvent.EvaluatedAgain.class, name = "evaluatedAgain"),
    @JsonSubTypes.Type(value = JournalEvent.EvaluationFailed.class, name = "evaluationFailed"),
    @JsonSubTypes.Type(value = JournalEvent.Noticed.class, name = "noticed")
})
public sealed interface JournalEvent {

    long seq();

    Instant at();

    /**
     * A worker began or resumed training. What the journal says of steps above {@code fromStep} in earlier segments is
     * void: points, sample sets, profiles and evaluations of those steps are dropped.
     *
     * @param segment 0 for the first start, rising with each resume
     * @param fromStep the step of the checkpoint, 0 at the first start
     * @param pid of the worker
     * @param processStart of the worker, which tells it from a later process with the same pid
     * @param device such as {@code cpu} or {@code gpu:0}
     * @param parameters trainable numbers
     * @param totalSteps how many steps the budget allows, 0 where seconds decide
     * @param metrics what the training steps report
     * @param pluginSha256 hash of the jar that the worker has opened; null in journals of old
     */
    record Started(
            long seq,
            Instant at,
            int segment,
            long fromStep,
            long pid,
            Instant processStart,
            String device,
            long parameters,
            long totalSteps,
            List<Metric> metrics,
            @Nullable String pluginSha256)
            implements JournalEvent {

        /** Where nobody has looked at the jar. */
        public Started(
                long seq,
                Instant at,
                int segment,
                long fromStep,
                long pid,
                Instant processStart,
                String device,
                long parameters,
                long totalSteps,
                List<Metric> metrics) {
            this(seq, at, segment, fromStep, pid, processStart, device, parameters, totalSteps, metrics, null);
        }
    }

    /** The worker turned to something that takes time, such as {@code "evaluating"}. */
    record Phase(long seq, Instant at, String phase) implements JournalEvent {}

    /**
     * Metrics of training steps, a block at a time.
     *
     * @param step the last step done
     * @param progress part of the budget that is spent, 0 to 1
     * @param trainMillis time spent in training up to here, over all segments
     */
    record Points(long seq, Instant at, long step, double progress, long trainMillis, List<Series> series)
            implements JournalEvent {}

    /**
     * Points of one metric, in rising order of steps.
     *
     * @param trainMillis time spent in training at each step, over all segments
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Series(String metric, long[] steps, long[] trainMillis, double[] values) {}

    /** Measures under the experiment's protocol. */
    record Evaluated(long seq, Instant at, long step, long trainMillis, List<Measurement> measurements)
            implements JournalEvent {}

    /**
     * One measured value.
     *
     * @param exactness for likelihoods, else null
     * @param context what it may be compared with and is read against; journals of old have none
     * @param detail what else there is to say of it, for people, such as {@code "importance-weighted, k = 100"}
     */
    record Measurement(
            Metric metric,
            double value,
            @Nullable Exactness exactness,
            @JsonAlias("circumstances") MeasurementContext context,
            String detail) {

        public Measurement {
            context = Objects.requireNonNullElse(context, MeasurementContext.NONE);
        }
    }

    /** A row of numbers to show. */
    record Profiled(long seq, Instant at, long step, Profile profile) implements JournalEvent {}

    /** A sample set of the protocol was written. */
    record Sampled(long seq, Instant at, SampleSet set) implements JournalEvent {}

    /** A sample set that a user asked for was written, from the checkpoint of a run that is not training. */
    record Drawn(long seq, Instant at, String request, SampleSet set) implements JournalEvent {}

    /** A request for samples could not be granted, and why. */
    record DrawFailed(long seq, Instant at, String request, String reason) implements JournalEvent {}

    /**
     * A checkpoint was evaluated because a user asked for it. Its values are apart from those of {@link Evaluated}: the
     * protocol may be another one.
     *
     * @param step of training at which the checkpoint was written
     * @param trainMillis time spent in training up to that step
     * @param request what was asked for
     * @param sets sample sets that show what was measured
     */
    record EvaluatedAgain(
            long seq,
            Instant at,
            long step,
            long trainMillis,
            EvaluationRequest request,
            List<Measurement> measurements,
            List<SampleSet> sets)
            implements JournalEvent {}

    /** A request to evaluate could not be granted, and why. */
    record EvaluationFailed(long seq, Instant at, EvaluationRequest request, String reason) implements JournalEvent {}

    /** Something that whoever looks at the run should know, such as that a damaged checkpoint was passed over. */
    record Noticed(long seq, Instant at, String text) implements JournalEvent {}

    /** A checkpoint is complete. */
    record Checkpointed(long seq, Instant at, long step, long trainMillis, String folder) implements JournalEvent {}

    /**
     * A stage of the training has ended, and the next begins. A resumed run ends it at the same step, whatever the clock
     * says; so this holds through all segments, also where the run goes on from before it.
     *
     * @param step the last of the stage
     * @param stage its id
     * @param title as pages show it
     * @param converged whether the model ended it before its share of the budget was spent
     */
    record StageEnded(long seq, Instant at, long step, long trainMillis, String stage, String title, boolean converged)
            implements JournalEvent {}

    /**
     * The worker has evaluated, saved and left at a rung of its sweep; whether the run goes on is decided elsewhere.
     *
     * @param rung counted from 1
     */
    record Paused(long seq, Instant at, long step, int rung) implements JournalEvent {}

    record Finished(long seq, Instant at, long step, long trainMillis) implements JournalEvent {}

    /** The model, the data or the specification said why it cannot go on. */
    record Failed(long seq, Instant at, long step, String reason) implements JournalEvent {}

    record Cancelled(long seq, Instant at, long step) implements JournalEvent {}
}
