package org.genera.server.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunRequest;
import org.genera.server.view.ExperimentView;
import org.genera.server.view.RunView;
import org.genera.server.view.SampleSetView;
import org.jspecify.annotations.Nullable;

/**
 * Tells the stream what happens to runs. Points are merged, so that a fast run sends a few events a second; experiments
 * are told of at most once a flush. Thread-safe.
 */
public final class RunNews {
    private static final long POINTS_EVERY_MILLIS = 250;

    private final BiConsumer<String, Object> publish;
    private final Function<String, Optional<ExperimentRow>> experiments;
    private final Map<String, PendingPoints> points = new HashMap<>();
    private final Map<String, Long> lastPointsMillis = new HashMap<>();
    private final Set<String> changedExperiments = new HashSet<>();

    /**
     * @param publish takes the type and the data of an event
     * @param experiments finds the row of an experiment
     */
    public RunNews(BiConsumer<String, Object> publish, Function<String, Optional<ExperimentRow>> experiments) {
        this.publish = publish;
        this.experiments = experiments;
    }

    /** The run's state, phase or device is another. */
    public synchronized void changed(RunRow row) {
        String id = row.spec().runId();
        flushPoints(id);
        if (row.state().ended()) {
            points.remove(id);
            lastPointsMillis.remove(id);
        }
        publish.accept("run", RunView.brief(row));
        changedExperiments.add(row.spec().experimentId());
    }

    /** The experiment itself, or the number of its runs, is another. */
    public synchronized void experimentChanged(String experimentId) {
        changedExperiments.add(experimentId);
    }

    /** A run or an experiment is gone for good. */
    public void purged(String kind, String id) {
        publish.accept("purged", new PurgedView(kind, id));
    }

    /** What the run's journal says. */
    public synchronized void read(String run, List<JournalEvent> events) {
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.Points added) {
                points.computeIfAbsent(run, id -> new PendingPoints()).add(added);
            } else if (event instanceof JournalEvent.Evaluated evaluated) {
                publish.accept(
                        "evaluated",
                        new EvaluatedView(run, evaluated.step(), evaluated.trainMillis(), evaluated.measurements()));
            } else if (event instanceof JournalEvent.Profiled profiled) {
                publish.accept(
                        "profiled",
                        new ProfiledView(
                                run, profiled.step(), profiled.profile().name()));
            } else if (event instanceof JournalEvent.Sampled sampled) {
                publish.accept("sampled", DrawnView.of(run, sampled.set(), null));
            } else if (event instanceof JournalEvent.Drawn drawn) {
                publish.accept("drawn", DrawnView.of(run, drawn.set(), drawn.request()));
            } else if (event instanceof JournalEvent.DrawFailed failed) {
                publish.accept("drawFailed", new JobFailedView(run, failed.request(), failed.reason()));
            } else if (event instanceof JournalEvent.EvaluatedAgain evaluated) {
                evaluated
                        .sets()
                        .forEach(set -> publish.accept(
                                "drawn",
                                DrawnView.of(run, set, evaluated.request().id())));
                publish.accept(
                        "evaluatedAgain", new JobView(run, evaluated.request().id()));
            } else if (event instanceof JournalEvent.EvaluationFailed failed) {
                jobFailed(run, failed.request(), failed.reason());
            }
        }
    }

    /** A worker has begun to grant the request. */
    public void jobStarted(String run, RunRequest request) {
        if (request instanceof EvaluationRequest) {
            publish.accept("evaluating", new JobView(run, request.id()));
        }
    }

    public void jobFailed(String run, RunRequest request, String reason) {
        publish.accept(
                request instanceof EvaluationRequest ? "evaluationFailed" : "drawFailed",
                new JobFailedView(run, request.id(), reason));
    }

    /** Sends what has waited long enough. */
    public synchronized void flush() {
        long now = System.nanoTime() / 1_000_000;
        for (String run : List.copyOf(points.keySet())) {
            if (now - lastPointsMillis.getOrDefault(run, now - POINTS_EVERY_MILLIS) >= POINTS_EVERY_MILLIS) {
                flushPoints(run);
            }
        }
        for (String experiment : changedExperiments) {
            experiments.apply(experiment).ifPresent(row -> publish.accept("experiment", ExperimentView.of(row)));
        }
        changedExperiments.clear();
    }

    private void flushPoints(String run) {
        PendingPoints pending = points.get(run);
        if (pending != null && !pending.isEmpty()) {
            publish.accept("points", pending.take(run));
            lastPointsMillis.put(run, System.nanoTime() / 1_000_000);
        }
    }

    /** Measures of a run. */
    record EvaluatedView(String run, long step, long trainMillis, List<JournalEvent.Measurement> measurements) {}

    /** Gone for good. */
    record PurgedView(String kind, String id) {}

    /** A row of numbers is there to be read. */
    record ProfiledView(String run, long step, String name) {}

    /** A sample set is there to be read. */
    record DrawnView(
            String run, SampleSetView set, @Nullable String request) {
        static DrawnView of(String run, SampleSet set, @Nullable String request) {
            return new DrawnView(run, new SampleSetView(set, null, request), request);
        }
    }

    /** A request is being granted, or is. */
    record JobView(String run, String request) {}

    /** A request failed. */
    record JobFailedView(String run, String request, String reason) {}
}
