package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home that the first version made: six finished runs of tiny models, and one whose worker was killed. Journals,
 * checkpoints, specifications and the database are as they were then.
 */
class EarlierHomeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void a_home_of_the_first_version_is_shown_resumed_drawn_from_evaluated_repeated_and_launched_in() throws Exception {
        unpack();
        Map<String, String> byVariant = new HashMap<>();
        try (RunningGenera genera = RunningGenera.start(folder, "--concurrent", "2")) {
            for (JsonNode run : genera.get("/runs?limit=50").path("items")) {
                byVariant.put(
                        RunningGenera.state(run) + " " + run.path("variant").asText(),
                        run.path("id").asText());
            }
            assertThat(byVariant)
                    .containsOnlyKeys(
                            "finished full",
                            "finished beta-vae",
                            "finished non-saturating",
                            "finished nice",
                            "finished ddpm",
                            "crashed beta-vae");
            String cut = byVariant.get("crashed beta-vae");
            String experiment = genera.get("/runs/" + cut).path("experimentId").asText();

            genera.post("/runs/" + cut + "/resume", Map.of());
            Map<String, Integer> sets = new HashMap<>();
            for (String drawn : List.of("beta-vae", "non-saturating", "nice", "ddpm")) {
                String run = byVariant.get("finished " + drawn);
                sets.put(run, genera.get("/runs/" + run + "/samples").size());
                genera.post("/runs/" + run + "/samples", Map.of("kind", "samples", "count", 16, "noiseSeed", 3));
            }
            String evaluated = byVariant.get("finished ddpm");
            genera.post("/runs/" + evaluated + "/evaluations", Map.of());
            String repeated = genera.post("/runs/" + byVariant.get("finished beta-vae") + "/repeat", Map.of())
                    .path("id")
                    .asText();
            String launched =
                    genera.launch(experiment, "vae", "beta-vae", Map.of("hidden", List.of(4), "beta", 2.0), 1);

            for (String run : List.of(cut, repeated, launched)) {
                JsonNode end = genera.await(run, PATIENCE, RunningGenera::ended);
                assertThat(RunningGenera.state(end)).as(end.toString()).isEqualTo("finished");
            }
            // Resumed from a checkpoint of the first version, it ends where a run of this one ends.
            assertThat(last(genera, cut, "negativeElbo")).isEqualTo(last(genera, launched, "negativeElbo"));
            assertThat(last(genera, repeated, "negativeElbo"))
                    .isEqualTo(last(genera, byVariant.get("finished beta-vae"), "negativeElbo"));
            for (Map.Entry<String, Integer> each : sets.entrySet()) {
                awaitMore(genera, "/runs/" + each.getKey() + "/samples", each.getValue());
            }
            String evaluations = "/runs/" + evaluated + "/evaluations";
            Instant deadline = Instant.now().plus(PATIENCE);
            while (!genera.get(evaluations).toString().contains("slicedWasserstein")) {
                assertThat(Instant.now()).as("waiting for the evaluation").isBefore(deadline);
                Thread.sleep(100);
            }
        }
    }

    private static double last(RunningGenera genera, String run, String metric) throws Exception {
        JsonNode series =
                genera.get("/series?runs=" + run + "&metrics=" + metric).get(0);
        return series.path("last").get(series.path("last").size() - 1).asDouble();
    }

    private static void awaitMore(RunningGenera genera, String path, int than) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (genera.get(path).size() <= than) {
            assertThat(Instant.now()).as("waiting for more of " + path).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private void unpack() throws IOException {
        try (InputStream packed = Objects.requireNonNull(getClass().getResourceAsStream("first-home.zip"));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }
}
