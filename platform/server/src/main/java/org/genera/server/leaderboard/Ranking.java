package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.RunSpec;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.ChosenOn;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.server.leaderboard.Leaderboard.Delta;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Leaderboard.Row;
import org.genera.server.statistics.Difference;
import org.genera.server.statistics.GroupSummary;
import org.genera.server.statistics.Standing;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/** Makes a leaderboard of rows that carry the summaries of their metrics. */
public final class Ranking {
    private final List<Column> columns;
    private final Cells cells;
    private final Sources sources;
    private final Map<String, RunRow> byId = new HashMap<>();

    private Ranking(List<RunRow> runs, Reading reading, Sources sources) {
        this.columns = Measures.columns(runs);
        this.cells = new Cells(reading);
        this.sources = sources;
        runs.forEach(run -> byId.put(run.spec().runId(), run));
    }

    /** The leaderboard of these runs, of which no more is known. */
    public static Leaderboard of(List<RunRow> runs, Reading reading, @Nullable String sort, @Nullable String baseline) {
        return of(runs, reading, sort, baseline, Sources.NONE);
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
    public static Leaderboard of(
            List<RunRow> runs, Reading reading, @Nullable String sort, @Nullable String baseline, Sources sources) {
        Ranking ranking = new Ranking(runs, reading, sources);
        Labels labels = new Labels(runs);
        List<Row> rows = new ArrayList<>();
        for (Group group : Group.of(runs)) {
            rows.add(ranking.row(group, labels));
        }
        for (Column column : ranking.columns) {
            rows = apart(rows, column);
            rows = ranking.stand(rows, column);
        }
        if (baseline != null) {
            rows = ranking.against(rows, baseline);
        }
        Column sortedBy = sort == null ? null : ranking.column(sort);
        if (sortedBy != null) {
            rows = sorted(rows, sortedBy);
        }
        return new Leaderboard(
                reading,
                chosenOn(runs, reading),
                sortedBy == null ? null : sortedBy.key(),
                baseline,
                runs.size(),
                ranking.columns,
                List.copyOf(rows));
    }

    private static @Nullable ChosenOn chosenOn(List<RunRow> runs, Reading reading) {
        if (reading == Reading.LAST) {
            return null;
        }
        boolean validated =
                runs.stream().allMatch(run -> run.spec().setup().protocol().validates());
        return validated ? ChosenOn.VALIDATION : ChosenOn.TEST;
    }

    private Column column(String key) {
        return Measures.column(columns, key)
                .orElseThrow(() -> new IllegalArgumentException("sort: expected one of "
                        + String.join(", ", columns.stream().map(Column::key).toList()) + ", got \"" + key + "\""));
    }

    private Row row(Group group, Labels labels) {
        RunSpec spec = group.first().spec();
        Map<String, Integer> states = new TreeMap<>();
        group.all().forEach(run -> states.merge(run.state().word(), 1, Integer::sum));
        Map<String, Cell> found = new LinkedHashMap<>();
        for (Column column : columns) {
            cells.of(group, column).ifPresent(cell -> found.put(column.key(), cell));
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
                sources.keptBy().apply(group.counted().get(0)).orElse(null),
                found);
    }

    /** Marks what was measured in another way than in most groups: other features, another split or fewer samples. */
    private static List<Row> apart(List<Row> rows, Column column) {
        List<ComparabilityKey> ways = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.cells().get(column.key())).stream())
                .map(Ranking::way)
                .toList();
        if (ways.stream().distinct().count() < 2) {
            return rows;
        }
        ComparabilityKey usual = RunSetup.usual(ways);
        return change(rows, column.key(), (row, cell) -> {
            ComparabilityKey way = way(cell);
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
    private List<Row> stand(List<Row> rows, Column column) {
        Map<Integer, Map<String, GroupSummary>> classes = new TreeMap<>();
        for (Row row : rows) {
            Cell cell = row.cells().get(column.key());
            if (cell != null && cell.apart() == null && cell.summary().n() > 0) {
                classes.computeIfAbsent(Measures.certainty(cell.exactness()), each -> new LinkedHashMap<>())
                        .put(row.group(), cell.summary());
            }
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        classes.values()
                .forEach(contenders ->
                        standings.putAll(Standing.of(contenders, column.direction(), pairs(column, contenders))));
        return change(rows, column.key(), (row, cell) -> cell.standing(standings.get(row.group())));
    }

    private PairedScores pairs(Column column, Map<String, GroupSummary> groups) {
        Map<String, List<RunRow>> runs = new HashMap<>();
        groups.forEach((group, summary) -> runs.put(
                group,
                summary.values().stream()
                        .filter(each -> Double.isFinite(each.value()))
                        .flatMap(each -> Optional.ofNullable(byId.get(each.run())).stream())
                        .toList()));
        // Scores are kept of the end of a run alone.
        PerExample scores = cells.reading() == Reading.LAST ? sources.scores() : PerExample.NONE;
        return new PairedScores(scores, column.key(), runs);
    }

    private List<Row> against(List<Row> rows, String baseline) {
        Row base = rows.stream()
                .filter(row -> row.group().equals(baseline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "baseline: expected the group of one of these runs, got \"" + baseline + "\""));
        List<Row> changed = rows;
        for (Column column : columns) {
            Cell of = base.cells().get(column.key());
            if (of == null || of.summary().n() == 0) {
                continue;
            }
            Map<String, GroupSummary> groups = new LinkedHashMap<>();
            for (Row row : rows) {
                Cell cell = row.cells().get(column.key());
                if (cell != null) {
                    groups.put(row.group(), cell.summary());
                }
            }
            PairedScores pairs = pairs(column, groups);
            changed = change(
                    changed,
                    column.key(),
                    (row, cell) -> row.group().equals(baseline)
                                    || !Double.isFinite(of.summary().mean())
                                    || !Double.isFinite(cell.summary().mean())
                            ? cell
                            : cell.delta(Delta.of(
                                    Difference.between(
                                            cell.summary(), of.summary(), pairs.standardError(row.group(), baseline)),
                                    incomparable(cell, of))));
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

    private static List<Row> change(List<Row> rows, String key, BiFunction<Row, Cell, Cell> change) {
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
