package org.genera.server.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.SweepRow;
import org.genera.db.runs.RunRow;
import org.genera.db.series.SeriesQuery;
import org.genera.run.RunState;
import org.genera.run.journal.OnValidation;
import org.genera.run.spec.SweepSpec;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Measures;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.statistics.VarianceShares;
import org.genera.server.sweep.SweepAnalysis.Axis;
import org.genera.server.sweep.SweepAnalysis.Importance;
import org.genera.server.sweep.SweepAnalysis.Measure;
import org.genera.server.sweep.SweepAnalysis.Run;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/** Says what the varied values of a sweep did to a measure. Thread-safe. */
public final class SweepAnalyst {
    private static final long SEED = 1;
    private static final int RUNS_FOR_AN_AXIS = 10;

    private final ExperimentsDb db;
    private final PluginCatalogue plugins;
    private final RunningSweeps sweeps;

    public SweepAnalyst(ExperimentsDb db, PluginCatalogue plugins, RunningSweeps sweeps) {
        this.db = db;
        this.plugins = plugins;
        this.sweeps = sweeps;
    }

    /**
     * The analysis of a sweep as it stands.
     *
     * @param wanted key of the measure, or null for the one that the halving ranks by, else the first column
     * @throws IllegalArgumentException naming the parameter that does not fit
     */
    public SweepAnalysis of(SweepRow sweep, @Nullable String wanted, Reading reading) {
        SweepSpec spec = sweep.spec();
        List<RunRow> runs = db.runs().ofSweep(spec.id());
        List<Column> columns = Measures.columns(runs);
        Column column = column(columns, spec, wanted);
        List<RungDecision> decisions = sweeps.decisions(spec);
        VariedParameters axes = new VariedParameters(spec, runs, plugins);
        List<Run> shown = new ArrayList<>();
        for (RunRow run : runs) {
            shown.add(shown(run, axes, columns, reading, decisions));
        }
        Map<RunRow, Double> values =
                spec.halving() == null ? atTheEnd(runs, column, reading) : atTheFirstRung(runs, column, decisions);
        Worth worth = worth(axes, values, column, spec);
        return new SweepAnalysis(
                measure(column),
                columns.stream().map(SweepAnalyst::measure).toList(),
                axes.axes(),
                List.copyOf(shown),
                worth.importance(),
                worth.note());
    }

    private static Measure measure(Column column) {
        return new Measure(column.key(), column.title(), column.unit(), column.direction());
    }

    private static Column column(List<Column> columns, SweepSpec spec, @Nullable String wanted) {
        String halved = spec.halving() == null ? "" : spec.halving().measure();
        Optional<Column> found = wanted == null
                ? Measures.column(columns, halved)
                        .or(() -> columns.stream()
                                .filter(each -> each.headline() && each.direction() != Direction.NEITHER)
                                .findFirst()
                                // The best of a sweep is chosen where something is kept to choose by.
                                .map(first -> Measures.column(columns, OnValidation.name(first.quantity()))
                                        .orElse(first)))
                : Measures.column(columns, wanted);
        return found.orElseThrow(() -> new IllegalArgumentException("measure: expected one of "
                + String.join(", ", columns.stream().map(Column::key).toList()) + ", got \"" + wanted + "\""));
    }

    private static Run shown(
            RunRow run, VariedParameters axes, List<Column> columns, Reading reading, List<RungDecision> decisions) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Column column : columns) {
            Measures.value(run, column.key(), reading).ifPresent(value -> measures.put(column.key(), value));
        }
        return new Run(
                run.spec().runId(),
                run.group(),
                run.spec().seed(),
                run.spec().family(),
                run.spec().variant(),
                run.state().word(),
                axes.values(run),
                measures,
                rung(run, decisions),
                why(run));
    }

    private static @Nullable Integer rung(RunRow run, List<RungDecision> decisions) {
        if (run.state() instanceof RunState.Waiting waiting) {
            return waiting.rung();
        }
        boolean stopped = run.state() instanceof RunState.Cancelled cancelled
                && !cancelled.reason().isEmpty();
        return decisions.stream()
                .filter(decision -> step(run, decision).isPresent()
                        || (stopped && decision.of(run.group()).isPresent()))
                .map(RungDecision::rung)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static Optional<Long> step(RunRow run, RungDecision decision) {
        return decision.of(run.group()).stream()
                .flatMap(place -> place.runs().stream())
                .filter(measured -> measured.run().equals(run.spec().runId()) && measured.value() != null)
                .map(RungDecision.Measured::step)
                .findFirst();
    }

    private static @Nullable String why(RunRow run) {
        if (run.state() instanceof RunState.Cancelled cancelled) {
            return cancelled.reason().isEmpty() ? "cancelled" : cancelled.reason();
        }
        if (run.state() instanceof RunState.Failed failed) {
            return failed.reason();
        }
        return run.state() instanceof RunState.Crashed crashed ? "crashed with exit code " + crashed.exitCode() : null;
    }

    /** Only runs that were trained alike can be compared. */
    private static Map<RunRow, Double> atTheEnd(List<RunRow> runs, Column column, Reading reading) {
        Map<RunRow, Double> values = new LinkedHashMap<>();
        for (RunRow run : runs) {
            if (run.state() instanceof RunState.Finished) {
                put(values, run, Measures.value(run, column.key(), reading));
            }
        }
        return values;
    }

    /** What was measured at a step, in one question for each step: as a rule they all waited at the same. */
    private Map<RunRow, Double> atTheFirstRung(List<RunRow> runs, Column column, List<RungDecision> decisions) {
        if (decisions.isEmpty()) {
            return Map.of();
        }
        Map<Moment, List<String>> wanted = new LinkedHashMap<>();
        for (RunRow run : runs) {
            Measures.of(run, column.key())
                    .ifPresent(summary -> step(run, decisions.get(0))
                            .ifPresent(step -> wanted.computeIfAbsent(
                                            new Moment(summary.metric().name(), step), moment -> new ArrayList<>())
                                    .add(run.spec().runId())));
        }
        Map<String, Double> found = new HashMap<>();
        wanted.forEach((moment, of) -> db.metrics()
                .series(new SeriesQuery(of, List.of(moment.metric()), moment.step(), moment.step(), 2))
                .forEach(series -> found.putIfAbsent(series.run(), series.last()[series.last().length - 1])));
        Map<RunRow, Double> values = new LinkedHashMap<>();
        for (RunRow run : runs) {
            Double value = found.get(run.spec().runId());
            put(values, run, value == null ? OptionalDouble.empty() : OptionalDouble.of(value));
        }
        return values;
    }

    private record Moment(String metric, long step) {}

    private static void put(Map<RunRow, Double> values, RunRow run, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            values.put(run, value.getAsDouble());
        }
    }

    private record Worth(List<Importance> importance, String note) {}

    private static Worth worth(VariedParameters axes, Map<RunRow, Double> values, Column column, SweepSpec spec) {
        String which = spec.halving() == null ? "finished runs" : "runs, each as it was at rung 1";
        if (values.size() < VarianceShares.RUNS_AT_LEAST) {
            return new Worth(
                    List.of(),
                    "The importance of hyperparameters is computed from " + VarianceShares.RUNS_AT_LEAST + " or more "
                            + which + " with a finite " + column.title() + "; so far there "
                            + (values.size() == 1 ? "is 1." : "are " + values.size() + "."));
        }
        List<RunRow> runs = List.copyOf(values.keySet());
        VarianceShares shares = VarianceShares.of(
                axes.levels(runs),
                values.values().stream().mapToDouble(Double::doubleValue).toArray(),
                SEED);
        List<Importance> importance = new ArrayList<>();
        for (int i = 0; i < axes.axes().size(); i++) {
            Axis axis = axes.axes().get(i);
            VarianceShares.Share share = shares.shares().get(i);
            String note = axis.name().equals(VariedParameters.SEED) ? "chance: what the seed alone does" : null;
            importance.add(new Importance(axis.name(), share.importance(), share.lower(), share.upper(), note));
        }
        String few = runs.size() < RUNS_FOR_AN_AXIS * axes.axes().size() ? " Few runs tell little." : "";
        return new Worth(
                List.copyOf(importance),
                String.format(
                        Locale.ROOT,
                        "Share of the variance of %s that each explains alone, in %d %s: main effects of a functional"
                                + " analysis of variance over regression trees (Hutter et al. 2014), with the range of"
                                + " 95 %% of the trees. All together the trees foresee %.0f %% in runs they have not"
                                + " seen; what is left is chance, or effects in combination.%s",
                        column.title(),
                        runs.size(),
                        which,
                        100 * shares.explained(),
                        few));
    }
}
