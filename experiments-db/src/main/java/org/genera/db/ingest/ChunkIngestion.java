package org.genera.db.ingest;

import java.time.Instant;
import org.genera.db.connection.Columns;
import org.genera.db.runs.Evaluations;
import org.genera.db.runs.Notices;
import org.genera.db.runs.RunDetails;
import org.genera.db.runs.RunProfiles;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.RunTable;
import org.genera.db.runs.SampleSets;
import org.genera.db.runs.Stages;
import org.genera.db.runs.StoredEvaluation;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.PointsBuilder;
import org.genera.db.series.SeriesTable.Key;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalLimits;
import org.genera.run.journal.MeasurementContext;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What one chunk of a journal does to its run. For one transaction; not thread-safe. */
final class ChunkIngestion {
    private final Handle handle;
    private final String runId;
    private final SeriesUpdate series;
    private RunDetails details;
    private RunState state;
    private String phase;
    private long step;
    private long totalSteps;
    private double progress;
    private long trainMillis;
    private long parameters;
    private String startedOn = "";
    private @Nullable Instant heardAt;
    private @Nullable Instant phaseSince;
    private @Nullable String trainedByJar;

    ChunkIngestion(Handle handle, RunRow row) {
        this.handle = handle;
        runId = row.spec().runId();
        series = new SeriesUpdate(handle, runId);
        details = RunDetails.of(handle, runId);
        state = row.state();
        phase = row.phase();
        step = row.step();
        totalSteps = row.totalSteps();
        progress = row.progress();
        trainMillis = row.trainMillis();
        parameters = row.parameters();
        heardAt = row.heardAt();
        phaseSince = row.phaseSince();
        trainedByJar = row.trainedByJar();
    }

    void take(JournalEvent event) {
        if (event instanceof JournalEvent.Drawn drawn) {
            SampleSets.store(handle, runId, drawn.set(), drawn.request());
        } else if (event instanceof JournalEvent.EvaluatedAgain evaluated) {
            evaluated
                    .sets()
                    .forEach(set -> SampleSets.store(
                            handle, runId, set, evaluated.request().id()));
            Evaluations.store(handle, runId, StoredEvaluation.of(evaluated));
        } else if (event instanceof JournalEvent.EvaluationFailed failed) {
            Evaluations.store(
                    handle,
                    runId,
                    StoredEvaluation.failed(failed.at(), failed.request(), JournalLimits.message(failed.reason())));
        } else if (event instanceof JournalEvent.Noticed noticed) {
            Notices.store(handle, runId, noticed.at(), noticed.text());
        } else if (!(state instanceof RunState.Finished)) {
            heardAt = event.at();
            if (event instanceof JournalEvent.Started started) {
                start(started);
            } else {
                takeData(event);
                takeLastWord(event);
            }
        }
    }

    /** Writes what is still in memory. */
    void finish(long journalOffset) {
        series.flush();
        handle.createUpdate("""
                        update run set phase = :phase, step = :step, total_steps = :totalSteps, progress = :progress,
                            train_millis = :trainMillis, parameters = :parameters, segment = :segment,
                            metric_definitions = :definitions, heard_at = :heardAt, phase_since = :phaseSince,
                            trained_by_jar = :trainedByJar,
                            assigned_device = coalesce(assigned_device, :startedOn),
                            journal_offset = :journalOffset
                        where id = :id""")
                .bind("id", runId)
                .bind("phase", state.active() ? phase : "")
                .bind("step", step)
                .bind("totalSteps", totalSteps)
                .bind("progress", progress)
                .bind("trainMillis", trainMillis)
                .bind("parameters", parameters)
                .bind("segment", details.segment())
                .bind("definitions", details.metricsJson())
                .bind("heardAt", heardAt == null ? null : Columns.time(heardAt))
                .bind("phaseSince", phaseSince == null ? null : Columns.time(phaseSince))
                .bind("trainedByJar", trainedByJar)
                .bind("startedOn", startedOn.isEmpty() ? null : startedOn)
                .bind("journalOffset", journalOffset)
                .execute();
    }

    private void start(JournalEvent.Started started) {
        if (started.segment() > details.segment()) {
            reachStarting(started);
        }
        move(new RunSignal.WorkerStarted(started.at(), started.pid(), started.processStart()));
        if (started.segment() > 0) {
            series.cutAfter(started.fromStep());
            SampleSets.cutAfter(handle, runId, started.fromStep());
            RunProfiles.cutAfter(handle, runId, started.fromStep());
        }
        details = new RunDetails(started.segment(), started.metrics());
        phase = "training";
        phaseSince = started.at();
        step = started.fromStep();
        totalSteps = started.totalSteps();
        progress = totalSteps > 0 ? Math.min(1, (double) step / totalSteps) : progress;
        parameters = started.parameters();
        startedOn = started.device();
        trainedByJar = started.pluginSha256();
    }

    /**
     * A worker that speaks for the first time was launched, whether or not the database has heard of it: the journal may
     * be read before the launcher's word is, and a rebuilt database knows journals alone.
     */
    private void reachStarting(JournalEvent.Started started) {
        if (state instanceof RunState.Running) {
            move(new RunSignal.WorkerGone(started.at(), -1, ""));
        }
        move(new RunSignal.Requeued(started.at()));
        move(new RunSignal.Launched(started.at(), started.pid()));
    }

    private void takeData(JournalEvent event) {
        if (event instanceof JournalEvent.Points points) {
            step = points.step();
            progress = points.progress();
            trainMillis = points.trainMillis();
            points.series().forEach(this::add);
        } else if (event instanceof JournalEvent.Evaluated evaluated) {
            evaluated
                    .measurements()
                    .forEach(measurement -> series.points(
                                    new Key(measurement.metric().name(), Key.EVALUATION),
                                    new Origin(
                                            measurement.metric(),
                                            measurement.exactness(),
                                            measurement.context(),
                                            measurement.detail()))
                            .add(evaluated.step(), evaluated.trainMillis(), measurement.value()));
        } else if (event instanceof JournalEvent.Profiled profiled) {
            RunProfiles.store(handle, runId, profiled.step(), profiled.profile());
        } else if (event instanceof JournalEvent.Sampled sampled) {
            SampleSets.store(handle, runId, sampled.set(), null);
        } else if (event instanceof JournalEvent.StageEnded ended) {
            Stages.store(handle, runId, ended);
        } else if (event instanceof JournalEvent.Phase turned) {
            phase = cut(turned.phase(), JournalLimits.PHASE);
            phaseSince = turned.at();
        } else if (event instanceof JournalEvent.Finished finished) {
            step = finished.step();
            trainMillis = finished.trainMillis();
            progress = 1;
        }
    }

    private void add(JournalEvent.Series added) {
        PointsBuilder builder = series.points(
                new Key(added.metric(), Key.TRAINING),
                new Origin(details.metric(added.metric()), null, MeasurementContext.NONE, ""));
        for (int i = 0; i < added.steps().length; i++) {
            builder.add(added.steps()[i], added.trainMillis()[i], added.values()[i]);
        }
    }

    private void takeLastWord(JournalEvent event) {
        RunSignal word;
        if (event instanceof JournalEvent.Finished finished) {
            word = new RunSignal.WorkerFinished(finished.at(), finished.step());
        } else if (event instanceof JournalEvent.Failed failed) {
            word = new RunSignal.WorkerFailed(failed.at(), failed.step(), JournalLimits.message(failed.reason()));
        } else if (event instanceof JournalEvent.Cancelled cancelled) {
            word = new RunSignal.CancelledByWorker(cancelled.at(), cancelled.step());
        } else if (event instanceof JournalEvent.Paused paused) {
            word = new RunSignal.WorkerPaused(paused.at(), paused.step(), paused.rung());
        } else {
            return;
        }
        if (state instanceof RunState.Queued) {
            // A worker can only speak after its launch, whose word may be late.
            move(new RunSignal.Launched(event.at(), 0));
        }
        move(word);
    }

    private void move(RunSignal signal) {
        RunState next = state.after(signal);
        if (!next.equals(state)) {
            state = next;
            RunTable.move(handle, runId, next);
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
