package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Seconds from the server's start to its readiness, and from a launch to the first metric, on a warm machine. */
final class StartBenchmark {
    private static final int ROUNDS = 5;

    private StartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("genera-bench");
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (RunningGenera genera = RunningGenera.start(folder)) {
                double ready = (System.nanoTime() - start) / 1e9;
                String experiment = genera.ringExperiment("start", 2_000, 4);
                long launch = System.nanoTime();
                String run = genera.launch(experiment, "gan", "non-saturating", Map.of(), round);
                genera.await(run, java.time.Duration.ofMinutes(1), StartBenchmark::hasMetric);
                double metric = (System.nanoTime() - launch) / 1e9;
                System.out.printf(
                        "round %d: ready after %.2f s, first metric %.2f s after the launch%n",
                        round + 1, ready, metric);
                genera.await(run, java.time.Duration.ofMinutes(1), RunningGenera::ended);
            }
        }
    }

    private static boolean hasMetric(JsonNode run) {
        for (JsonNode metric : run.path("metrics")) {
            if (metric.path("points").asLong() > 0) {
                return true;
            }
        }
        return false;
    }
}
