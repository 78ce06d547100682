package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.genera.run.home.Home;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What survives {@code kill -9}. The system property {@code genera.kills} says how often the server is killed: three
 * times in the suite, a hundred times with {@code ./genera test platform/dist#RecoveryIT -Dgenera.kills=100}.
 */
class RecoveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = Integer.getInteger("genera.kills", 3);

    @TempDir
    Path folder;

    @Test
    void a_killed_server_loses_and_doubles_nothing_and_the_runs_go_on() throws Exception {
        Home home = new Home(folder);
        Random random = new Random(KILLS);
        RunningGenera genera = RunningGenera.start(folder, "--concurrent", "3");
        try {
            int steps = 2_500 + 1_500 * KILLS;
            String experiment = genera.ringExperiment("kill the server", steps, 4);
            List<String> runs = List.of(
                    genera.launch(experiment, "vae", "vae-gaussian", Map.of(), 1),
                    genera.launch(experiment, "gan", "non-saturating", Map.of(), 2),
                    genera.launch(experiment, "gan", "minimax", Map.of(), 3));
            for (String run : runs) {
                genera.await(run, PATIENCE, state -> state.path("step").asLong() > 0);
            }
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(200 + random.nextInt(600));
                genera.kill();
                Thread.sleep(random.nextInt(400));
                genera = RunningGenera.start(folder, "--concurrent", "3");
            }
            for (String run : runs) {
                JsonNode end = genera.await(run, PATIENCE, RunningGenera::ended);
                assertThat(RunningGenera.state(end)).as(end.toString()).isEqualTo("finished");
                List<JournalEvent> events =
                        Journal.readAll(home.run(experiment, run).journal());
                // The worker never noticed: one segment, without a gap in the sequence.
                assertThat(events.stream().filter(event -> event instanceof JournalEvent.Started))
                        .hasSize(1);
                for (int i = 0; i < events.size(); i++) {
                    assertThat(events.get(i).seq()).isEqualTo(i);
                }
                Map<String, Map<Long, Double>> journal = points(events);
                assertThat(journal.values().iterator().next()).hasSize(steps);
                for (Map.Entry<String, Map<Long, Double>> metric : journal.entrySet()) {
                    assertThat(stored(genera, run, metric.getKey())).isEqualTo(metric.getValue());
                }
            }
        } finally {
            genera.close();
        }
    }

    @Test
    void a_killed_worker_resumes_to_the_numbers_of_an_uninterrupted_run() throws Exception {
        Home home = new Home(folder);
        try (RunningGenera genera = RunningGenera.start(folder, "--concurrent", "2")) {
            String experiment = genera.ringExperiment("kill the worker", 3_000, 10);
            for (List<String> family : List.of(List.of("gan", "non-saturating"), List.of("diffusion", "ddpm"))) {
                String whole = genera.launch(experiment, family.get(0), family.get(1), Map.of(), 5);
                String killed = genera.launch(experiment, family.get(0), family.get(1), Map.of(), 5);
                JsonNode running = genera.await(
                        killed, PATIENCE, run -> run.path("step").asLong() > 700 || RunningGenera.ended(run));
                ProcessHandle.of(running.path("state").path("pid").asLong())
                        .orElseThrow(() -> new AssertionError("the run ended too early: " + running))
                        .destroyForcibly();
                JsonNode crashed = genera.await(killed, PATIENCE, RunningGenera::ended);
                assertThat(RunningGenera.state(crashed)).isEqualTo("crashed");
                assertThat(crashed.path("state").path("exitCode").asInt()).isEqualTo(137);
                genera.post("/runs/" + killed + "/resume", Map.of());
                for (String run : List.of(whole, killed)) {
                    JsonNode end = genera.await(run, PATIENCE, RunningGenera::ended);
                    assertThat(RunningGenera.state(end)).as(end.toString()).isEqualTo("finished");
                }
                Map<String, Map<Long, Double>> expected =
                        points(Journal.readAll(home.run(experiment, whole).journal()));
                for (Map.Entry<String, Map<Long, Double>> metric : expected.entrySet()) {
                    assertThat(stored(genera, killed, metric.getKey()))
                            .as("%s of %s", metric.getKey(), family)
                            .isEqualTo(metric.getValue());
                }
                for (String measure : List.of("modesRecovered", "highQuality", "slicedWasserstein")) {
                    assertThat(stored(genera, killed, measure)).isEqualTo(stored(genera, whole, measure));
                }
            }
        }
    }

    /** Training points by metric and step; a later segment overrides what a killed one said of its steps. */
    private static Map<String, Map<Long, Double>> points(List<JournalEvent> events) {
        Map<String, Map<Long, Double>> points = new LinkedHashMap<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.Points block) {
                for (JournalEvent.Series series : block.series()) {
                    Map<Long, Double> metric = points.computeIfAbsent(series.metric(), name -> new TreeMap<>());
                    for (int i = 0; i < series.steps().length; i++) {
                        assertThat(metric.put(series.steps()[i], series.values()[i]))
                                .isNull();
                    }
                }
            }
        }
        return points;
    }

    /** All points as the interface gives them, in windows that fit without buckets. */
    private static Map<Long, Double> stored(RunningGenera genera, String run, String metric) throws Exception {
        Map<Long, Double> points = new TreeMap<>();
        long from = 0;
        while (true) {
            JsonNode series = genera.get("/series?runs=" + run + "&metrics=" + metric + "&from=" + from + "&to="
                            + (from + 9_999) + "&points=10000")
                    .get(0);
            List<Long> steps = new ArrayList<>();
            for (int i = 0; series != null && i < series.path("steps").size(); i++) {
                steps.add(series.path("steps").get(i).asLong());
                assertThat(points.put(
                                series.path("steps").get(i).asLong(),
                                series.path("last").get(i).asDouble()))
                        .as("step %s stands once", steps)
                        .isNull();
            }
            if (steps.isEmpty()) {
                return points;
            }
            from += 10_000;
        }
    }
}
