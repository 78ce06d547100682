package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.RunSpec;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.server.leaderboard.Leaderboard.Delta;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Leaderboard.Row;
import org.genera.server.statistics.Difference;
import org.genera.server.statistics.GroupSummary;
import org.genera.server.statistics.SeedValue;
import org.genera.server.statistics.Significance;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/** Makes a leaderboard of rows that carry the summaries of their metrics. */
public final class Ranking {
    private final List<Column> columns;
    private final Reading reading;

    private Ranking(List<Column> columns, Reading reading) {
        this.columns = columns;
        this.reading = reading;
    }

    /**
     * The leaderboard of these runs.
     *
     * @param runs with the summaries of their metrics, the oldest first
     * @param sort key of a column; the best first, by that column's own direction, what has no value last. Null for the
     *     order of launch
     * @param baseline a group, or null
     * @throws IllegalArgumentException naming the parameter that does not fit
     */
    public static Leaderboard of(List<RunRow> runs, Reading reading, @Nullable String sort, @Nullable String baseline) {
        List<Column> columns = Measures.columns(runs);
        Ranking ranking = new Ranking(columns, reading);
        Labels labels = new Labels(runs);
        List<Row> rows = new ArrayList<>();
        for (Group group : Group.of(runs)) {
            rows.add(ranking.row(group, labels));
        }
        for (Column column : columns) {
            rows = apart(rows, column);
            rows = stand(rows, column);
        }
        if (baseline != null) {
            rows = against(rows, baseline);
        }
        if (sort != null) {
            rows = sorted(rows, ranking.column(sort));
        }
        return new Leaderboard(reading, sort, baseline, runs.size(), columns, List.copyOf(rows));
    }

    private Column column(String key) {
        return columns.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sort: expected one of "
                        + String.join(", ", columns.stream().map(Column::key).toList()) + ", got \"" + key + "\""));
    }

    private Row row(Group group, Labels labels) {
        RunSpec spec = group.first().spec();
        Map<String, Integer> states = new TreeMap<>();
        group.all().forEach(run -> states.merge(run.state().word(), 1, Integer::sum));
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Column column : columns) {
            cell(group, column).ifPresent(cell -> cells.put(column.key(), cell));
        }
        return new Row(
                group.first().group(),
                spec.experimentId(),
                spec.family(),
                spec.variant(),
                labels.label(group.first()),
                labels.values(group.first()),
                group.counted().stream().map(run -> run.spec().seed()).sorted().toList(),
                states,
                group.all().stream().map(run -> run.spec().runId()).toList(),
                group.provisional(),
                group.differences(),
                group.leftOut(),
                cells);
    }

    private Optional<Cell> cell(Group group, Column column) {
        if (column.key().equals(Measures.TRAIN_SECONDS)) {
            return carried(group, column, run -> run.trainMillis() / 1000.0);
        }
        if (column.key().equals(Measures.PARAMETERS)) {
            return carried(group, column, run -> (double) run.parameters());
        }
        Map<RunRow, MetricSummary> found = new LinkedHashMap<>();
        for (RunRow run : group.counted()) {
            Measures.of(run, column.key()).ifPresent(summary -> found.put(run, summary));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // A bound of one seed does not go into one mean with the exact value of another.
        int surest = found.values().stream()
                .mapToInt(each -> Measures.certainty(each.origin().exactness()))
                .min()
                .orElseThrow();
        found.values().removeIf(each -> Measures.certainty(each.origin().exactness()) != surest);
        ComparabilityKey way =
                RunSetup.usual(found.values().stream().map(ComparabilityKey::of).toList());
        List<MetricSummary> alike = found.values().stream()
                .filter(each -> ComparabilityKey.of(each).equals(way))
                .toList();
        List<SeedValue> values = new ArrayList<>();
        found.forEach((run, summary) ->
                values.add(new SeedValue(run.spec().runId(), run.spec().seed(), Measures.read(summary, reading))));
        Exactness exactness = found.values().iterator().next().origin().exactness();
        GroupSummary summary = GroupSummary.of(values, column.direction());
        String apart = apart(group, summary, values.size(), unlike(found.values(), way));
        Origin usual = alike.get(0).origin();
        return Optional.of(Cell.of(summary, exactness, usual.context(), usual.detail(), apart));
    }

    /** In what values of one group were measured otherwise than most of them. */
    private static List<String> unlike(Collection<MetricSummary> values, ComparabilityKey usual) {
        return values.stream()
                .flatMap(each -> ComparabilityKey.of(each).differencesFrom(usual).stream())
                .distinct()
                .toList();
    }

    private static Optional<Cell> carried(
            Group group, Column column, java.util.function.ToDoubleFunction<RunRow> number) {
        List<SeedValue> values = group.counted().stream()
                .filter(run -> number.applyAsDouble(run) > 0)
                .map(run -> new SeedValue(run.spec().runId(), run.spec().seed(), number.applyAsDouble(run)))
                .toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        GroupSummary summary = GroupSummary.of(values, column.direction());
        return Optional.of(
                Cell.of(summary, null, MeasurementContext.NONE, "", apart(group, summary, values.size(), List.of())));
    }

    private static @Nullable String apart(Group group, GroupSummary summary, int values, List<String> unlike) {
        if (!group.differences().isEmpty()) {
            return "other setup: " + String.join("; ", group.differences());
        }
        if (group.provisional()) {
            return "no run has finished";
        }
        if (summary.notANumber() > 0) {
            return summary.notANumber() + " of " + values + " values are NaN, and the mean leaves them out";
        }
        return unlike.isEmpty() ? null : "its runs were not measured in one way: " + String.join("; ", unlike);
    }

    /** Marks what was measured in another way than in most groups: other features, another split or fewer samples. */
    private static List<Row> apart(List<Row> rows, Column column) {
        List<ComparabilityKey> said = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.cells().get(column.key())).stream())
                .map(Ranking::way)
                .toList();
        ReferenceMeasure measure = ComparabilityKey.usualMeasure(said);
        List<ComparabilityKey> ways =
                said.stream().map(way -> way.measured(measure)).toList();
        if (ways.stream().distinct().count() < 2) {
            return rows;
        }
        ComparabilityKey usual = RunSetup.usual(ways);
        return change(rows, column.key(), (row, cell) -> {
            ComparabilityKey way = way(cell).measured(measure);
            return cell.apart() != null || way.equals(usual)
                    ? cell
                    : cell.apart("measured otherwise than most: " + String.join("; ", way.differencesFrom(usual)));
        });
    }

    private static ComparabilityKey way(Cell cell) {
        MeasurementContext known = cell.context();
        return ComparabilityKey.of(known == null ? MeasurementContext.NONE : known, cell.exactness());
    }

    /** Exact values stand among exact ones, bounds among bounds, estimates among estimates. */
    private static List<Row> stand(List<Row> rows, Column column) {
        Map<Integer, Map<String, GroupSummary>> classes = new TreeMap<>();
        for (Row row : rows) {
            Cell cell = row.cells().get(column.key());
            if (cell != null && cell.apart() == null && cell.summary().n() > 0) {
                classes.computeIfAbsent(Measures.certainty(cell.exactness()), each -> new LinkedHashMap<>())
                        .put(row.group(), cell.summary());
            }
        }
        Map<String, Significance> standings = new LinkedHashMap<>();
        classes.values().forEach(contenders -> standings.putAll(Significance.of(contenders, column.direction())));
        return change(rows, column.key(), (row, cell) -> cell.standing(standings.get(row.group())));
    }

    private static List<Row> against(List<Row> rows, String baseline) {
        Row base = rows.stream()
                .filter(row -> row.group().equals(baseline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "baseline: expected the group of one of these runs, got \"" + baseline + "\""));
        List<Row> changed = rows;
        for (Map.Entry<String, Cell> entry : base.cells().entrySet()) {
            Cell of = entry.getValue();
            changed = change(
                    changed,
                    entry.getKey(),
                    (row, cell) -> row.group().equals(baseline)
                                    || !Double.isFinite(of.summary().mean())
                                    || !Double.isFinite(cell.summary().mean())
                            ? cell
                            : cell.delta(new Delta(
                                    Difference.between(cell.summary(), of.summary()), incomparable(cell, of))));
        }
        return changed;
    }

    private static @Nullable String incomparable(Cell cell, Cell base) {
        if (!Objects.equals(cell.exactness(), base.exactness())) {
            return "one is " + word(cell.exactness()) + ", the baseline " + word(base.exactness());
        }
        return cell.apart() != null ? cell.apart() : base.apart() == null ? null : "the baseline: " + base.apart();
    }

    private static String word(@Nullable Exactness exactness) {
        return exactness == null || exactness == Exactness.EXACT
                ? "exact"
                : exactness == Exactness.ESTIMATE ? "an estimate" : "a bound";
    }

    private static List<Row> sorted(List<Row> rows, Column column) {
        Comparator<Double> ascending = Comparator.naturalOrder();
        Comparator<Double> bestFirst = column.direction() == Direction.HIGHER ? ascending.reversed() : ascending;
        return rows.stream()
                .sorted(Comparator.comparing(row -> mean(row, column), Comparator.nullsLast(bestFirst)))
                .toList();
    }

    private static @Nullable Double mean(Row row, Column column) {
        Cell cell = row.cells().get(column.key());
        return cell == null || cell.summary().n() == 0
                ? null
                : (Double) cell.summary().mean();
    }

    private static List<Row> change(List<Row> rows, String key, java.util.function.BiFunction<Row, Cell, Cell> change) {
        return rows.stream()
                .map(row -> {
                    Cell cell = row.cells().get(key);
                    if (cell == null) {
                        return row;
                    }
                    Map<String, Cell> cells = new LinkedHashMap<>(row.cells());
                    cells.put(key, change.apply(row, cell));
                    return row.with(cells);
                })
                .toList();
    }
}
