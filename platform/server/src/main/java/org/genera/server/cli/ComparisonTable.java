package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The comparison of an experiment's runs for a terminal: a row for each group of seeds, mean ± standard deviation. */
final class ComparisonTable {
    /** In this order where they were measured; the rest of the measures stands on the page. */
    private static final List<String> COLUMNS = List.of(
            "modesRecovered",
            "highQuality",
            "classifierFrechet",
            "coverage",
            "slicedWasserstein",
            "accuracy",
            "nll",
            "nllEstimate",
            "nllBound",
            "bitsPerDim",
            "trainSeconds",
            "secondsPerThousandSamples",
            "parameters");

    private final List<List<String>> rows = new ArrayList<>();

    /** @param runs with the summaries of their metrics, oldest first */
    ComparisonTable(List<JsonNode> runs) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode run : runs) {
            groups.computeIfAbsent(run.path("group").asText(), group -> new ArrayList<>())
                    .add(run);
        }
        Map<String, JsonNode> columns = columns(runs);
        List<String> head = new ArrayList<>(List.of("family", "variant", "seeds", "state"));
        for (JsonNode metric : columns.values()) {
            head.add(head(metric));
        }
        rows.add(head);
        for (List<JsonNode> group : groups.values()) {
            List<String> row = new ArrayList<>(List.of(
                    group.get(0).path("family").asText(),
                    group.get(0).path("variant").asText(),
                    String.join(
                            ",",
                            group.stream().map(run -> run.path("seed").asText()).toList()),
                    String.join(
                            ",",
                            group.stream()
                                    .map(run -> run.path("state").path("name").asText())
                                    .distinct()
                                    .toList())));
            for (String name : columns.keySet()) {
                row.add(cell(group, name));
            }
            rows.add(row);
        }
    }

    private static Map<String, JsonNode> columns(List<JsonNode> runs) {
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        for (String name : COLUMNS) {
            for (JsonNode run : runs) {
                JsonNode metric = metric(run, name);
                if (metric != null) {
                    columns.putIfAbsent(name, metric);
                }
            }
        }
        return columns;
    }

    private static @org.jspecify.annotations.Nullable JsonNode metric(JsonNode run, String name) {
        for (JsonNode metric : run.path("metrics")) {
            if (metric.path("name").asText().equals(name)
                    && metric.path("kind").asText().equals("evaluation")) {
                return metric;
            }
        }
        return null;
    }

    private static String head(JsonNode metric) {
        String arrow = switch (metric.path("direction").asText()) {
            case "lower" -> " ↓";
            case "higher" -> " ↑";
            default -> "";
        };
        String unit = metric.path("unit").asText();
        return metric.path("title").asText() + (unit.isEmpty() ? "" : " [" + unit + "]") + arrow;
    }

    private static String cell(List<JsonNode> group, String name) {
        List<Double> values = new ArrayList<>();
        String mark = "";
        for (JsonNode run : group) {
            JsonNode metric = metric(run, name);
            if (metric != null) {
                values.add(metric.path("last").asDouble());
                mark = switch (metric.path("exactness").asText()) {
                    // A lower bound of the likelihood is an upper bound of its negative.
                    case "lower_bound" -> "≤ ";
                    case "estimate" -> "≈ ";
                    default -> "";
                };
            }
        }
        if (values.isEmpty()) {
            return "–";
        }
        double mean = values.stream().mapToDouble(each -> each).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        String spread = values.size() > 1 ? " ±" + digits(Math.sqrt(squares / (values.size() - 1))) : "";
        return mark + digits(mean) + spread;
    }

    /** Three to four significant digits. */
    static String digits(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : String.valueOf(number);
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e9) {
            return String.format(Locale.ROOT, "%,d", (long) number);
        }
        int whole = (int) Math.floor(Math.log10(Math.abs(number)));
        return String.format(Locale.ROOT, "%,." + Math.max(0, Math.min(6, 2 - whole)) + "f", number);
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                // Words to the left, numbers to the right.
                text.append(i < 4 ? row.get(i) + padding : padding + row.get(i)).append(i == columns - 1 ? "\n" : "  ");
            }
        }
        return text.toString();
    }
}
