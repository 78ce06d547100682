package org.genera.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.plugins.DescribedFamily;
import org.genera.run.plugins.PluginJar;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.server.TestJar;
import org.genera.server.plugins.OddFamilies.Good;
import org.genera.server.plugins.OddFamilies.Last;
import org.genera.server.plugins.OddFamilies.Prints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogueTest {
    @TempDir
    Path folder;

    private Path own;
    private Path ofUser;

    @BeforeEach
    void a_distribution_brings_a_plugin() throws IOException {
        own = Files.createDirectories(folder.resolve("own"));
        ofUser = Files.createDirectories(folder.resolve("user"));
        TestJar.plugin(own.resolve("good.jar"), "good", Good.class, OddFamilies.class);
    }

    private PluginCatalogue catalogue() {
        return new PluginCatalogue(own, ofUser, folder.resolve("cache"), "1", System.getProperty("java.class.path"));
    }

    @Test
    void a_good_plugin_is_listed_with_version_hash_and_families() throws IOException {
        try (PluginCatalogue catalogue = catalogue()) {
            catalogue.look();
            PluginEntry entry = catalogue.entries().get(0);
            assertThat(catalogue.entries()).hasSize(1);
            assertThat(entry.id()).isEqualTo("good");
            assertThat(entry.version()).isEqualTo("1.2.3");
            assertThat(entry.sha256()).isEqualTo(PluginJar.sha256(own.resolve("good.jar")));
            assertThat(entry.loaded()).isTrue();
            assertThat(entry.families()).containsExactly("good");
            assertThat(catalogue.pluginOf("good")).contains(entry);
            assertThat(catalogue.variant("good", "plain")).isPresent();
            assertThat(catalogue.family("none")).isEmpty();
        }
    }

    @Test
    void of_two_plugins_with_one_family_or_one_id_the_first_is_taken() throws IOException {
        TestJar.plugin(ofUser.resolve("family.jar"), "other", Good.class, OddFamilies.class);
        TestJar.plugin(ofUser.resolve("id.jar"), "good", Last.class, Good.class, OddFamilies.class);
        Files.createDirectory(ofUser.resolve("no.jar"));
        // Whoever reads it waits for ever.
        Files.createSymbolicLink(ofUser.resolve("zero.jar"), Path.of("/dev/zero"));
        try (PluginCatalogue catalogue = catalogue()) {
            catalogue.look();
            List<PluginEntry> entries = catalogue.entries();
            assertThat(entries).extracting(PluginEntry::loaded).containsExactly(true, false, false, false, false);
            assertThat(entries.get(1).reason()).contains("the family good is there already, from the plugin good");
            assertThat(entries.get(2).reason()).contains("the plugin good is there already, from good.jar");
            assertThat(entries.get(3).reason()).contains("not a readable jar");
            assertThat(entries.get(4).reason()).contains("a folder, a pipe or a device");
        }
    }

    @Test
    void a_jar_that_comes_changes_or_goes_is_seen_and_told() throws Exception {
        try (PluginCatalogue catalogue = catalogue()) {
            catalogue.look();
            CountDownLatch told = new CountDownLatch(1);
            catalogue.follow(told::countDown);
            Path jar = ofUser.resolve("mine.jar");
            TestJar.plugin(jar, "mine", Last.class, Good.class, OddFamilies.class);
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ids(catalogue)).containsExactly("good", "last");
            String first = catalogue.pluginOf("last").orElseThrow().sha256();

            TestJar.plugin(jar, "mine", Prints.class, Good.class, OddFamilies.class);
            catalogue.look();
            assertThat(ids(catalogue)).containsExactly("good", "prints");

            Files.delete(jar);
            catalogue.look();
            assertThat(ids(catalogue)).containsExactly("good");
            assertThat(catalogue.jarFor(run("last", first, "1")))
                    .hasValueSatisfying(copy -> assertThat(sha256(copy)).isEqualTo(first));
        }
    }

    @Test
    void a_run_goes_on_with_the_jar_of_its_launch_but_not_under_another_version_of_genera() throws Exception {
        Path jar = ofUser.resolve("mine.jar");
        TestJar.plugin(jar, "mine", Last.class, Good.class, OddFamilies.class);
        try (PluginCatalogue catalogue = catalogue()) {
            catalogue.look();
            String first = catalogue.pluginOf("last").orElseThrow().sha256();
            TestJar.plugin(jar, "mine", Last.class, Good.class, OddFamilies.class, Prints.class);
            catalogue.look();
            String second = catalogue.pluginOf("last").orElseThrow().sha256();
            assertThat(second).isNotEqualTo(first);
            assertThat(catalogue.jarFor(run("last", first, "1")).map(PluginCatalogueTest::sha256))
                    .contains(first);
            assertThat(catalogue.jarFor(run("last", first, "0.9")).map(PluginCatalogueTest::sha256))
                    .contains(second);

            catalogue.deleteCopies(first::equals);
            assertThat(catalogue.jarFor(run("last", first, "1")).map(PluginCatalogueTest::sha256))
                    .contains(first);
            // No run wants the first any more.
            catalogue.deleteCopies(sha256 -> false);
            assertThat(catalogue.jarFor(run("last", first, "1")))
                    .hasValueSatisfying(now -> assertThat(now).hasFileName(second + ".jar"));

            assertThat(catalogue.jarFor(run("good", "gone", "1"))).contains(own.resolve("good.jar"));
            assertThat(catalogue.jarFor(run("nobodys", "gone", "1"))).isEmpty();
        }
    }

    private static List<String> ids(PluginCatalogue catalogue) {
        return catalogue.families().stream().map(DescribedFamily::id).toList();
    }

    private static String sha256(Path jar) {
        try {
            return PluginJar.sha256(jar);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RunSpec run(String family, String sha256, String genera) {
        return new RunSpec(
                "run",
                "experiment",
                family,
                "plain",
                Map.of(),
                List.of(),
                1,
                "cpu",
                new ExperimentSetup(
                        new DataSelection("ring8", "", Preprocessing.none()),
                        new Budget(Budget.Unit.STEPS, 10, 5),
                        new Protocol(4, 16, 3, 600, 700, 6, 5)),
                new RunSpec.Provenance(genera, "mine", "1", sha256, "", "17", "linux"),
                Instant.now());
    }
}
