package org.genera.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.ModelFiles;
import org.genera.run.home.RunDirectory;
import org.genera.run.home.SweepDirectory;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunRequest;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.spi.Hyperparameter.IntegersValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecTest {

    @Test
    void a_specification_survives_its_file_and_its_values_fit_the_schema_again(@TempDir Path folder) {
        RealValue rate = new RealValue("rate", "Help.", "", 1, 0, 10, false);
        IntegersValue widths = new IntegersValue("widths", "Help.", "", List.of(400L), 1, 9_000, 1, 4);
        Values values = Values.of(List.of(rate, widths), Map.of("rate", 2, "widths", List.of(5, 6)));
        RunSpec spec = new RunSpec(
                "vae-1",
                "digits",
                "vae",
                "bernoulli",
                values.asMap(),
                List.of("rate"),
                7,
                "cpu",
                new ExperimentSetup(
                        new DataSelection("glyphs", "train=0-10,test=10-20", Preprocessing.unit()),
                        new Budget(Budget.Unit.EPOCHS, 2.5, 100),
                        Protocol.usual()),
                new RunSpec.Provenance("1", "vae", "1", "ab", "cd", "17", "linux"),
                Instant.parse("2026-01-02T03:04:05.678Z"));
        RunDirectory directory = new RunDirectory(folder);
        Json.writeFile(directory.specFile(), spec);
        RunSpec read = directory.spec();
        assertThat(read.setup()).isEqualTo(spec.setup());
        assertThat(read.provenance()).isEqualTo(spec.provenance());
        // JSON knows no difference between 2 and 2.0 or int and long; the schema brings the canonical form back.
        assertThat(Values.of(List.of(rate, widths), read.values())).isEqualTo(values);
    }

    @Test
    void specifications_of_old_call_the_setup_ground() throws Exception {
        RunSpec run = on(Map.of());
        assertThat(Json.read(Json.write(run).replace("\"setup\":", "\"ground\":"), RunSpec.class))
                .isEqualTo(run);
        ExperimentSpec experiment =
                new ExperimentSpec("digits", "Digits", "", run.setup(), Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(Json.read(Json.write(experiment).replace("\"setup\":", "\"ground\":"), ExperimentSpec.class))
                .isEqualTo(experiment);
    }

    @Test
    void a_run_keeps_what_it_builds_on_and_runs_on_other_checkpoints_are_of_another_group() throws Exception {
        RunSpec alone = on(Map.of());
        PinnedRun codes = new PinnedRun("digits", "vqvae-1", 400, "ab", "vqvae", "plain", "vqvae", "1", "cd");
        RunSpec prior = on(Map.of("codes", codes));
        assertThat(Json.read(Json.write(prior), RunSpec.class).on()).isEqualTo(prior.on());
        assertThat(Json.read(Json.write(alone).replace(",\"on\":{}", ""), RunSpec.class)
                        .on())
                .isEmpty();
        PinnedRun later = new PinnedRun("digits", "vqvae-1", 500, "ef", "vqvae", "plain", "vqvae", "1", "cd");
        assertThat(List.of(
                        prior.group(), alone.group(), on(Map.of("codes", later)).group()))
                .doesNotHaveDuplicates();
        // As it was before runs could build on others, so that groups are what they were.
        assertThat(alone.group()).isEqualTo("6e7e8e281f2d");
    }

    @Test
    void a_protocol_keeps_the_run_in_whose_features_it_measures_and_one_of_old_names_none() throws Exception {
        PinnedRun clip = new PinnedRun("digits", "clip-1", 400, "ab", "clip", "plain", "clip", "1", "cd");
        Protocol protocol = Protocol.usual().seenBy(clip);
        assertThat(Json.read(Json.write(protocol), Protocol.class)).isEqualTo(protocol);
        assertThat(Json.read(Json.write(protocol).replaceFirst(",\"features\":\\{[^}]*}", ""), Protocol.class))
                .isEqualTo(Protocol.usual());
        assertThat(protocol.evaluating(10, 20, 3).features()).isEqualTo(clip);

        RunSpec prior = on(Map.of("codes", clip));
        assertThat(prior.needs()).isEqualTo(prior.on());
        assertThat(prior.under(protocol).needs().values()).containsExactly(clip, clip);
        assertThat(prior.under(protocol).on()).isEqualTo(prior.on());
    }

    private static RunSpec on(Map<String, PinnedRun> others) {
        return new RunSpec(
                        "prior-1",
                        "digits",
                        "prior",
                        "plain",
                        Map.of("rate", 1.0),
                        List.of(),
                        7,
                        "cpu",
                        new ExperimentSetup(
                                new DataSelection("glyphs", "", Preprocessing.unit()),
                                new Budget(Budget.Unit.STEPS, 2, 100),
                                Protocol.usual()),
                        new RunSpec.Provenance("1", "prior", "1", "ab", "cd", "17", "linux"),
                        Instant.parse("2026-01-02T03:04:05Z"))
                .buildingOn(others);
    }

    @Test
    void a_checkpoint_is_known_by_its_files_and_tells_when_they_change(@TempDir Path folder) throws Exception {
        RunDirectory run = new RunDirectory(folder);
        assertThat(KeptCheckpoint.steps(run)).isEmpty();
        Path model = Files.createDirectories(run.checkpoint(30).resolve(KeptCheckpoint.MODEL));
        Files.writeString(model.resolve("weights"), "1 2 3");
        Files.createDirectories(run.checkpoint(40));
        Path description = run.checkpoint(30).resolve(KeptCheckpoint.DESCRIPTION);
        Json.writeFile(description, Map.of("step", 30, "sha256", new ModelFiles(model).hashes()));

        assertThat(KeptCheckpoint.steps(run)).containsExactly(30L);
        assertThat(KeptCheckpoint.of(run, 40)).isEmpty();
        KeptCheckpoint written = KeptCheckpoint.of(run, 30).orElseThrow();
        assertThat(written.damage()).isEmpty();
        Json.writeFile(description, Map.of("step", 30));
        KeptCheckpoint older = KeptCheckpoint.of(run, 30).orElseThrow();
        assertThat(older.digest()).isEqualTo(written.digest()).hasSize(64);

        Files.writeString(model.resolve("weights"), "1 2 4");
        assertThat(written.damage()).hasValueSatisfying(what -> assertThat(what).contains("not as it was written"));
        assertThat(older.digest()).isNotEqualTo(written.digest());
    }

    @Test
    void a_protocol_that_is_older_than_the_choice_of_extractors_reads_the_classifier() throws Exception {
        String older = Json.write(Protocol.usual()).replace(",\"extractor\":\"classifier\"", "");
        assertThat(older).doesNotContain("extractor");
        assertThat(Json.read(older, Protocol.class)).isEqualTo(Protocol.usual());
    }

    @Test
    void a_protocol_that_is_older_than_versions_is_the_first_and_chooses_nothing() throws Exception {
        String older = Json.write(Protocol.usual()).replace(",\"version\":2,\"validation\":0.0", "");
        assertThat(older).doesNotContain("version");
        assertThat(Json.read(older, Protocol.class)).isEqualTo(Protocol.usual().asOf(1));
        assertThatThrownBy(() -> Protocol.usual().asOf(3)).hasMessageContaining("from 1 to 2, got 3");
        assertThatThrownBy(() -> Protocol.usual().choosingOn(0.6)).hasMessageContaining("from 0 to 0.5, got 0.6");
    }

    @Test
    void a_selection_that_says_nothing_of_a_second_half_leaves_it_open() throws Exception {
        DataSelection selection = new DataSelection("glyphs", "", Preprocessing.unit());
        String older = Json.write(selection).replace(",\"secondPreprocessing\":null", "");
        assertThat(older).doesNotContain("second");
        assertThat(Json.read(older, DataSelection.class)).isEqualTo(selection);
        DataSelection pairs = new DataSelection("pairs", "", Preprocessing.unit(), Preprocessing.none());
        assertThat(Json.read(Json.write(pairs), DataSelection.class)).isEqualTo(pairs);
    }

    @Test
    void a_sample_set_of_old_with_six_axes_holds_pairs_of_images() throws Exception {
        SampleSet set = new SampleSet(
                "s",
                "samples",
                "Samples",
                1,
                SampleSet.Layout.still(List.of(2, 2, 1, 2, 3, 3), ValueRange.UNIT, 4, 0),
                new SampleSet.Draw("", Map.of(), 1, OptionalInt.empty(), 0),
                null);
        String older = Json.write(set).replaceAll(",\"parts\":\\[.*?}]", "");
        assertThat(older).doesNotContain("parts");
        SampleSet read = Json.read(older, SampleSet.class);
        assertThat(read.layout().parts())
                .containsExactly(
                        new SampleSet.Part(List.of(2, 2, 1), ValueRange.UNIT),
                        new SampleSet.Part(List.of(2, 3, 3), ValueRange.UNIT));
        assertThat(read.layout().exampleSize()).isEqualTo(22);
        assertThat(read).isEqualTo(set);
        assertThat(Json.mapper().readTree(Json.write(set)).fieldNames())
                .toIterable()
                .as("what is written stays flat")
                .contains("id", "shape", "count", "times", "parts", "sampler", "noiseSeed", "given", "on", "neighbours")
                .hasSize(19);
    }

    @Test
    void a_request_keeps_its_kind_in_a_file_and_one_without_a_kind_is_a_request_for_samples() throws Exception {
        RunRequest evaluation =
                new EvaluationRequest("again", OptionalLong.empty(), "exact", Map.of("temperature", 0.5), 100, 200, 5);
        assertThat(Json.read(Json.write(evaluation), RunRequest.class)).isEqualTo(evaluation);
        DrawRequest draw =
                new DrawRequest("request", "samples", OptionalLong.of(3), 4, 5, "exact", Map.of(), OptionalInt.empty());
        assertThat(Json.read(Json.write(draw), RunRequest.class)).isEqualTo(draw);
        assertThat(Json.read(Json.write(draw).replace("\"type\":\"draw\",", ""), RunRequest.class))
                .isEqualTo(draw);
    }

    @Test
    void a_sweep_survives_its_file_and_a_specification_of_an_earlier_version_is_part_of_none(@TempDir Path folder)
            throws Exception {
        SweepSpec sweep = new SweepSpec(
                "s-1",
                "digits",
                "rate",
                new SweepSpec.Search(SweepSpec.Search.Kind.RANDOM, 9, 4),
                new SweepSpec.Halving("nll", 3, 3),
                List.of("rate"),
                List.of(new SweepSpec.Item("vae", "bernoulli", Map.of("rate", Map.of("from", 1, "to", 2)))),
                List.of(1L, 2L),
                "auto",
                Instant.parse("2026-01-02T03:04:05Z"));
        SweepDirectory directory = new SweepDirectory(folder);
        Json.writeFile(directory.specFile(), sweep);
        assertThat(Json.readFile(directory.specFile(), SweepSpec.class)).isEqualTo(sweep);
        assertThat(Json.read("{\"runId\":\"a\",\"seed\":1}", RunSpec.class).sweep())
                .isNull();
    }

    @Test
    void halving_waits_at_rising_powers_of_eta_and_lets_one_at_least_go_on() {
        SweepSpec.Halving halving = new SweepSpec.Halving("nll", 3, 3);
        assertThat(halving.parts()).containsExactly(1 / 9.0, 1 / 3.0);
        assertThat(halving.goOn(9)).isEqualTo(3);
        assertThat(halving.goOn(8)).isEqualTo(2);
        assertThat(halving.goOn(2)).isEqualTo(1);
        assertThatThrownBy(() -> new SweepSpec.Halving("nll", 1, 3))
                .hasMessage("halving.eta: expected an integer from 2 to 10, got 1");
    }
}
