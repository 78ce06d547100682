package org.genera.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genera.db.runs.EndedStage;
import org.genera.db.runs.Notice;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.SeriesStatistics;
import org.genera.run.RunState;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.jspecify.annotations.Nullable;

/** A run as the OpenAPI document describes it. */
public record RunView(
        String id,
        String experimentId,
        String family,
        String variant,
        Map<String, Object> values,
        List<String> given,
        long seed,
        String device,
        @Nullable String assignedDevice,
        String group,
        RunState state,
        boolean ended,
        boolean resumable,
        String phase,
        @Nullable Instant phaseSince,
        @Nullable Instant stalledSince,
        long step,
        long totalSteps,
        double progress,
        @Nullable Long etaMillis,
        long trainMillis,
        long parameters,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant deletedAt,
        ExperimentSetup setup,
        RunSpec.Provenance provenance,
        Map<String, PinnedRun> on,
        @Nullable String trainedByJar,
        @Nullable String sweep,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<MetricView> metrics,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Notice> notices,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EndedStage> endedStages) {

    /** With the summaries of its metrics. */
    public static RunView of(RunRow row) {
        return of(row, row.metrics().stream().map(MetricView::of).toList(), null, null);
    }

    /** With the summaries of its metrics and what is to be known beside them. */
    public static RunView of(RunRow row, List<Notice> notices, List<EndedStage> stages) {
        return of(row, row.metrics().stream().map(MetricView::of).toList(), notices, stages);
    }

    /** Without summaries, as the stream carries it. */
    public static RunView brief(RunRow row) {
        return of(row, null, null, null);
    }

    private static RunView of(
            RunRow row,
            @Nullable List<MetricView> metrics,
            @Nullable List<Notice> notices,
            @Nullable List<EndedStage> stages) {
        RunSpec spec = row.spec();
        return new RunView(
                spec.runId(),
                spec.experimentId(),
                spec.family(),
                spec.variant(),
                spec.values(),
                spec.given(),
                spec.seed(),
                spec.device(),
                row.assignedDevice(),
                row.group(),
                row.state(),
                row.state().ended(),
                row.state().resumable(),
                row.phase(),
                row.state().active() ? row.phaseSince() : null,
                row.stalledSince(Instant.now()).orElse(null),
                row.step(),
                row.totalSteps(),
                row.progress(),
                row.state() instanceof RunState.Running ? millisLeft(row.progress(), row.trainMillis()) : null,
                row.trainMillis(),
                row.parameters(),
                spec.createdAt(),
                row.startedAt(),
                row.endedAt(),
                row.deletedAt(),
                spec.setup(),
                spec.provenance(),
                new TreeMap<>(spec.on()),
                row.trainedByJar(),
                spec.sweep() == null || spec.sweep().id().isEmpty()
                        ? null
                        : spec.sweep().id(),
                metrics,
                notices,
                stages);
    }

    /** The training time that is left if the rest goes as fast as what is done; evaluations come on top. */
    public static @Nullable Long millisLeft(double progress, long trainMillis) {
        boolean known = progress > 0 && progress <= 1;
        return known ? (Long) Math.round(trainMillis / progress * (1 - progress)) : null;
    }

    /**
     * The summary of one metric of a run.
     *
     * @param key what it is a history of: histories of one key may stand in one chart
     */
    public record MetricView(
            String key,
            @JsonUnwrapped Metric metric,
            String kind,
            @Nullable Exactness exactness,
            MeasurementContext context,
            String detail,
            @JsonUnwrapped SeriesStatistics statistics) {

        public static MetricView of(MetricSummary summary) {
            Origin origin = summary.origin();
            return new MetricView(
                    summary.key(),
                    origin.metric(),
                    summary.kind(),
                    origin.exactness(),
                    origin.context(),
                    origin.detail(),
                    summary.statistics());
        }
    }
}
