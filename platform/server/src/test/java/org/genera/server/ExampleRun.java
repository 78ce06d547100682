package org.genera.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.SeriesStatistics;
import org.genera.run.RunState;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;

/** A run as the database would give it, finished unless told otherwise. */
public record ExampleRun(
        String id,
        String variant,
        Map<String, Object> values,
        long seed,
        String fingerprint,
        ExperimentSetup setup,
        RunState state,
        long trainMillis,
        List<MetricSummary> metrics) {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExperimentSetup GROUND = new ExperimentSetup(
            new DataSelection(
                    "ring8", "", new Preprocessing(false, Preprocessing.Scaling.NONE, Preprocessing.Binarisation.NONE)),
            new Budget(Budget.Unit.STEPS, 100, 10),
            Protocol.usual());

    public static ExampleRun of(String id, String variant, long seed) {
        return new ExampleRun(
                id,
                variant,
                Map.of("width", 8L),
                seed,
                "f00d",
                GROUND,
                new RunState.Finished(AT, 100),
                1_500,
                List.of());
    }

    public ExampleRun with(String metric, Direction direction, double value) {
        return with(metric, direction, value, null, "usual");
    }

    public ExampleRun with(String metric, Direction direction, double value, Exactness exactness, String detail) {
        return with(metric, "", "evaluation", direction, value, exactness, detail);
    }

    public ExampleRun with(String metric, Direction direction, double value, MeasurementContext context) {
        return with(metric, "", "evaluation", direction, value, null, context, "");
    }

    public ExampleRun with(
            String metric, Direction direction, double value, Exactness exactness, MeasurementContext context) {
        return with(metric, "", "evaluation", direction, value, exactness, context, "");
    }

    public ExampleRun with(
            String metric,
            String unit,
            String kind,
            Direction direction,
            double value,
            Exactness exactness,
            String detail) {
        return with(metric, unit, kind, direction, value, exactness, MeasurementContext.NONE, detail);
    }

    public ExampleRun with(
            String metric,
            String unit,
            String kind,
            Direction direction,
            double value,
            Exactness exactness,
            MeasurementContext context,
            String detail) {
        List<MetricSummary> more = new ArrayList<>(metrics);
        more.add(new MetricSummary(
                kind,
                new Origin(new Metric(metric, metric, unit, direction), exactness, context, detail),
                new SeriesStatistics(2, 9, 50, value, 100, Math.min(9, value), 50, Math.max(9, value), 50, 0)));
        return new ExampleRun(id, variant, values, seed, fingerprint, setup, state, trainMillis, more);
    }

    public ExampleRun values(Map<String, Object> others) {
        return new ExampleRun(id, variant, others, seed, fingerprint, setup, state, trainMillis, metrics);
    }

    public ExampleRun fingerprint(String other) {
        return new ExampleRun(id, variant, values, seed, other, setup, state, trainMillis, metrics);
    }

    public ExampleRun steps(double steps) {
        ExperimentSetup other =
                new ExperimentSetup(setup.data(), new Budget(Budget.Unit.STEPS, steps, 10), setup.protocol());
        return new ExampleRun(id, variant, values, seed, fingerprint, other, state, trainMillis, metrics);
    }

    public ExampleRun protocol(Protocol protocol) {
        ExperimentSetup other = new ExperimentSetup(setup.data(), setup.budget(), protocol);
        return new ExampleRun(id, variant, values, seed, fingerprint, other, state, trainMillis, metrics);
    }

    public ExampleRun state(RunState other) {
        return new ExampleRun(id, variant, values, seed, fingerprint, setup, other, trainMillis, metrics);
    }

    public ExampleRun running() {
        return state(new RunState.Running(AT, 1, AT));
    }

    public ExampleRun failed() {
        return state(new RunState.Failed(AT, 50, "the loss is NaN"));
    }

    public RunRow row() {
        return row(null);
    }

    /** As its worker says, it opened this jar. */
    public RunRow row(String trainedByJar) {
        RunSpec spec = new RunSpec(
                id,
                "experiment",
                "fake",
                variant,
                values,
                List.of(),
                seed,
                "auto",
                setup,
                new RunSpec.Provenance("1", "fake", "1", "ab", fingerprint, "java", "os"),
                AT);
        return new RunRow(
                spec,
                spec.group(),
                state,
                "",
                100,
                100,
                1,
                trainMillis,
                42,
                "cpu",
                AT,
                AT,
                null,
                0,
                AT,
                AT,
                trainedByJar,
                metrics);
    }
}
