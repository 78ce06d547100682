package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.genera.worker.RunForTest.PROTOCOL;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.request.EvaluationRequest;
import org.genera.testkit.AbilitiesFamily;
import org.genera.testkit.CodesFamily;
import org.genera.testkit.CountingFamily;
import org.genera.worker.RunForTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protocol that measures in the features of a run: its codes or what it embeds. */
class RunFeaturesTest {
    @TempDir
    Path folder;

    @Test
    void a_distance_in_moved_coordinates_is_the_distance_and_stands_under_the_name_of_the_checkpoint()
            throws Exception {
        RunForTest codes = RunForTest.codes(folder, CodesFamily.CENTRED, steps(60));
        codes.train();
        RunForTest run = RunForTest.of(folder, steps(60), Map.of()).seenBy(codes, 40);
        Process process = run.start();
        assertThat(process.waitFor()).as(run.log()).isZero();

        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        List<Measurement> own = evaluated.get(evaluated.size() - 1).measurements();
        Map<String, Measurement> measured = named(own);
        String of = "/centred/40/" + codes.pin(40).checkpointSha256().substring(0, 8);
        Measurement distance = measured.get("featuresFrechetDistance" + of);
        Measurement raw = measured.get("frechetDistance");
        // A code is how far a point is from the mean: what is measured is moved, and nothing else.
        assertThat(distance.value()).isCloseTo(raw.value(), within(1e-5));
        assertThat(distance.metric().title()).isEqualTo("Fréchet distance in features of run centred at step 40");
        assertThat(distance.context().extractor()).startsWith("codes/centred, run centred at step 40 (");
        assertThat(distance.context().ceiling()).isNotNull();
        assertThat(distance.context().biasFloor()).isCloseTo(raw.context().biasFloor(), within(1e-5));
        for (String name : List.of("MmdSquared", "Precision", "Recall", "Density", "Coverage", "NearTraining")) {
            assertThat(measured).containsKey("features" + name + of);
        }
        assertThat(measured).doesNotContainKey("featuresKernelDistance" + of);

        assertThat(run.evaluate(new EvaluationRequest(
                        "again",
                        OptionalLong.empty(),
                        "exact",
                        Map.of(),
                        PROTOCOL.evaluationSamples(),
                        PROTOCOL.testExamples(),
                        PROTOCOL.noiseSeed())))
                .as(run.log())
                .isZero();
        List<Measurement> again = ((JournalEvent.EvaluatedAgain) run.lastEvent()).measurements();
        assertThat(named(again).get("featuresFrechetDistance" + of)).isEqualTo(distance);
    }

    @Test
    void every_other_number_is_what_it_is_without() throws Exception {
        RunForTest classes = RunForTest.abilities(folder, AbilitiesFamily.PROTOTYPES, steps(20));
        classes.train();
        RunForTest seen = RunForTest.of(folder, steps(60), Map.of()).seenBy(classes, 20);
        seen.train();
        RunForTest unseen = RunForTest.of(folder.resolve("unseen"), steps(60), Map.of());
        unseen.train();

        Map<String, String> without = unseen.findings();
        Map<String, String> with = new HashMap<>(seen.findings());
        assertThat(with).hasSizeGreaterThan(without.size());
        // Eight classes are eight numbers, which have a kernel distance.
        assertThat(with.keySet()).anyMatch(name -> name.contains("featuresKernelDistance/prototypes/20/"));
        with.keySet().retainAll(without.keySet());
        assertThat(with).isEqualTo(without);
    }

    @Test
    void pairs_are_seen_by_what_embeds_their_halves() throws Exception {
        DataSelection pairs = new DataSelection(
                "outlines",
                "train=0-400,test=5000-5100",
                new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE));
        RunForTest twin = RunForTest.abilities(folder, AbilitiesFamily.TWIN, pairs, steps(10));
        assertThat(twin.train()).as(twin.log()).isZero();
        RunForTest run =
                RunForTest.counting(folder, CountingFamily.MEAN_PAIR, pairs).seenBy(twin, 10);
        assertThat(run.train()).isZero();
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        Map<String, Measurement> measured =
                named(evaluated.get(evaluated.size() - 1).measurements());
        // Two numbers for each half together are the four that a kernel distance can read.
        assertThat(measured.keySet()).anyMatch(name -> name.startsWith("featuresKernelDistance/twin/10/"));
    }

    @Test
    void a_run_whose_features_are_gone_or_of_other_data_says_so_before_it_trains() throws Exception {
        RunForTest codes = RunForTest.codes(folder, CodesFamily.CENTRED, steps(20));
        codes.train();
        RunForTest run = RunForTest.of(
                        folder,
                        "minibatch",
                        new DataSelection(
                                "two-moons", "", new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE)),
                        steps(20),
                        PROTOCOL,
                        Map.of())
                .seenBy(codes, 20);
        assertThat(run.train()).isEqualTo(1);
        assertThat(reason(run))
                .isEqualTo(
                        "cannot measure in the features of run centred: expected one on examples of the same shape and"
                                + " preprocessing, got one on ring8");

        Path other = codes.directory().root();
        Files.move(other, other.resolveSibling("elsewhere"));
        assertThat(run.train()).isEqualTo(1);
        assertThat(reason(run)).startsWith("cannot build on run centred as features: it is gone;");
        assertThat(run.events(JournalEvent.Points.class)).isEmpty();
    }

    private static String reason(RunForTest run) {
        return ((JournalEvent.Failed) run.lastEvent()).reason();
    }

    private static Map<String, Measurement> named(List<Measurement> measurements) {
        Map<String, Measurement> named = new HashMap<>();
        measurements.forEach(each -> named.put(each.metric().name(), each));
        return named;
    }
}
