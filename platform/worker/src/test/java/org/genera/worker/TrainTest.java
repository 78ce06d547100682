package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.evaluation.Features;
import org.genera.evaluation.Gaussian;
import org.genera.run.home.LikelihoodFile;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.SampleSet;
import org.genera.run.spec.Budget;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.training.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
    @TempDir
    Path folder;

    @Test
    void a_run_tells_its_whole_life() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(120), Map.of());
        assertThat(run.train()).isZero();

        List<JournalEvent> events = run.events();
        assertThat(events.get(0)).isInstanceOf(JournalEvent.Started.class);
        JournalEvent.Started started = (JournalEvent.Started) events.get(0);
        assertThat(started.segment()).isZero();
        assertThat(started.fromStep()).isZero();
        assertThat(started.totalSteps()).isEqualTo(120);
        assertThat(started.parameters()).isEqualTo(4);
        assertThat(started.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Finished.class);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).seq()).isEqualTo(i);
        }
        assertThat(run.events(JournalEvent.Evaluated.class))
                .extracting(JournalEvent.Evaluated::step)
                .containsExactly(40L, 80L, 120L);
        assertThat(run.events(JournalEvent.Checkpointed.class))
                .extracting(JournalEvent.Checkpointed::step)
                .containsExactly(20L, 40L, 60L, 80L, 100L, 120L);
        assertThat(run.events(JournalEvent.Sampled.class))
                .extracting(event -> event.set().kind() + " " + event.set().step())
                .containsExactly(
                        "reference 0",
                        "samples 0",
                        "samples 30",
                        "samples 60",
                        "samples 90",
                        "samples 120",
                        "by_class 120",
                        "completion 120",
                        "reconstructions 120",
                        "interpolation 120",
                        "traversal 120",
                        "trajectory 120",
                        "neighbours 120");
        List<JournalEvent.Points> points = run.events(JournalEvent.Points.class);
        assertThat(points.get(points.size() - 1).progress()).isEqualTo(1);
        assertThat(points.size()).isLessThan(40);
    }

    @Test
    void every_step_of_every_metric_is_kept() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(1_234), Map.of());
        run.train();
        for (String metric : List.of("loss", "mean/first")) {
            long[] kept = run.events(JournalEvent.Points.class).stream()
                    .flatMap(event -> event.series().stream())
                    .filter(series -> series.metric().equals(metric))
                    .flatMapToLong(series -> java.util.Arrays.stream(series.steps()))
                    .toArray();
            assertThat(kept)
                    .containsExactly(
                            java.util.stream.LongStream.rangeClosed(1, 1_234).toArray());
        }
    }

    @Test
    void sample_files_hold_frames_times_count_times_size_floats() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(20), Map.of());
        run.train();
        for (JournalEvent.Sampled sampled : run.events(JournalEvent.Sampled.class)) {
            SampleSet set = sampled.set();
            assertThat(Files.size(run.directory().sampleFile(set.id())))
                    .as(set.id())
                    .isEqualTo(4L * set.layout().frames().size() * set.layout().count() * 2);
            if (set.layout().columns() > 0) {
                assertThat(set.layout().count() % set.layout().columns())
                        .as(set.id())
                        .isZero();
            }
        }
        SampleSet byClass = set(run, "by_class");
        SampleSet trajectory = set(run, "trajectory");
        assertThat(trajectory.layout().frames()).hasSize(24);
        assertThat(trajectory.layout().times())
                .hasSize(24)
                .startsWith(0.0, 1 / 23.0)
                .endsWith(1.0);
        assertThat(byClass.layout().times()).isEmpty();
        assertThat(byClass.layout().count()).isEqualTo(8 * byClass.layout().columns());
    }

    @Test
    void the_end_of_a_trajectory_and_the_samples_share_their_noise() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(20), Map.of());
        run.train();
        byte[] samples = Files.readAllBytes(run.directory().sampleFile("samples-000000020"));
        byte[] film = Files.readAllBytes(run.directory().sampleFile("trajectory-000000020"));
        int frame = film.length / 24;
        assertThat(java.util.Arrays.copyOfRange(film, 23 * frame, film.length))
                .isEqualTo(java.util.Arrays.copyOf(samples, frame));
    }

    @Test
    void measures_have_names_units_and_say_how_exact_they_are() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(30), Map.of());
        run.train();
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        assertThat(names(evaluated.get(0)))
                .startsWith(
                        "modesRecovered",
                        "highQuality",
                        "reverseKlOfModes",
                        "slicedWasserstein",
                        "frechetDistance",
                        "mmdSquared",
                        "precision",
                        "recall",
                        "density",
                        "coverage",
                        "nearTraining",
                        "secondsPerThousandSamples",
                        "networkEvaluations",
                        "nll",
                        "accuracy",
                        "codesTotalCorrelation",
                        "trainSeconds",
                        "examplesPerSecond",
                        "parameters")
                .endsWith("samplingSeconds", "evaluationSeconds");
        JournalEvent.Evaluated last = evaluated.get(2);
        assertThat(names(last)).contains("nll", "nllBound", "nllBound/veryLoose");
        assertThat(value(last, "nllBound") - value(last, "nll")).isCloseTo(1, within(1e-9));
        assertThat(value(last, "nllBound/veryLoose") - value(last, "nll")).isCloseTo(2, within(1e-9));
        assertThat(value(last, "accuracy")).isBetween(5.0, 20.0);
        assertThat(value(last, "networkEvaluations")).isEqualTo(1);
        LikelihoodFile.Scores kept =
                new LikelihoodFile(run.directory().likelihoods(), "nll").read().orElseThrow();
        assertThat(kept.description().step()).isEqualTo(30);
        double mean = Arrays.stream(kept.values()).average().orElseThrow();
        assertThat(-mean).isCloseTo(value(last, "nll"), within(1e-9));
        double squares = Arrays.stream(kept.values())
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double error = context(last, "nll").examplesError();
        assertThat(error).isCloseTo(Math.sqrt(squares / 699 / 700), within(1e-12));
        MeasurementContext density = MeasurementContext.over("test", 700)
                .examplesError(error)
                .likelihood(ReferenceMeasure.LEBESGUE, MeasurementContext.ScoredValues.REAL, Set.of(), 0);
        assertThat(context(last, "nll")).isEqualTo(density.setting("closed form"));
        // Each of the examples has a standard error of 0.5 by this method.
        assertThat(context(last, "nllBound").standardError()).isCloseTo(0.5 / Math.sqrt(700), within(1e-12));
        MeasurementContext loose = context(last, "nllBound/veryLoose");
        assertThat(loose.examplesError()).isCloseTo(error, within(1e-12));
        assertThat(loose.examplesError(error)).isEqualTo(density.setting("two nats below"));
        // What the draws explain of the spread over examples is not the examples'.
        assertThat(context(last, "nllBound").examplesError()).isNull();
    }

    private static MeasurementContext context(JournalEvent.Evaluated evaluated, String metric) {
        return evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals(metric))
                .findFirst()
                .orElseThrow()
                .context();
    }

    @Test
    void codes_on_another_scale_are_as_correlated_as_the_test_examples() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(30), Map.of());
        run.train();
        float[] examples = new DataCatalogue(run.home().data())
                .prepare(new DataSelection("ring8", "", Preprocessing.none()), RunForTest.PROTOCOL.division(), 1)
                .scored(700)
                .values();
        double expected = Gaussian.of(Features.of(examples, 2)).totalCorrelation();
        JournalEvent.Evaluated last = run.events(JournalEvent.Evaluated.class).get(2);
        assertThat(value(last, "codesTotalCorrelation")).isCloseTo(expected, within(1e-6));
        MeasurementContext context = last.measurements().stream()
                .filter(each -> each.metric().name().equals("codesTotalCorrelation"))
                .findFirst()
                .orElseThrow()
                .context();
        assertThat(context)
                .isEqualTo(MeasurementContext.over("test", 700)
                        .setting("2 dimensions")
                        .biasFloor(2 / (4.0 * 700)));
    }

    @Test
    void a_run_tells_what_it_spends_beside_training_and_goes_on_counting() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(30), Map.of("drawMillis", 20));
        run.train();
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        // A draw for each of the sample sets, and the chunks of each evaluation, cost 20 ms.
        assertThat(value(evaluated.get(0), "evaluationSeconds")).isGreaterThan(0.02);
        assertThat(value(evaluated.get(0), "samplingSeconds")).isGreaterThan(0.02);
        for (String seconds : List.of("samplingSeconds", "evaluationSeconds")) {
            assertThat(value(evaluated.get(2), seconds))
                    .isGreaterThan(value(evaluated.get(1), seconds))
                    .isEqualTo(
                            History.of(run.directory()).seconds(new Metric(seconds, "", "s", Metric.Direction.LOWER)));
        }
        assertThat(History.of(run.directory())
                        .upTo(10)
                        .seconds(new Metric("samplingSeconds", "", "s", Metric.Direction.LOWER)))
                .isEqualTo(value(evaluated.get(0), "samplingSeconds"));
    }

    @Test
    void only_the_newest_checkpoints_are_kept() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(120), Map.of());
        run.train();
        try (Stream<Path> kept = Files.list(run.directory().checkpoints())) {
            assertThat(kept.map(each -> each.getFileName().toString()).sorted())
                    .containsExactly("step-000000080", "step-000000100", "step-000000120");
        }
    }

    @Test
    void equal_specifications_give_equal_findings() throws Exception {
        RunForTest first = RunForTest.of(folder.resolve("a"), steps(90), Map.of());
        RunForTest second = RunForTest.of(folder.resolve("b"), steps(90), Map.of());
        first.train();
        second.train();
        assertThat(first.findings()).hasSizeGreaterThan(180).isEqualTo(second.findings());
    }

    @Test
    void a_number_that_is_not_finite_fails_the_run_with_metric_and_step() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(120), Map.of("nanAtStep", 47));
        assertThat(run.train()).isEqualTo(1);
        JournalEvent.Failed failed = (JournalEvent.Failed) run.lastEvent();
        assertThat(failed.step()).isEqualTo(47);
        assertThat(failed.reason()).contains("loss is NaN at step 47").contains("checkpoint is of step 40");
        assertThat(new RunCheckpoints(run.directory()).last().orElseThrow().step())
                .isEqualTo(40);
        assertThat(run.findings().get("47 point loss")).startsWith("NaN");
    }

    @Test
    void a_checkpoint_right_before_a_broken_step_is_not_the_last_good_one() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(120), Map.of("nanAtStep", 61));
        run.train();
        assertThat(new RunCheckpoints(run.directory()).last().orElseThrow().step())
                .isEqualTo(40);
    }

    @Test
    void a_model_that_converges_ends_early_with_its_last_measures() throws Exception {
        RunForTest run = RunForTest.of(folder, "whole", steps(1_000), Map.of("convergeAtStep", 3));
        assertThat(run.train()).isZero();
        assertThat(((JournalEvent.Finished) run.lastEvent()).step()).isEqualTo(3);
        assertThat(run.events(JournalEvent.Evaluated.class)).hasSize(1);
        assertThat(run.events(JournalEvent.Checkpointed.class)).hasSize(1);
        assertThat(run.events(JournalEvent.Sampled.class))
                .extracting(event -> event.set().kind())
                .startsWith("reference", "samples", "by_class");
    }

    @Test
    void an_epoch_counts_minibatches_and_for_a_model_that_reads_everything_one_step() throws Exception {
        Budget epochs = new Budget(Budget.Unit.EPOCHS, 2, 4_000);
        RunForTest minibatch = RunForTest.of(folder.resolve("a"), epochs, Map.of());
        minibatch.train();
        assertThat(((JournalEvent.Finished) minibatch.lastEvent()).step()).isEqualTo(4);
        RunForTest whole = RunForTest.of(folder.resolve("b"), "whole", epochs, Map.of());
        whole.train();
        assertThat(((JournalEvent.Finished) whole.lastEvent()).step()).isEqualTo(2);
    }

    @Test
    void a_budget_of_seconds_counts_training_alone() throws Exception {
        Budget budget = new Budget(Budget.Unit.SECONDS, 0.3, 50);
        RunForTest run = RunForTest.of(folder, budget, Map.of("stepMillis", 5, "drawMillis", 50));
        run.train();
        JournalEvent.Finished finished = (JournalEvent.Finished) run.lastEvent();
        assertThat(finished.trainMillis()).isBetween(300L, 600L);
        assertThat(finished.step()).isBetween(10L, 60L);
        assertThat(run.events(JournalEvent.Evaluated.class)).hasSize(3);
        assertThat(run.events(JournalEvent.Started.class).get(0).totalSteps()).isZero();
    }

    @Test
    void a_model_that_throws_fails_the_run_with_class_and_message() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(50), Map.of("throwAtStep", 20));
        assertThat(run.train()).isEqualTo(1);
        JournalEvent.Failed failed = (JournalEvent.Failed) run.lastEvent();
        assertThat(failed.reason()).isEqualTo("java.lang.IllegalStateException: thrown on request");
        assertThat(run.findings()).containsKey("19 point loss");
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_family() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(50), Map.of("refuse", true));
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason()).isEqualTo("this variant was asked to refuse");
    }

    @Test
    void a_missing_plugin_fails_the_run_and_names_what_is_broken() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(50), Map.of());
        Files.writeString(folder.resolve("plugins/walking-gaussian.jar"), "no jar");
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason())
                .contains("no plugin brings the family walking-gaussian")
                .contains("not a readable jar");
    }

    private static SampleSet set(RunForTest run, String kind) {
        return run.events(JournalEvent.Sampled.class).stream()
                .map(JournalEvent.Sampled::set)
                .filter(set -> set.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JournalEvent.Evaluated evaluated) {
        return evaluated.measurements().stream()
                .map(each -> each.metric().name())
                .toList();
    }

    private static double value(JournalEvent.Evaluated evaluated, String name) {
        return evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }
}
