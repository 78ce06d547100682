package org.genera.run.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.genera.run.JarOnTheFly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDescriberTest {
    @TempDir
    Path folder;

    @Test
    void a_good_plugin_says_what_it_is_phase_by_phase() throws IOException {
        JarOnTheFly.good("good").into(folder.resolve("m-good.jar"));
        List<String> phases = new ArrayList<>();
        JarReport report =
                PluginDescriber.describe(folder.resolve("m-good.jar"), begun -> phases.add(begun.phase() + begun.id()));
        assertThat(report.ready()).isTrue();
        assertThat(report.id()).isEqualTo("good");
        assertThat(report.version()).isEqualTo("1.2.3");
        assertThat(report.reason()).isEmpty();
        assertThat(report.families()).extracting(DescribedFamily::id).containsExactly("good");
        assertThat(phases).startsWith("read", "loadgood", "startgood", "familiesgood");
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
    void a_report_is_the_same_when_it_is_read_again() throws Exception {
        JarOnTheFly.plugin("rich")
                .resource("META-INF/extensions.idx", "sample.Rich\n")
                .source("sample.Family", JarOnTheFly.familyCode("rich", ""))
                .source("sample.Rich", """
                        package sample;
                        import java.util.*;
                        import org.genera.spi.*;
                        public class Rich extends Family {
                            public List<Variant> variants() {
                                return List.of(new Variant("full", "Full", "Full.", Accepts.vectorsAndImages(),
                                    List.of(Stage.whole(Reads.WHOLE_SPLIT, new Metric("loss", "Loss", "nats", Metric.Direction.LOWER))),
                                    List.of(
                                        new Hyperparameter.IntegerValue("count", "Help.", "", 2, 1, 3),
                                        new Hyperparameter.RealValue("rate", "Help.", "nats", 1, 0, Double.POSITIVE_INFINITY, true),
                                        new Hyperparameter.ChoiceValue("mode", "Help.", "a", List.of("a", "b")),
                                        new Hyperparameter.FlagValue("sure", "Help.", true),
                                        new Hyperparameter.IntegersValue("widths", "Help.", "", List.of(8L), 1, 9, 1, 2)),
                                    List.of(new Variant.Preset("Paper", "As there.", Map.of("widths", List.of(3, 4)))),
                                    List.of(new Sampler("direct", "Direct", "At once.",
                                        List.of(new Hyperparameter.RealValue("warmth", "Help.", "", 1, 0, 2, false)))),
                                    EnumSet.of(Capability.ENCODE)),
                                    Variant.named("on-another", "On another").summary("Builds on a run.")
                                        .buildsOn(Dependency.onSameData("codes", "Codes", "A run.", Capability.ENCODE))
                                        .drawnBy(new Sampler("guided", "Guided", "With a guide.").buildingOn(
                                            new Dependency("guide", "Guide", "A run.", Set.of(Capability.GUIDE), false, true)))
                                        .builds(() -> null));
                            }
                        }
                        """)
                .into(folder.resolve("rich.jar"));
        JarReport report = PluginDescriber.describe(folder.resolve("rich.jar"), begun -> {});
        assertThat(report.reason()).isEmpty();
        assertThat(JarReport.ofJson(report.toJson())).isEqualTo(report);
    }

    private void refused(String phase, String reason) {
        JarReport report = PluginDescriber.describe(folder.resolve("a-bad.jar"), begun -> {});
        assertThat(report.ready()).isFalse();
        assertThat(report.reason()).isNotBlank().contains(reason).doesNotContain("\n");
        assertThat(report.phase()).isEqualTo(phase);
        assertThat(report.families()).isEmpty();
    }
}
