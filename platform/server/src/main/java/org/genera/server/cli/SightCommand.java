package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.genera.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera sight}. */
@Command(
        name = "sight",
        description = "Shows how each measure of samples answers to known damage of a data set's own training examples:"
                + " what a number means here, and what it cannot say. The first time takes up to some minutes.",
        mixinStandardHelpOptions = true)
final class SightCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 300;

    @Mixin
    private Output output = new Output();

    @Mixin
    private ServerChoice server = new ServerChoice();

    @Parameters(paramLabel = "DATASET", description = "Pictures or points; see `genera data list`.")
    private String dataSet = "";

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Such as train=0-900,test=900-1000; by default the data set's own.")
    private String split = "";

    @Option(names = "--json", description = "Prints all values of all repeats as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return server.ask(api -> {
            PrintWriter out = output.out();
            JsonNode sight = taken(api);
            if (json) {
                out.println(Json.write(sight));
            } else {
                tell(out, sight);
            }
            out.flush();
            return 0;
        });
    }

    private JsonNode taken(ApiClient api) throws IOException, InterruptedException {
        String path = "/datasets/" + PathPart.of(dataSet) + "/sight";
        JsonNode found = api.post(path, Map.of("split", split));
        while (List.of("waiting", "running").contains(found.path("state").asText())) {
            Thread.sleep(LOOK_MILLIS);
            found = api.get(path + "?split=" + URLEncoder.encode(split, StandardCharsets.UTF_8));
        }
        if (!found.path("state").asText().equals("taken")) {
            throw new IOException(found.path("reason").asText());
        }
        return found.path("sight");
    }

    private static void tell(PrintWriter out, JsonNode sight) {
        out.println(
                sight.path("dataSet").asText() + ": " + sight.path("samples").asInt()
                        + " real training examples in place of samples, against "
                        + sight.path("testExamples").asInt() + " test examples; means of "
                        + sight.path("repeats").asInt() + " sets, 0 is undamaged ± the deviation between sets");
        for (JsonNode measure : sight.path("measures")) {
            JsonNode metric = measure.path("metric");
            out.println();
            out.println(metric.path("title").asText() + direction(metric) + ", "
                    + measure.path("extractor").asText() + ": "
                    + number(mean(measure.path("undamaged"))) + " ± "
                    + number(measure.path("chance").asDouble()));
            new TextTable(rows(sight, measure), List.of()).print(out);
            out.println(measure.path("says").asText());
        }
    }

    private static String direction(JsonNode metric) {
        return switch (metric.path("direction").asText()) {
            case "lower" -> " ↓";
            case "higher" -> " ↑";
            default -> "";
        };
    }

    private static List<List<String>> rows(JsonNode sight, JsonNode measure) {
        int columns = 0;
        for (JsonNode damage : sight.path("damages")) {
            columns = Math.max(columns, damage.path("strengths").size());
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < sight.path("damages").size(); i++) {
            JsonNode damage = sight.path("damages").path(i);
            JsonNode answer = measure.path("answers").path(i);
            List<String> row = new ArrayList<>();
            row.add("  " + damage.path("title").asText() + ", "
                    + damage.path("unit").asText());
            row.add(answer.path("course").asText());
            for (int j = 0; j < columns; j++) {
                row.add(
                        j < damage.path("strengths").size()
                                ? strength(damage.path("strengths").path(j).asDouble()) + ": "
                                        + number(mean(answer.path("values").path(j)))
                                : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static double mean(JsonNode values) {
        double sum = 0;
        for (JsonNode value : values) {
            // What is not finite is a word.
            sum += value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
        }
        return sum / values.size();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String strength(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
