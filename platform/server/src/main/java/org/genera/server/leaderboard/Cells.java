package org.genera.server.leaderboard;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.run.journal.MeasurementContext;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.statistics.EvaluationError;
import org.genera.server.statistics.GroupSummary;
import org.genera.server.statistics.SeedValue;
import org.jspecify.annotations.Nullable;

/** What groups came to, one quantity at a time. */
record Cells(Reading reading) {

    private record Measured(RunRow run, MetricSummary summary) {
        int certainty() {
            return Measures.certainty(summary.origin().exactness());
        }

        ComparabilityKey way() {
            return ComparabilityKey.of(summary);
        }

        MeasurementContext context() {
            return summary.origin().context();
        }
    }

    /** Empty where nothing was measured. */
    Optional<Cell> of(Group group, Column column) {
        if (column.key().equals(Measures.TRAIN_SECONDS)) {
            return carried(group, column, run -> run.trainMillis() / 1000.0);
        }
        if (column.key().equals(Measures.PARAMETERS)) {
            return carried(group, column, run -> (double) run.parameters());
        }
        List<Measured> all = group.counted().stream()
                .flatMap(run -> Measures.of(run, column.key()).map(found -> new Measured(run, found)).stream())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        // A bound of one seed does not go into one mean with the exact value of another.
        int surest = all.stream().mapToInt(Measured::certainty).min().orElseThrow();
        List<Measured> found =
                all.stream().filter(each -> each.certainty() == surest).toList();
        ComparabilityKey way = RunSetup.usual(found.stream().map(Measured::way).toList());
        Origin usual = found.stream()
                .filter(each -> each.way().equals(way))
                .findFirst()
                .orElseThrow()
                .summary()
                .origin();
        List<SeedValue> values = found.stream()
                .map(each -> value(each.run(), Measures.read(each.run(), each.summary(), reading)))
                .toList();
        GroupSummary summary = GroupSummary.of(values, column.direction(), error(found));
        String apart = apart(group, column, summary, unlike(found, way));
        return Optional.of(Cell.of(summary, usual.exactness(), usual.context(), usual.detail(), apart));
    }

    private static SeedValue value(RunRow run, double value) {
        return new SeedValue(run.spec().runId(), run.spec().seed(), value);
    }

    private static EvaluationError error(List<Measured> found) {
        // Where all runs are measured by one noise, their spread does not hold it.
        boolean shared = found.stream()
                .anyMatch(each -> !each.run().spec().setup().protocol().measuresEachByItsOwnNoise());
        return new EvaluationError(
                rootMeanSquare(found, MeasurementContext::standardError),
                rootMeanSquare(found, MeasurementContext::examplesError),
                shared);
    }

    /** Of those that are known. */
    private static double rootMeanSquare(List<Measured> found, Function<MeasurementContext, @Nullable Double> error) {
        double squares = found.stream()
                .map(each -> error.apply(each.context()))
                .filter(Objects::nonNull)
                .mapToDouble(each -> each * each)
                .average()
                .orElse(0);
        return Math.sqrt(squares);
    }

    /** In what values of one group were measured otherwise than most of them. */
    private static List<String> unlike(List<Measured> found, ComparabilityKey usual) {
        return found.stream()
                .flatMap(each -> each.way().differencesFrom(usual).stream())
                .distinct()
                .toList();
    }

    private static Optional<Cell> carried(Group group, Column column, ToDoubleFunction<RunRow> number) {
        List<SeedValue> values = group.counted().stream()
                .filter(run -> number.applyAsDouble(run) > 0)
                .map(run -> value(run, number.applyAsDouble(run)))
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        GroupSummary summary = GroupSummary.of(values, column.direction(), EvaluationError.NONE);
        return Optional.of(
                Cell.of(summary, null, MeasurementContext.NONE, "", apart(group, column, summary, List.of())));
    }

    private static @Nullable String apart(Group group, Column column, GroupSummary summary, List<String> unlike) {
        if (!group.differences().isEmpty()) {
            return "other setup: " + String.join("; ", group.differences());
        }
        if (group.provisional()) {
            return "no run has finished";
        }
        if (column.unbounded()) {
            return "a density of discrete values can be driven to −∞, so that the least is not the best";
        }
        if (summary.notANumber() > 0) {
            return summary.notANumber() + " of " + summary.values().size()
                    + " values are NaN, and the mean leaves them out";
        }
        return unlike.isEmpty() ? null : "its runs were not measured in one way: " + String.join("; ", unlike);
    }
}
