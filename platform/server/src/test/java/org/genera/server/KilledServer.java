package org.genera.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Kills a server with SIGKILL again and again while three fake runs write, and counts what is missing or doubled.
 */
final class KilledServer {
    private static final int RUNS = 3;

    private KilledServer() {}

    /** What is wrong after so many kills; empty if nothing is. */
    static List<String> faults(Path folder, int kills, long seed) throws Exception {
        Random random = new Random(seed);
        ServerToKill server = new ServerToKill(folder, RUNS);
        Client client = server.start();
        List<String> runs = client.launch(client.experiment(), Map.of("steps", 100_000, "pause", 8), 1, 2, 3);
        for (String run : runs) {
            client.await(run, "running");
        }
        List<Long> pids = pids(client, runs);
        for (int kill = 1; kill <= kills; kill++) {
            Thread.sleep(random.nextInt(600));
            server.kill();
            client = server.start();
        }
        List<String> faults = new ArrayList<>();
        if (!pids(client, runs).equals(pids)) {
            faults.add("the runs did not go on in the same processes");
        }
        for (String run : runs) {
            client.post("/runs/" + run + "/cancel", "");
        }
        for (int i = 0; i < RUNS; i++) {
            faults.addAll(faults(client, runs.get(i), i + 1L));
        }
        server.close();
        return faults;
    }

    private static List<String> faults(Client client, String run, long seed) {
        JsonNode ended = client.await(run, "cancelled");
        long steps = ended.path("step").asLong();
        List<String> faults = new ArrayList<>();
        long points = ended.path("metrics").path(0).path("points").asLong();
        if (points != steps) {
            faults.add("run " + run + ": expected " + steps + " points, found " + points);
        }
        long from = 1;
        while (from <= steps) {
            long to = Math.min(steps, from + 4_999);
            JsonNode series = client.get(
                            "/series?points=10000&metrics=loss&runs=" + run + "&from=" + from + "&to=" + to)
                    .body()
                    .path(0);
            for (long step = from; step <= to; step++) {
                int at = (int) (step - from);
                if (series.path("steps").path(at).asLong() != step
                        || series.path("last").path(at).asDouble() != FakeWorker.loss(seed, step)) {
                    faults.add("run " + run + ": step " + step + " is missing, doubled or another value");
                    return faults;
                }
            }
            from = to + 1;
        }
        return faults;
    }

    private static List<Long> pids(Client client, List<String> runs) {
        return runs.stream()
                .map(run ->
                        client.await(run, "running").path("state").path("pid").asLong())
                .toList();
    }
}
