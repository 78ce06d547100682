package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The best runs of a sweep for a terminal, and what each varied value was worth. */
final class SweepTable {
    private static final int RUNS_SHOWN = 5;

    private final String text;

    /**
     * @param sweep as {@code GET /api/sweeps/ID} answers it
     * @param analysis as {@code GET /api/sweeps/ID/analysis} answers it
     */
    SweepTable(JsonNode sweep, JsonNode analysis) {
        JsonNode measure = analysis.path("measure");
        String key = measure.path("key").asText();
        boolean higher = measure.path("direction").asText().equals("higher");
        Comparator<JsonNode> ascending =
                Comparator.comparingDouble(run -> run.path("measures").path(key).asDouble());
        List<JsonNode> best = StreamSupport.stream(analysis.path("runs").spliterator(), false)
                .filter(run -> run.path("state").asText().equals("finished"))
                .filter(run -> run.path("measures").path(key).isNumber())
                .sorted(higher ? ascending.reversed() : ascending)
                .limit(RUNS_SHOWN)
                .toList();
        List<String> axes = analysis.path("axes").findValuesAsText("name");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(axes);
        head.add(measure.path("title").asText() + (higher ? " ↑" : " ↓"));
        head.add("run");
        rows.add(head);
        for (JsonNode run : best) {
            List<String> row = new ArrayList<>();
            axes.forEach(axis -> row.add(shown(run.path("values").path(axis))));
            row.add(ComparisonTable.digits(run.path("measures").path(key).asDouble()));
            row.add(run.path("id").asText());
            rows.add(row);
        }
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written);
        out.println("Sweep " + sweep.path("name").asText() + ": " + states(sweep.path("states")));
        if (best.isEmpty()) {
            out.println("no run has finished with a value of "
                    + measure.path("title").asText());
        } else {
            new TextTable(rows, IntStream.range(0, axes.size() + 1).boxed().toList()).print(out);
        }
        String worth = StreamSupport.stream(analysis.path("importance").spliterator(), false)
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s %.0f %%",
                        each.path("name").asText(),
                        100 * each.path("importance").asDouble()))
                .collect(Collectors.joining(", "));
        if (!worth.isEmpty()) {
            out.println("Importance: " + worth + ". " + analysis.path("note").asText());
        }
        out.flush();
        text = written.toString();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "–" : value.isTextual() ? value.asText() : value.toString();
    }

    private static String states(JsonNode states) {
        return states.properties().stream()
                .map(state -> state.getValue().asText() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
