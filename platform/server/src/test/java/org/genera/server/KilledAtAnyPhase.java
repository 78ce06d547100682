package org.genera.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.run.Json;

/**
 * Kills servers and workers with SIGKILL at random moments, while runs start, train, are measured, wait at rungs, are judged
 * and go on, and counts what is missing, doubled, decided twice or stuck. A run that crashed is resumed.
 */
final class KilledAtAnyPhase {
    private static final List<Double> RATES = List.of(0.2, 0.3, 0.5, 0.6, 0.7, 0.8);
    private static final int STEPS = 90;
    private static final int PAUSE_MILLIS = 5;
    private static final int WAIT_AT_MOST_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 90_000;

    private final Path folder;
    private final Random random;
    private final ServerToKill server;
    private final List<String> faults = new ArrayList<>();
    private final List<String> sweeps = new ArrayList<>();
    /** What each sweep had decided when it was looked at last. */
    private final Map<String, List<JsonNode>> decided = new LinkedHashMap<>();

    private Client client;
    private String experiment;

    private KilledAtAnyPhase(Path folder, long seed) throws IOException, InterruptedException {
        this.folder = folder;
        random = new Random(seed);
        server = new ServerToKill(folder, 3);
        client = server.start();
        experiment = client.choosingExperiment();
    }

    /** What is wrong after so many kills; empty if nothing is. */
    static List<String> faults(Path folder, int kills, long seed) throws Exception {
        KilledAtAnyPhase scene = new KilledAtAnyPhase(folder, seed);
        try {
            scene.run(kills);
        } finally {
            scene.server.close();
            scene.workers().forEach(ProcessHandle::destroyForcibly);
        }
        return scene.faults;
    }

    private void run(int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            if (open().isEmpty()) {
                launch();
            }
            Thread.sleep(random.nextInt(WAIT_AT_MOST_MILLIS));
            List<ProcessHandle> workers = workers();
            if (random.nextBoolean() && !workers.isEmpty()) {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
            } else {
                server.kill();
                client = server.start();
            }
            resumeCrashed();
            compareDecisions();
        }
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!open().isEmpty() && faults.isEmpty()) {
            if (System.currentTimeMillis() > end) {
                faults.add("stuck: " + open());
            }
            Thread.sleep(50);
            resumeCrashed();
            compareDecisions();
        }
        for (JsonNode run : runs()) {
            checkRun(client.get("/runs/" + run.path("id").asText()).body());
        }
        for (String sweep : sweeps) {
            JsonNode states = client.get("/sweeps/" + sweep).body().path("states");
            if (states.path("finished").asInt() < 1
                    || states.path("finished").asInt()
                                    + states.path("cancelled").asInt()
                            != RATES.size()) {
                faults.add("sweep " + sweep + " ended with " + states);
            }
        }
    }

    /** A sweep that is judged at two rungs, and a run alone. */
    private void launch() {
        Client.Answer answer = client.post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "family",
                                "fake",
                                "variant",
                                "plain",
                                "values",
                                Map.of("rate", RATES, "steps", STEPS, "pause", PAUSE_MILLIS))),
                        "seeds",
                        List.of(1),
                        "halving",
                        Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 3)));
        sweeps.add(answer.body().path("items").path(0).path("sweep").asText());
        client.launch(experiment, Map.of("steps", STEPS, "pause", PAUSE_MILLIS), 2);
    }

    private List<JsonNode> runs() {
        List<JsonNode> runs = new ArrayList<>();
        client.get("/runs?limit=1000&experiment=" + experiment)
                .body()
                .path("items")
                .forEach(runs::add);
        return runs;
    }

    private List<String> open() {
        return runs().stream()
                .filter(run -> !List.of("finished", "cancelled").contains(state(run)))
                .map(run -> run.path("id").asText() + " " + run.path("state"))
                .toList();
    }

    private static String state(JsonNode run) {
        return run.path("state").path("name").asText();
    }

    private void resumeCrashed() {
        for (JsonNode run : runs()) {
            if (state(run).equals("crashed")) {
                client.post("/runs/" + run.path("id").asText() + "/resume", "");
            } else if (state(run).equals("failed")) {
                faults.add("run " + run.path("id").asText() + " failed: " + run.path("state"));
            }
        }
    }

    /** What has been decided once stays as it was. */
    private void compareDecisions() throws IOException {
        for (String sweep : sweeps) {
            Path file = server.home().sweep(experiment, sweep).decisions();
            List<JsonNode> now = new ArrayList<>();
            if (Files.exists(file)) {
                Json.read(Files.readString(file), JsonNode.class).forEach(now::add);
            }
            List<JsonNode> before = decided.getOrDefault(sweep, List.of());
            if (now.size() < before.size() || !now.subList(0, before.size()).equals(before)) {
                faults.add("sweep " + sweep + " decided again: " + before + " became " + now);
            }
            decided.put(sweep, now);
        }
    }

    /** Every step up to the last once, with its number. */
    private void checkRun(JsonNode run) {
        long steps = run.path("step").asLong();
        if (state(run).equals("finished") && steps != STEPS) {
            faults.add("finished at step " + steps + ": " + run);
        }
        if (run.path("notices").size() > 0) {
            faults.add("noticed: " + run.path("notices"));
        }
        if (steps == 0) {
            return;
        }
        JsonNode series = client.get("/series?points=10000&metrics=loss&runs="
                        + run.path("id").asText())
                .body()
                .path(0);
        if (series.path("steps").size() != steps) {
            faults.add("run " + run.path("id").asText() + ": expected " + steps + " points, found "
                    + series.path("steps").size());
        }
        for (int i = 0; i < series.path("steps").size(); i++) {
            if (series.path("steps").path(i).asLong() != i + 1
                    || series.path("last").path(i).asDouble()
                            != FakeWorker.loss(run.path("seed").asLong(), i + 1L)) {
                faults.add("run " + run.path("id").asText() + ": step " + (i + 1) + " is missing, doubled or another");
                return;
            }
        }
    }

    private List<ProcessHandle> workers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .filter(process -> {
                    String line = process.info().commandLine().orElse("");
                    return line.contains(folder.toString()) && line.contains(FakeWorker.class.getName());
                })
                .toList();
    }
}
