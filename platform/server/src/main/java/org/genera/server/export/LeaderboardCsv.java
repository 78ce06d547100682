package org.genera.server.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genera.run.journal.MeasurementContext;
import org.genera.server.leaderboard.Leaderboard;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.server.leaderboard.Leaderboard.Row;
import org.genera.server.statistics.Interval;
import org.jspecify.annotations.Nullable;

/** A leaderboard for a spreadsheet: a line for each group, several columns for each quantity. */
public final class LeaderboardCsv {
    private static final List<String> OF_A_QUANTITY = List.of(
            "mean",
            "standard deviation",
            "95 % low",
            "95 % high",
            "seeds half width",
            "evaluation half width",
            "not in the interval",
            "n",
            "not a number",
            "best",
            "worst",
            "exactness",
            "standing",
            "why",
            "apart",
            "difference from baseline",
            "p of the difference",
            "extractor",
            "split",
            "samples",
            "references",
            "sampler",
            "setting",
            "bias floor",
            "ceiling",
            "ceiling examples",
            "ratio to ceiling",
            "standard error",
            "examples error",
            "impossible");

    private LeaderboardCsv() {}

    public static byte[] of(Leaderboard leaderboard) {
        List<String> parameters = List.copyOf(leaderboard.rows().stream()
                .flatMap(row -> row.values().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter csv = new CsvWriter(bytes)) {
            csv.write(head(leaderboard, parameters));
            for (Row row : leaderboard.rows()) {
                csv.write(line(leaderboard, parameters, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> head(Leaderboard leaderboard, List<String> parameters) {
        List<String> head = new ArrayList<>(List.of("group", "family", "variant"));
        head.addAll(parameters);
        head.addAll(List.of("seeds", "states", "runs", "other setup", "left out", "kept by", "chosen on"));
        for (Column column : leaderboard.columns()) {
            String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
            for (String part : OF_A_QUANTITY) {
                head.add(column.key() + unit + " " + part);
            }
            head.add(column.key() + unit + " reference");
        }
        return head;
    }

    private static List<@Nullable Object> line(Leaderboard leaderboard, List<String> parameters, Row row) {
        List<@Nullable Object> line = new ArrayList<>(List.of(row.group(), row.family(), row.variant()));
        for (String name : parameters) {
            line.add(row.values().get(name));
        }
        line.add(joined(row.seeds()));
        line.add(row.states().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(" ")));
        line.add(joined(row.ids()));
        line.add(String.join("; ", row.differences()));
        line.add(row.leftOut().stream()
                .map(each -> "seed " + each.seed() + ": " + each.why())
                .collect(Collectors.joining("; ")));
        line.add(row.keptBy());
        line.add(word(leaderboard.chosenOn()));
        for (Column column : leaderboard.columns()) {
            line.addAll(cells(row.cells().get(column.key())));
            line.add(column.referenceWords());
        }
        return line;
    }

    private static List<@Nullable Object> cells(@Nullable Cell cell) {
        List<@Nullable Object> cells = new ArrayList<>();
        if (cell != null) {
            Interval interval = cell.summary().interval();
            cells.add(cell.summary().n() == 0 ? null : (Double) cell.summary().mean());
            cells.add(cell.summary().standardDeviation());
            cells.add(interval == null ? null : (Double) interval.low());
            cells.add(interval == null ? null : (Double) interval.high());
            cells.add(interval == null ? null : interval.seeds());
            cells.add(interval == null ? null : interval.evaluation());
            cells.add(cell.summary().unknown());
            cells.add(cell.summary().n());
            cells.add(cell.summary().notANumber());
            cells.add(
                    cell.summary().best() == null
                            ? null
                            : (Double) cell.summary().best().value());
            cells.add(
                    cell.summary().worst() == null
                            ? null
                            : (Double) cell.summary().worst().value());
            cells.add(word(cell.exactness()));
            cells.add(word(cell.standing()));
            cells.add(cell.standingWhy());
            cells.add(cell.apart());
            cells.add(
                    cell.delta() == null
                            ? null
                            : (Double) cell.delta().difference().difference());
            cells.add(cell.delta() == null ? null : cell.delta().difference().pValue());
            cells.addAll(context(cell));
        }
        while (cells.size() < OF_A_QUANTITY.size()) {
            cells.add(null);
        }
        return cells;
    }

    /** Empty where there is nothing to say. */
    private static List<@Nullable Object> context(Cell cell) {
        List<@Nullable Object> cells = new ArrayList<>();
        MeasurementContext known = cell.context();
        if (known != null) {
            cells.add(known.extractor());
            cells.add(known.split());
            cells.add(known.samples() == 0 ? null : (Integer) known.samples());
            cells.add(known.references() == 0 ? null : (Integer) known.references());
            cells.add(known.sampler());
            cells.add(known.setting());
            cells.add(known.biasFloor());
            cells.add(known.ceiling() == null ? null : (Double) known.ceiling().value());
            cells.add(known.ceiling() == null ? null : (Integer) known.ceiling().examples());
            cells.add(cell.ratioToCeiling());
            cells.add(known.standardError());
            cells.add(known.examplesError());
            cells.add(known.impossible());
        }
        return cells;
    }

    private static @Nullable String word(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
