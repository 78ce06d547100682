package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.genera.run.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Homes that earlier versions made. Journals, checkpoints, specifications and the database are as they were then; only
 * files of sample sets are left out.
 */
class EarlierHomeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NLL = "nll";

    // The home that has a ground, circumstances, wishes and verdicts.
    private static final String RING = "mx03ah5273xq";
    private static final String VAE = "mx03aht4xfm9";
    private static final String FULL = "mx03ai43wly6";
    private static final String LONG = "mx03asy6pjn3";
    private static final String CUT = "mx03asz290j5";
    private static final String IN_FEATURES_OF_VAE = "mx03awx1cq1a";
    private static final String OWN = "mx03awya5zo8";
    private static final String SWEEP = "mx03bf1as4mz";

    @TempDir
    Path folder;

    @Test
    void a_home_of_the_first_version_is_shown_resumed_drawn_from_evaluated_repeated_and_launched_in() throws Exception {
        unpack("first-home.zip");
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
            awaitUntil(
                    "the evaluation", () -> genera.get(evaluations).toString().contains("slicedWasserstein"));
        }
    }

    @Test
    void a_home_that_says_ground_circumstances_wishes_and_verdicts_goes_on() throws Exception {
        unpack("home-in-earlier-words.zip");
        try (RunningGenera genera = RunningGenera.start(folder, "--concurrent", "2")) {
            goesOn(genera);
        }
    }

    @Test
    void its_database_is_rebuilt_from_its_folders_on_h2() throws Exception {
        unpack("home-in-earlier-words.zip");
        Files.delete(folder.resolve("db/genera.mv.db"));
        try (RunningGenera genera = RunningGenera.start(folder, "--concurrent", "2")) {
            isShownAsItWas(genera);
        }
    }

    @Test
    void its_database_is_rebuilt_from_its_folders_on_postgresql() throws Exception {
        String url = System.getenv("GENERA_TEST_POSTGRES");
        assumeTrue(url != null && !url.isBlank(), "left out: set GENERA_TEST_POSTGRES to the URL of a database");
        String schema = "home_" + UUID.randomUUID().toString().replace("-", "");
        unpack("home-in-earlier-words.zip");
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("create schema " + schema);
            try (RunningGenera genera = RunningGenera.start(
                    folder,
                    "--concurrent",
                    "2",
                    "--db",
                    url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema)) {
                goesOn(genera);
            } finally {
                connection.createStatement().execute("drop schema " + schema + " cascade");
            }
        }
    }

    /** Whatever people do in a home: launch, resume, repeat, draw, evaluate, go on with a sweep, delete and purge. */
    private void goesOn(RunningGenera genera) throws Exception {
        isShownAsItWas(genera);

        String launched = genera.launch(LONG, "vae", "beta-vae", Map.of("hidden", List.of(4), "beta", 2.0), 1);
        genera.post("/runs/" + CUT + "/resume", Map.of());
        String again = repeat(genera, VAE);
        String againInFeatures = repeat(genera, IN_FEATURES_OF_VAE);
        genera.post("/runs/" + VAE + "/samples", Map.of("kind", "samples", "count", 4, "noiseSeed", 3));
        genera.post("/runs/" + VAE + "/evaluations", Map.of());

        for (String run : List.of(launched, CUT, again, againInFeatures)) {
            awaitFinished(genera, run);
        }
        assertThat(last(genera, CUT, "negativeElbo")).isEqualTo(last(genera, launched, "negativeElbo"));
        isTheSame(genera, VAE, again);
        isTheSame(genera, IN_FEATURES_OF_VAE, againInFeatures);
        theSweepGoesOnFromItsRung(genera);
        awaitDrawn(genera, VAE, 2);
        awaitDrawn(genera, FULL, 2);
        awaitMore(genera, "/runs/" + VAE + "/evaluations", 1);
        awaitUntil(
                "the evaluation",
                () -> !genera.get("/runs/" + VAE + "/evaluations").toString().contains("\"waiting\""));
        for (JsonNode each : genera.get("/runs/" + VAE + "/evaluations")) {
            assertThat(each.path("measurements").isEmpty()).as(each.toString()).isFalse();
        }
        goesFromTheBin(genera);
    }

    /** States, numbers, what they were measured under, and what the runs share. */
    private static void isShownAsItWas(RunningGenera genera) throws Exception {
        Map<String, String> states = new HashMap<>();
        for (JsonNode run : genera.get("/runs?limit=50").path("items")) {
            states.put(run.path("id").asText(), RunningGenera.state(run));
        }
        assertThat(states)
                .hasSize(9)
                .containsEntry(VAE, "finished")
                .containsEntry(FULL, "finished")
                .containsEntry(IN_FEATURES_OF_VAE, "finished")
                .containsEntry(OWN, "finished")
                .containsEntry(CUT, "cancelled");
        JsonNode own = genera.get("/runs/" + OWN);
        assertThat(own.path("setup").path("data").path("dataSet").asText()).isEqualTo("points");
        assertThat(metric(own, NLL).path("last").asDouble()).isEqualTo(3.0969058834052325);
        assertThat(metric(own, NLL).path("context").path("references").asInt()).isEqualTo(4);
        assertThat(genera.get("/datasets/points")
                        .path("imported")
                        .path("command")
                        .asText())
                .contains("--label kind");
        JsonNode ring = genera.get("/experiments/" + RING);
        assertThat(ring.path("setup").path("budget").path("amount").asInt()).isEqualTo(20);
        assertThat(genera.get("/experiments/" + RING + "/leaderboard").toString())
                .contains("-4.153732039546166");
        assertThat(genera.get("/runs/" + VAE + "/dependents").findValuesAsText("id"))
                .containsExactly(IN_FEATURES_OF_VAE);
        JsonNode evaluated = genera.get("/runs/" + VAE + "/evaluations").get(0);
        assertThat(evaluated
                        .path("measurements")
                        .get(0)
                        .path("context")
                        .path("extractor")
                        .asText())
                .isEqualTo("raw coordinates");
        assertThat(genera.get("/runs/" + VAE + "/profiles").isEmpty()).isFalse();
        awaitDrawn(genera, VAE, 1);
    }

    /** The first rung had been decided and nobody told; the second is decided now, and one trains to the end. */
    private void theSweepGoesOnFromItsRung(RunningGenera genera) throws Exception {
        awaitUntil(
                "the end of the sweep",
                () -> genera.get("/sweeps/" + SWEEP)
                                .path("states")
                                .path("finished")
                                .asInt()
                        == 1);
        assertThat(genera.get("/sweeps/" + SWEEP + "/analysis").path("runs").findValuesAsText("why"))
                .anySatisfy(why -> assertThat(why).startsWith("stopped at rung 1: 3rd of 4, nll 5.736"))
                .anySatisfy(why -> assertThat(why).startsWith("stopped at rung 1: 4th of 4, nll 25.65"))
                .anySatisfy(why -> assertThat(why).startsWith("stopped at rung 2: 2nd of 2"))
                .hasSize(3);
        JsonNode decisions = Json.mapper()
                .readTree(folder.resolve("experiments/" + RING + "/sweeps/" + SWEEP + "/verdicts.json")
                        .toFile());
        assertThat(decisions.findValuesAsText("at")).hasSize(2).contains("2026-11-28T07:30:20.639119227Z");
    }

    private void goesFromTheBin(RunningGenera genera) throws Exception {
        genera.delete("/runs/" + OWN);
        genera.delete("/bin/runs/" + OWN);
        assertThat(genera.get("/runs?limit=50").findValuesAsText("id")).doesNotContain(OWN);
        try (Stream<Path> left = Files.walk(folder.resolve("experiments"))) {
            assertThat(left).noneMatch(each -> each.endsWith(OWN));
        }
    }

    private static String repeat(RunningGenera genera, String run) throws Exception {
        return genera.post("/runs/" + run + "/repeat", Map.of()).path("id").asText();
    }

    private static void awaitFinished(RunningGenera genera, String run) throws Exception {
        JsonNode end = genera.await(run, PATIENCE, RunningGenera::ended);
        assertThat(RunningGenera.state(end)).as(end.toString()).isEqualTo("finished");
    }

    private static void isTheSame(RunningGenera genera, String run, String again) throws Exception {
        JsonNode compared = genera.get("/runs/" + run + "/comparison/" + again);
        assertThat(compared.path("same").asBoolean()).as(compared.toString()).isTrue();
    }

    private static JsonNode metric(JsonNode run, String name) {
        for (JsonNode metric : run.path("metrics")) {
            if (metric.path("name").asText().equals(name)) {
                return metric;
            }
        }
        throw new AssertionError("no " + name + " in " + run);
    }

    /** Until so many sets are there that somebody asked for. */
    private static void awaitDrawn(RunningGenera genera, String run, int sets) throws Exception {
        awaitUntil(sets + " drawn sets of " + run, () -> {
            int drawn = 0;
            for (JsonNode set : genera.get("/runs/" + run + "/samples")) {
                drawn += set.hasNonNull("request") && set.path("count").asInt() == 4 ? 1 : 0;
            }
            return drawn == sets;
        });
    }

    private static double last(RunningGenera genera, String run, String metric) throws Exception {
        JsonNode series =
                genera.get("/series?runs=" + run + "&metrics=" + metric).get(0);
        return series.path("last").get(series.path("last").size() - 1).asDouble();
    }

    private static void awaitMore(RunningGenera genera, String path, int than) throws Exception {
        awaitUntil("more of " + path, () -> genera.get(path).size() > than);
    }

    private static void awaitUntil(String what, Callable<Boolean> holds) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!holds.call()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private void unpack(String home) throws IOException {
        try (InputStream packed = Objects.requireNonNull(getClass().getResourceAsStream(home));
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
