package org.genera.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.genera.spi.ModelFamily;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogueTest {
    @TempDir
    Path folder;

    @BeforeEach
    void a_good_plugin_lies_in_the_folder() throws IOException {
        JarOnTheFly.good("good").into(folder.resolve("m-good.jar"));
    }

    @Test
    void a_good_plugin_is_listed_with_version_hash_and_families() {
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder))) {
            PluginEntry entry = catalogue.entries().get(0);
            assertThat(catalogue.entries()).hasSize(1);
            assertThat(entry.id()).isEqualTo("good");
            assertThat(entry.version()).isEqualTo("1.2.3");
            assertThat(entry.sha256()).matches("[0-9a-f]{64}");
            assertThat(entry.loaded()).isTrue();
            assertThat(entry.reason()).isEmpty();
            assertThat(entry.families()).containsExactly("good");
            assertThat(catalogue.family("good")).isPresent();
            assertThat(catalogue.pluginOf("good")).contains(entry);
            assertThat(catalogue.family("none")).isEmpty();
        }
    }

    @Test
    void a_folder_that_is_not_there_holds_no_plugin() {
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder.resolve("nowhere")))) {
            assertThat(catalogue.entries()).isEmpty();
        }
    }

    @Test
    void random_bytes_are_no_jar() throws IOException {
        byte[] bytes = new byte[5_000];
        new Random(7).nextBytes(bytes);
        Files.write(folder.resolve("a-bad.jar"), bytes);
        refused("read", "not a readable jar");
    }

    @Test
    void an_empty_file_is_no_jar() throws IOException {
        Files.createFile(folder.resolve("a-bad.jar"));
        refused("read", "not a readable jar");
    }

    @Test
    void a_folder_named_like_a_jar_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("a-bad.jar"));
        refused("read", "");
    }

    @Test
    void a_jar_without_manifest_is_refused() throws IOException {
        new JarOnTheFly().family("bad", "").into(folder.resolve("a-bad.jar"));
        refused("read", "no manifest");
    }

    @Test
    void a_manifest_without_plugin_id_is_refused() throws IOException {
        new JarOnTheFly().manifest("Plugin-Version", "1.0.0").family("bad", "").into(folder.resolve("a-bad.jar"));
        refused("read", "no Plugin-Id");
    }

    @Test
    void a_version_that_is_no_version_is_refused() throws IOException {
        JarOnTheFly.good("bad").manifest("Plugin-Requires", "over the rainbow").into(folder.resolve("a-bad.jar"));
        refused("load", "");
    }

    @Test
    void a_plugin_for_a_newer_api_is_refused() throws IOException {
        JarOnTheFly.good("bad").manifest("Plugin-Requires", ">=99.0.0").into(folder.resolve("a-bad.jar"));
        refused("validate", "requires Genera's API >=99.0.0, this is 1.0.0");
    }

    @Test
    void a_plugin_that_depends_on_another_is_refused() throws IOException {
        JarOnTheFly.good("bad").manifest("Plugin-Dependencies", "good@1.2.3").into(folder.resolve("a-bad.jar"));
        refused("validate", "depends on the plugin good@1.2.3");
    }

    @Test
    void a_jar_without_an_extension_index_is_refused() throws IOException {
        JarOnTheFly.plugin("bad")
                .source("sample.Family", JarOnTheFly.familyCode("bad", ""))
                .into(folder.resolve("a-bad.jar"));
        refused("validate", "no META-INF/extensions.idx");
    }

    @Test
    void a_jar_without_families_is_refused() throws IOException {
        JarOnTheFly.plugin("bad").resource("META-INF/extensions.idx", "").into(folder.resolve("a-bad.jar"));
        refused("families", "no family");
    }

    @Test
    void an_index_that_names_a_class_that_is_not_there_is_refused() throws IOException {
        JarOnTheFly.plugin("bad")
                .resource("META-INF/extensions.idx", "sample.Gone\n")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "the class sample.Gone is missing");
    }

    @Test
    void a_throwing_constructor_is_told_with_its_message() throws IOException {
        JarOnTheFly.plugin("bad")
                .family("bad", "public Family() { throw new IllegalStateException(\"no luck\"); }")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "IllegalStateException: no luck");
    }

    @Test
    void a_throwing_static_initialiser_is_told_with_its_message() throws IOException {
        JarOnTheFly.plugin("bad")
                .family("bad", "static final int NUMBER = Integer.parseInt(\"twelve\");")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "twelve");
    }

    @Test
    void a_missing_class_of_the_plugin_is_named() throws IOException {
        JarOnTheFly.plugin("bad")
                .family("bad", "final Needed needed = new Needed();")
                .source("sample.Needed", "package sample; public class Needed {}")
                .leavingOut("sample.Needed")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "the class sample.Needed is missing");
    }

    @Test
    void a_throwing_plugin_class_is_told_with_its_message() throws IOException {
        JarOnTheFly.good("bad")
                .manifest("Plugin-Class", "sample.Start")
                .source(
                        "sample.Start",
                        "package sample; public class Start extends org.pf4j.Plugin {"
                                + " public void start() { throw new IllegalStateException(\"no start\"); } }")
                .into(folder.resolve("a-bad.jar"));
        refused("start", "no start");
    }

    @Test
    void a_family_without_variants_is_refused() throws IOException {
        JarOnTheFly.plugin("bad")
                .resource("META-INF/extensions.idx", "sample.Empty\n")
                .source("sample.Family", JarOnTheFly.familyCode("bad", ""))
                .source(
                        "sample.Empty",
                        "package sample; public class Empty extends Family {"
                                + " public java.util.List<org.genera.spi.Variant> variants() {"
                                + " return java.util.List.of(); } }")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "has no variant");
    }

    @Test
    void a_jar_that_bundles_tensorflow_is_refused() throws IOException {
        JarOnTheFly.good("bad").resource("org/tensorflow/Graph.class", "x").into(folder.resolve("a-bad.jar"));
        refused("validate", "bundles org.tensorflow");
    }

    @Test
    void a_plugin_does_not_see_the_platforms_other_rooms_and_libraries() throws IOException {
        JarOnTheFly.plugin("bad")
                .family("bad", "final Object json = com.fasterxml.jackson.core.JsonFactory.builder();")
                .into(folder.resolve("a-bad.jar"));
        refused("families", "the class com.fasterxml.jackson.core.JsonFactory is missing");
    }

    @Test
    void of_two_plugins_with_one_family_id_the_first_is_taken() throws IOException {
        JarOnTheFly.plugin("second").family("good", "").into(folder.resolve("z-bad.jar"));
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder))) {
            assertThat(catalogue.entries()).extracting(PluginEntry::loaded).containsExactly(true, false);
            assertThat(catalogue.entries().get(1).reason()).contains("the family good is there already");
            assertThat(catalogue.pluginOf("good").orElseThrow().id()).isEqualTo("good");
        }
    }

    @Test
    void of_two_jars_with_one_plugin_id_the_first_is_taken() throws IOException {
        JarOnTheFly.plugin("good").family("other", "").into(folder.resolve("z-bad.jar"));
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder))) {
            assertThat(catalogue.entries()).extracting(PluginEntry::loaded).containsExactly(true, false);
            assertThat(catalogue.entries().get(1).reason()).contains("the plugin good is there already");
        }
    }

    @Test
    void two_plugins_with_equal_class_names_do_not_meet() throws IOException {
        JarOnTheFly.good("other").into(folder.resolve("n-other.jar"));
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder))) {
            assertThat(catalogue.families())
                    .extracting(family -> family.card().id())
                    .containsExactly("good", "other");
            List<ModelFamily> families = catalogue.families();
            assertThat(families.get(0).getClass()).isNotEqualTo(families.get(1).getClass());
        }
    }

    /** The bad jar lies before the good one, and the good one loads all the same. */
    private void refused(String phase, String reason) {
        try (PluginCatalogue catalogue = PluginCatalogue.open(List.of(folder))) {
            assertThat(catalogue.entries()).hasSize(2);
            PluginEntry bad = catalogue.entries().get(0);
            assertThat(bad.loaded()).isFalse();
            assertThat(bad.reason()).isNotBlank().contains(reason);
            assertThat(bad.phase()).isEqualTo(phase);
            assertThat(bad.families()).isEmpty();
            assertThat(catalogue.families())
                    .extracting(family -> family.card().id())
                    .containsExactly("good");
        }
    }
}
