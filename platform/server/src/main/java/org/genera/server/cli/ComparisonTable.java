package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The leaderboard of an experiment for a terminal: a row for each group of seeds, mean ± standard deviation. An asterisk
 * marks the best mean, a small o what enough seeds or pairs of examples cannot tell from it.
 */
final class ComparisonTable {
    /** Columns of words; numbers come after them. */
    private static final int WORDS = 3;

    private final TextTable table;

    /** @param leaderboard as {@code GET /api/experiments/ID/leaderboard} answers it */
    ComparisonTable(JsonNode leaderboard) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("group", "seeds", "state"));
        List<JsonNode> columns = new ArrayList<>();
        for (JsonNode column : leaderboard.path("columns")) {
            // The rest of the measures stands on the page.
            if (column.path("headline").asBoolean()) {
                columns.add(column);
                head.add(head(column));
            }
        }
        rows.add(head);
        for (JsonNode row : leaderboard.path("rows")) {
            List<String> line = new ArrayList<>();
            line.add(row.path("label").asText());
            List<String> seeds = new ArrayList<>();
            row.path("seeds").forEach(seed -> seeds.add(seed.asText()));
            line.add(String.join(",", seeds));
            line.add(row.path("states").properties().stream()
                    .map(state -> state.getValue().asText() + " " + state.getKey())
                    .collect(Collectors.joining(", ")));
            for (JsonNode column : columns) {
                line.add(cell(row.path("cells").path(column.path("key").asText())));
            }
            rows.add(line);
        }
        table = new TextTable(rows, IntStream.range(WORDS, head.size()).boxed().toList());
    }

    private static String head(JsonNode column) {
        String arrow = switch (column.path("direction").asText()) {
            case "lower" -> " ↓";
            case "higher" -> " ↑";
            default -> "";
        };
        String unit = column.path("unit").asText();
        return column.path("title").asText() + (unit.isEmpty() ? "" : " [" + unit + "]") + arrow;
    }

    private static String cell(JsonNode cell) {
        if (cell.isMissingNode()) {
            return "–";
        }
        if (cell.path("n").asInt() == 0) {
            return "NaN";
        }
        String mark = switch (cell.path("exactness").asText()) {
            // A lower bound of the likelihood is an upper bound of its negative.
            case "lower_bound" -> "≤ ";
            case "estimate" -> "≈ ";
            default -> "";
        };
        JsonNode deviation = cell.path("standardDeviation");
        String spread = deviation.isNumber() ? " ±" + digits(deviation.asDouble()) : "";
        String standing = switch (cell.path("standing").asText()) {
            case "best" -> " *";
            case "not_told_apart" -> " o";
            default -> "";
        };
        return mark + digits(cell.path("mean").asDouble()) + spread + standing;
    }

    /** Three to four significant digits. */
    static String digits(double number) {
        if (number == 0 || Double.isNaN(number)) {
            return number == 0 ? "0" : "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "−∞";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e9) {
            return String.format(Locale.ROOT, "%,d", (long) number);
        }
        int whole = (int) Math.floor(Math.log10(Math.abs(number)));
        return String.format(Locale.ROOT, "%,." + Math.max(0, Math.min(6, 2 - whole)) + "f", number);
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text
                + "* the best mean; o not told from it at 5 %, by five seeds each or on the same examples in pairs\n";
    }
}
