package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.genera.server.Server;

/** Launches the experiments of plans on a running server and follows them to their end. */
final class PlanRunner {
    private final ApiClient api;
    private final PrintStream out;
    private final Map<String, String> launched = new LinkedHashMap<>();

    PlanRunner(ApiClient api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /** Launches the plans on a server, follows them, and tells how it went by an exit code. */
    static int runAll(Server server, List<Plan> plans) throws IOException, InterruptedException {
        System.out.println("Genera is ready at " + server.entry());
        PlanRunner runner = new PlanRunner(new ApiClient(server), System.out);
        for (Plan plan : plans) {
            runner.launch(plan);
        }
        List<String> failures = runner.follow();
        failures.forEach(failure -> System.err.println("genera: " + failure));
        return failures.isEmpty() ? 0 : 1;
    }

    /** Makes the experiment and launches its runs. */
    void launch(Plan plan) throws IOException, InterruptedException {
        JsonNode experiment =
                api.post("/experiments", Map.of("name", plan.name(), "note", plan.note(), "setup", plan.setup()));
        String id = experiment.path("id").asText();
        try {
            for (Map<String, Object> launch : plan.launches()) {
                tellOf(api.post("/experiments/" + id + "/launch?dryRun=true", launch));
            }
        } catch (IOException | RuntimeException e) {
            // Refused: an experiment without runs is of no use to anybody.
            api.delete("/experiments/" + id);
            throw e;
        }
        int count = 0;
        for (Map<String, Object> launch : plan.launches()) {
            count += api.post("/experiments/" + id + "/launch", launch)
                    .path("total")
                    .asInt();
        }
        launched.put(id, plan.name());
        out.println(plan.name() + ": " + count + " runs launched");
    }

    /** How much a sweep is going to be, before it begins. */
    private void tellOf(JsonNode preview) {
        if (preview.path("combinations").asInt() > 1) {
            JsonNode halved = preview.path("expectedMillisWithHalving");
            JsonNode millis = halved.isNumber() ? halved : preview.path("expectedMillis");
            out.println(preview.path("combinations").asInt() + " combinations, "
                    + preview.path("runs").asInt() + " runs"
                    + (millis.isNumber()
                            ? ", about " + Math.max(1, Math.round(millis.asLong() / 60_000.0))
                                    + " min of training one after the other"
                            : ""));
        }
    }

    /**
     * Waits until every run has ended, showing how far they are, and prints a table for each experiment.
     *
     * @return why not every run finished, or nothing
     */
    List<String> follow() throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, String> experiment : launched.entrySet()) {
            List<JsonNode> runs = waitFor(experiment.getKey(), experiment.getValue());
            out.println();
            out.println(experiment.getValue());
            out.print(new ComparisonTable(api.get("/experiments/" + experiment.getKey() + "/leaderboard")));
            printSweeps(experiment.getKey());
            for (JsonNode run : runs) {
                JsonNode state = run.path("state");
                if (!state.path("name").asText().equals("finished") && !stoppedBySweep(state)) {
                    String why =
                            state.path("reason").asText(state.path("logEnd").asText(""));
                    failures.add(run.path("family").asText() + " "
                            + run.path("variant").asText() + ", seed "
                            + run.path("seed").asText() + " "
                            + state.path("name").asText() + (why.isEmpty() ? "" : ": " + why));
                }
            }
        }
        return failures;
    }

    private void printSweeps(String experiment) throws IOException, InterruptedException {
        for (JsonNode sweep : api.get("/experiments/" + experiment + "/sweeps")) {
            // One over seeds alone is a row of the table above.
            if (!sweep.path("varied").isEmpty()) {
                out.println();
                out.print(new SweepTable(
                        sweep, api.get("/sweeps/" + sweep.path("id").asText() + "/analysis")));
            }
        }
    }

    /** As it was meant to be, and no failure. */
    private static boolean stoppedBySweep(JsonNode state) {
        return state.path("name").asText().equals("cancelled")
                && !state.path("reason").asText().isEmpty();
    }

    private List<JsonNode> waitFor(String experiment, String name) throws IOException, InterruptedException {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(100)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .hideEta();
        if (System.console() == null) {
            // Into a file or a pipe go lines, and few of them.
            builder.setUpdateIntervalMillis(10_000).setConsumer(new DelegatingProgressBarConsumer(out::println, 100));
        }
        try (ProgressBar bar = builder.build()) {
            while (true) {
                List<JsonNode> runs = runs(experiment);
                double done = 0;
                String current = "";
                boolean open = false;
                for (JsonNode run : runs) {
                    String state = run.path("state").path("name").asText();
                    boolean waiting =
                            List.of("queued", "starting", "running", "waiting").contains(state);
                    open |= waiting;
                    done += waiting ? run.path("progress").asDouble() : 1;
                    if (state.equals("running")) {
                        current = run.path("family").asText() + " seed "
                                + run.path("seed").asText();
                    }
                }
                bar.setExtraMessage(current);
                bar.stepTo(Math.round(100 * done / Math.max(1, runs.size())));
                if (!open) {
                    return runs;
                }
                Thread.sleep(500);
            }
        }
    }

    private List<JsonNode> runs(String experiment) throws IOException, InterruptedException {
        JsonNode page = api.get("/runs?experiment=" + experiment + "&order=asc&limit=1000");
        List<JsonNode> runs = new ArrayList<>();
        page.path("items").forEach(runs::add);
        return runs;
    }
}
