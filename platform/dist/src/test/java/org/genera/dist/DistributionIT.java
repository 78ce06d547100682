package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled distribution, without Maven in reach. */
class DistributionIT {
    @TempDir
    Path folder;

    private String run(String... arguments) throws Exception {
        Path output = folder.resolve("output");
        Process process = RunningGenera.command(output, arguments).start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void help_names_the_commands() throws Exception {
        assertThat(run("help")).contains("demo", "serve", "data", "gpu", "run");
    }

    @Test
    void the_archive_holds_what_the_folder_holds() throws Exception {
        Path root = RunningGenera.distribution();
        Path archive = root.getParent().resolveSibling(root.getFileName() + ".zip");
        List<String> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.add(root.getParent().relativize(file).toString()));
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<String> packed = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
            assertThat(packed).containsExactlyInAnyOrderElementsOf(files);
        }
        assertThat(files).anyMatch(file -> file.contains("/plugins/genera-plugin-gaussian"));
        // A plugin that carried TensorFlow would load it a second time.
        assertThat(files.stream().filter(file -> file.contains("tensorflow-core-native") && file.contains("x86_64")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_server_loads_every_family_without_tensorflow() throws Exception {
        try (Stream<Path> server = Files.list(RunningGenera.distribution().resolve("lib/server"))) {
            assertThat(server.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("tensorflow") || name.contains("genera-nn"));
        }
        try (RunningGenera genera = RunningGenera.start(folder.resolve("home"))) {
            List<String> families = new ArrayList<>();
            genera.get("/families")
                    .forEach(family -> families.add(family.path("id").asText()));
            assertThat(families)
                    .containsExactlyInAnyOrder(
                            "gaussian",
                            "bernoulli",
                            "autoregressive",
                            "mixture",
                            "markov",
                            "mcmc",
                            "vae",
                            "gan",
                            "flow",
                            "diffusion");
            for (JsonNode plugin : genera.get("/plugins")) {
                assertThat(plugin.path("status").asText()).as(plugin.toString()).isEqualTo("loaded");
            }
        }
    }

    @Test
    void the_demonstration_trains_every_family_and_prints_the_comparisons() throws Exception {
        String text = run(
                "demo",
                "--exit-when-done",
                "--scale",
                "0.02",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString());
        assertThat(text).contains("Ring of 8 Gaussians", "Drawn digits");
        assertThat(text)
                .contains("gaussian", "mixture", "mcmc", "flow", "vae", "gan", "diffusion")
                .contains("finished");
        assertThat(text).doesNotContain("failed", "crashed");
        try (Stream<Path> files = Files.walk(folder.resolve("home/experiments"))) {
            List<Path> journals =
                    files.filter(file -> file.endsWith("journal.jsonl")).toList();
            assertThat(journals).hasSizeGreaterThan(10);
            for (Path journal : journals) {
                requireNoSharedSeries(journal);
            }
        }
    }

    /** A training metric with the name of a measure would stand in one column and one curve with it. */
    private static void requireNoSharedSeries(Path journal) throws Exception {
        Set<String> trained = new HashSet<>();
        Set<String> measured = new HashSet<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(journal)) {
            JsonNode event = json.readTree(line);
            event.path("series")
                    .forEach(series -> trained.add(series.path("metric").asText()));
            event.path("measurements")
                    .forEach(each ->
                            measured.add(each.path("metric").path("name").asText()));
        }
        assertThat(trained).isNotEmpty();
        assertThat(measured).isNotEmpty().doesNotContainAnyElementsOf(trained);
    }
}
