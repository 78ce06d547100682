package org.genera.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.genera.run.plugins.DescribedFamily;
import org.genera.server.TestJar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that do what they must not, all in one folder, and what the user sees of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddPluginsTest {
    private static final List<Class<?>> FAMILIES = List.of(
            OddFamilies.Good.class,
            OddFamilies.Contradicts.class,
            OddFamilies.Crashes.class,
            OddFamilies.Devours.class,
            OddFamilies.Endless.class,
            OddFamilies.Exits.class,
            OddFamilies.ExitsLater.class,
            OddFamilies.Hangs.class,
            OddFamilies.Helpless.class,
            OddFamilies.Misremembers.class,
            OddFamilies.Nameless.class,
            OddFamilies.Prints.class,
            OddFamilies.Recurses.class,
            OddFamilies.Repeats.class,
            OddFamilies.Sleeps.class,
            OddFamilies.Verbose.class,
            OddFamilies.Last.class);

    @TempDir
    static Path folder;

    private final Map<String, PluginEntry> seen = new TreeMap<>();
    private PluginCatalogue catalogue;

    @BeforeAll
    void all_of_them_are_looked_at() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("plugins"));
        for (int i = 0; i < FAMILIES.size(); i++) {
            Class<?> family = FAMILIES.get(i);
            TestJar.plugin(
                    jars.resolve(String.format(java.util.Locale.ROOT, "%02d.jar", i)),
                    family.getSimpleName(),
                    family,
                    OddFamilies.class,
                    OddFamilies.Good.class);
        }
        catalogue = catalogue();
        catalogue.look();
        catalogue.entries().forEach(entry -> seen.put(entry.id(), entry));
    }

    private static PluginCatalogue catalogue() {
        return new PluginCatalogue(
                folder.resolve("none"),
                folder.resolve("plugins"),
                folder.resolve("cache"),
                "1",
                System.getProperty("java.class.path"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Contradicts  | families | need min <= max and 0 <= minLength <= maxLength
                    Crashes      | families | it crashed the process
                    Devours      | families | it took more than 256 MB of memory
                    Endless      | families | at most 4000 can be shown
                    Exits        | families | it ended the process
                    Hangs        | families | it waits in org.genera.server.plugins.OddFamilies.pause
                    Helpless     | families | need a help for steps of a sentence, got null
                    Misremembers | families | has a preset "Paper" that does not fit its schema
                    Nameless     | families | cannot be used: NullPointerException
                    Recurses     | families | cannot be used: StackOverflowError
                    Repeats      | families | declares the metric loss twice
                    Sleeps       | families | it waits in org.genera.server.plugins.OddFamilies.pause
                    Verbose      | families | at most 200 can be shown
                    """)
    void an_odd_plugin_is_listed_with_its_phase_and_a_sentence(String id, String phase, String sentence) {
        PluginEntry entry = seen.get(id);
        assertThat(entry.loaded()).isFalse();
        assertThat(entry.version()).isEqualTo("1.2.3");
        assertThat(entry.phase()).isEqualTo(phase);
        assertThat(entry.reason()).contains(sentence).doesNotContain("\n\tat ");
        assertThat(entry.families()).isEmpty();
    }

    @Test
    void what_the_others_do_harms_nobody() {
        // One that ends its process a little later may or may not be done before.
        assertThat(catalogue.families())
                .extracting(DescribedFamily::id)
                .filteredOn(id -> !id.equals("exitslater"))
                .containsExactly("good", "prints", "last");
    }

    @Test
    void nobody_is_asked_twice_though_the_server_starts_anew() {
        try (PluginCatalogue next = new PluginCatalogue(
                folder.resolve("none"), folder.resolve("plugins"), folder.resolve("cache"), "1", "no class path")) {
            next.look();
            assertThat(next.entries()).isEqualTo(catalogue.entries());
            assertThat(next.families()).isEqualTo(catalogue.families());
        }
    }

    /** For whoever wants to see them all: target/odd-plugins.txt. */
    @AfterAll
    void what_the_user_sees_is_written_down() throws IOException {
        catalogue.close();
        Files.writeString(
                Path.of("target", "odd-plugins.txt"),
                seen.values().stream()
                        .map(entry -> String.format(
                                java.util.Locale.ROOT,
                                "%-13s %-8s %-9s %s%n",
                                entry.id(),
                                entry.loaded() ? "loaded" : "left out",
                                entry.phase(),
                                entry.reason()))
                        .collect(Collectors.joining()));
    }
}
