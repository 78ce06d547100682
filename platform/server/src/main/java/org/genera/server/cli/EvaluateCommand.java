package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Evaluates a checkpoint of a run again, under the protocol of its experiment but for what the options"
                        + " change, and prints the values beside those of the run: exit code 0 if they were taken, 1 if not.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 300;

    @Mixin
    private Output output = new Output();

    @Mixin
    private ServerChoice server = new ServerChoice();

    @Parameters(paramLabel = "RUN", description = "Its id, as the address of its page ends.")
    private String run = "";

    @Option(names = "--step", paramLabel = "S", description = "Step of a checkpoint; by default the last.")
    private @Nullable Long step;

    @Option(names = "--samples", paramLabel = "N", description = "Samples to draw for the measures.")
    private @Nullable Integer samples;

    @Option(names = "--test-examples", paramLabel = "N", description = "Test examples to score at most.")
    private @Nullable Integer testExamples;

    @Option(names = "--noise-seed", paramLabel = "SEED", description = "Seed of what is drawn.")
    private @Nullable Long noiseSeed;

    @Option(names = "--sampler", paramLabel = "ID", description = "Sampler of the variant; by default its first.")
    private @Nullable String sampler;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the sampler, such as steps=50; once for each.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return server.ask(api -> {
            PrintWriter out = output.out();
            String path = "/runs/" + PathPart.of(run);
            String id = api.post(path + "/evaluations", body()).path("id").asText();
            JsonNode taken = await(api, path, id);
            if (taken.path("state").asText().equals("failed")) {
                throw new IOException(taken.path("reason").asText());
            }
            tell(out, api.get(path), taken);
            return 0;
        });
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        put(body, "step", step);
        put(body, "evaluationSamples", samples);
        put(body, "testExamples", testExamples);
        put(body, "noiseSeed", noiseSeed);
        put(body, "sampler", sampler);
        Map<String, Object> given = new LinkedHashMap<>();
        settings.forEach((name, value) -> given.put(name, SettingText.value(value)));
        body.put("settings", given);
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static JsonNode await(ApiClient api, String path, String id) throws IOException, InterruptedException {
        while (true) {
            JsonNode found = MissingNode.getInstance();
            for (JsonNode each : api.get(path + "/evaluations")) {
                if (each.path("id").asText().equals(id)) {
                    found = each;
                }
            }
            if (List.of("taken", "failed").contains(found.path("state").asText())) {
                return found;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static void tell(PrintWriter out, JsonNode run, JsonNode taken) {
        Map<String, JsonNode> own = new HashMap<>();
        for (JsonNode metric : run.path("metrics")) {
            if (metric.path("kind").asText().equals("evaluation")) {
                own.put(metric.path("name").asText(), metric);
            }
        }
        out.println("Step " + taken.path("step").asLong() + ", "
                + taken.path("evaluationSamples").asInt() + " samples, up to "
                + taken.path("testExamples").asInt() + " test examples, noise "
                + taken.path("noiseSeed").asLong()
                + (taken.path("sampler").asText().isEmpty()
                        ? ""
                        : ", sampler " + taken.path("sampler").asText() + " " + taken.path("settings")));
        taken.path("changed")
                .forEach(change -> out.println("Not as the protocol has it: "
                        + change.path("name").asText() + " "
                        + change.path("taken").asLong() + " instead of "
                        + change.path("own").asLong()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "RUN", "AGAIN", "DIFFERENCE"));
        for (JsonNode each : taken.path("measurements")) {
            JsonNode metric = each.path("metric");
            JsonNode before = own.getOrDefault(metric.path("name").asText(), MissingNode.getInstance());
            rows.add(List.of(
                    metric.path("title").asText(),
                    shown(before.path("last")),
                    shown(each.path("value")),
                    difference(before.path("last"), each.path("value"))));
        }
        new TextTable(rows, List.of(1, 2, 3)).print(out);
        out.flush();
    }

    private static String shown(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.6g", value.asDouble()) : value.asText("–");
    }

    private static String difference(JsonNode own, JsonNode again) {
        if (!own.isNumber() || !again.isNumber()) {
            return "";
        }
        double difference = again.asDouble() - own.asDouble();
        return difference == 0 ? "same" : String.format(Locale.ROOT, "%+.3g", difference);
    }
}
