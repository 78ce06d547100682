package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
    private static final DataSelection RING = new DataSelection("ring8", "", Preprocessing.none());
    private static final Protocol CHOOSING = RunForTest.PROTOCOL.choosingOn(0.25);
    private static final Set<String> COSTS = Set.of(
            "secondsPerThousandSamples",
            "networkEvaluations",
            "trainSeconds",
            "examplesPerSecond",
            "parameters",
            "peakMemory",
            "samplingSeconds",
            "evaluationSeconds");

    @TempDir
    Path folder;

    @Test
    void each_evaluation_is_of_validation_and_the_last_alone_of_test_too() throws Exception {
        RunForTest run = run(CHOOSING);
        assertThat(run.train()).isZero();
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        assertThat(evaluated).hasSize(3);
        for (JournalEvent.Evaluated each : evaluated.subList(0, 2)) {
            assertThat(names(each)).contains("validation/nll", "validation/highQuality", "trainSeconds");
            assertThat(names(each)).allMatch(name -> COSTS.contains(name) || name.startsWith("validation/"));
        }
        JournalEvent.Evaluated last = evaluated.get(2);
        Set<String> onTest = names(last).stream()
                .filter(name -> !COSTS.contains(name) && !name.startsWith("validation/"))
                .collect(Collectors.toSet());
        assertThat(onTest).contains("nll", "nllBound/veryLoose", "slicedWasserstein", "accuracy");
        assertThat(names(last))
                .containsAll(onTest.stream().map(name -> "validation/" + name).toList());
        assertThat(names(last)).doesNotHaveDuplicates();
        // The samples are the same ones, and so is what needs no other examples.
        assertThat(of(last, "validation/highQuality").value())
                .isEqualTo(of(last, "highQuality").value());
        assertThat(of(last, "validation/nll").context().split()).isEqualTo("validation");
        assertThat(of(last, "validation/nll").metric().title()).endsWith(" on validation");
        assertThat(of(last, "validation/slicedWasserstein").context().split()).isEqualTo("validation");
        assertThat(of(last, "nll").context().split()).isEqualTo("test");
        assertThat(of(last, "nll").value())
                .isNotEqualTo(of(last, "validation/nll").value());
    }

    @Test
    void at_a_rung_nothing_is_measured_on_test() throws Exception {
        RunForTest run = run(CHOOSING).inSweep(1 / 3.0);
        run.train();
        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Paused.class);
        assertThat(run.events(JournalEvent.Evaluated.class))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(names(each))
                        .allMatch(name -> COSTS.contains(name) || name.startsWith("validation/")));
    }

    @Test
    void what_is_kept_to_choose_by_is_never_trained_on() throws Exception {
        RunForTest run = RunForTest.of(folder, "whole", RING, steps(1), CHOOSING, Map.of());
        run.train();
        Batch rest = new DataCatalogue(run.home().data())
                .prepare(RING, CHOOSING.division(), 42)
                .trainingSplit();
        assertThat(rest.count()).isEqualTo(6_000);
        double loss = run.events(JournalEvent.Points.class).get(0).series().stream()
                .filter(series -> series.metric().equals("loss"))
                .findFirst()
                .orElseThrow()
                .values()[0];
        assertThat(loss).isCloseTo(underStandardNormal(rest), within(1e-9));
        Batch all = new DataCatalogue(run.home().data()).prepare(RING, 42).trainingSplit();
        assertThat(Math.abs(loss - underStandardNormal(all))).isGreaterThan(1e-6);
    }

    /** What the model reports at its first step: it begins there. */
    private static double underStandardNormal(Batch batch) {
        double sum = 0;
        for (float value : batch.values()) {
            sum += 0.5 * value * value + 0.5 * Math.log(2 * Math.PI);
        }
        return sum / batch.count();
    }

    @Test
    void an_evaluation_that_is_asked_for_is_of_test() throws Exception {
        RunForTest run = run(CHOOSING);
        run.train();
        JournalEvent.Evaluated last = run.events(JournalEvent.Evaluated.class).get(2);
        EvaluationRequest request = new EvaluationRequest(
                "again",
                OptionalLong.empty(),
                "",
                Map.of(),
                CHOOSING.evaluationSamples(),
                CHOOSING.testExamples(),
                CHOOSING.noiseSeed());
        assertThat(run.evaluate(request)).isZero();
        JournalEvent.EvaluatedAgain again =
                run.events(JournalEvent.EvaluatedAgain.class).get(0);
        assertThat(again.measurements()).noneMatch(each -> each.metric().name().startsWith("validation/"));
        for (String name : List.of("nll", "slicedWasserstein", "frechetDistance", "accuracy")) {
            assertThat(again.measurements().stream()
                            .filter(each -> each.metric().name().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .value())
                    .as(name)
                    .isEqualTo(of(last, name).value());
        }
    }

    @Test
    void version_1_scores_the_first_test_examples_and_version_2_others() throws Exception {
        RunForTest first =
                RunForTest.of(folder.resolve("1"), "whole", RING, steps(30), RunForTest.PROTOCOL.asOf(1), Map.of());
        RunForTest second = RunForTest.of(folder.resolve("2"), "whole", RING, steps(30), RunForTest.PROTOCOL, Map.of());
        first.train();
        second.train();
        // Trained alike, measured on others.
        assertThat(second.events(JournalEvent.Points.class)
                        .get(0)
                        .series()
                        .get(0)
                        .values())
                .isEqualTo(first.events(JournalEvent.Points.class)
                        .get(0)
                        .series()
                        .get(0)
                        .values());
        assertThat(of(second.events(JournalEvent.Evaluated.class).get(2), "nll").value())
                .isNotEqualTo(of(first.events(JournalEvent.Evaluated.class).get(2), "nll")
                        .value());
    }

    private RunForTest run(Protocol protocol) throws Exception {
        return RunForTest.of(folder, "minibatch", RING, steps(90), protocol, Map.of());
    }

    private static List<String> names(JournalEvent.Evaluated evaluated) {
        return evaluated.measurements().stream()
                .map(each -> each.metric().name())
                .toList();
    }

    private static Measurement of(JournalEvent.Evaluated evaluated, String name) {
        return evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
