package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.PROTOCOL;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.genera.evaluation.Cost;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.EvaluationRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    @TempDir
    Path folder;

    private RunForTest run;

    @BeforeEach
    void a_finished_run() throws Exception {
        run = RunForTest.of(folder, steps(60), Map.of());
        run.train();
    }

    @Test
    void the_last_checkpoint_under_the_same_protocol_gives_the_values_of_the_run_bit_for_bit() throws Exception {
        assertThat(run.evaluate(unchanged("again"))).isZero();
        List<JournalEvent.Evaluated> own = run.events(JournalEvent.Evaluated.class);
        JournalEvent.EvaluatedAgain again = (JournalEvent.EvaluatedAgain) run.lastEvent();
        assertThat(again.step()).isEqualTo(60);
        assertThat(values(again.measurements()))
                .hasSizeGreaterThan(8)
                .isEqualTo(values(own.get(own.size() - 1).measurements()));
    }

    @Test
    void what_a_request_changes_changes_and_the_rest_of_the_protocol_holds() throws Exception {
        run.evaluate(new EvaluationRequest(
                "cold", OptionalLong.of(40), "cold", Map.of("temperature", 0.5), 50, 60, PROTOCOL.noiseSeed()));
        JournalEvent.EvaluatedAgain again = (JournalEvent.EvaluatedAgain) run.lastEvent();
        assertThat(again.step()).isEqualTo(40);
        assertThat(again.request().settings()).containsEntry("temperature", 0.5);
        assertThat(again.trainMillis())
                .isEqualTo(run.events(JournalEvent.Checkpointed.class).stream()
                        .filter(each -> each.step() == 40)
                        .findFirst()
                        .orElseThrow()
                        .trainMillis());
        JournalEvent.Evaluated own = run.events(JournalEvent.Evaluated.class).get(1);
        assertThat(own.step()).isEqualTo(40);
        assertThat(values(again.measurements()).get("slicedWasserstein"))
                .isNotEqualTo(values(own.measurements()).get("slicedWasserstein"));
    }

    @Test
    void a_request_that_cannot_be_granted_fails_with_its_reason_and_leaves_the_run_as_it_was() throws Exception {
        EvaluationRequest gone =
                new EvaluationRequest("gone", OptionalLong.of(7), "exact", Map.of(), 50, 60, PROTOCOL.noiseSeed());
        assertThat(run.evaluate(gone)).isEqualTo(1);
        assertThat(((JournalEvent.EvaluationFailed) run.lastEvent()).reason()).contains("[40, 50, 60], got 7");
        EvaluationRequest unknown =
                new EvaluationRequest("b", OptionalLong.empty(), "langevin", Map.of(), 50, 60, PROTOCOL.noiseSeed());
        assertThat(run.evaluate(unknown)).isEqualTo(1);
        assertThat(((JournalEvent.EvaluationFailed) run.lastEvent()).reason()).contains("[exact, cold]");
        assertThat(run.events(JournalEvent.Finished.class)).hasSize(1);
    }

    @Test
    void the_end_of_a_run_and_each_evaluation_show_the_samples_nearest_to_the_training_data() throws Exception {
        run.evaluate(unchanged("again"));
        SampleSet own = run.events(JournalEvent.Sampled.class).stream()
                .map(JournalEvent.Sampled::set)
                .filter(set -> set.kind().equals("neighbours"))
                .findFirst()
                .orElseThrow();
        SampleSet again = ((JournalEvent.EvaluatedAgain) run.lastEvent()).sets().get(0);
        assertThat(own.step()).isEqualTo(60);
        assertThat(again.neighbours()).isEqualTo(own.neighbours());
        assertThat(Files.readAllBytes(run.directory().sampleFile(again.id())))
                .isEqualTo(Files.readAllBytes(run.directory().sampleFile(own.id())))
                .hasSize(16 * 4 * 2 * Float.BYTES);
    }

    private static EvaluationRequest unchanged(String id) {
        return new EvaluationRequest(
                id,
                OptionalLong.empty(),
                "",
                Map.of(),
                PROTOCOL.evaluationSamples(),
                PROTOCOL.testExamples(),
                PROTOCOL.noiseSeed());
    }

    /** Bits of all values but those that a clock gives anew. */
    private static Map<String, Long> values(List<Measurement> measurements) {
        Set<String> timings = Set.of(
                Cost.SECONDS_PER_THOUSAND_SAMPLES.name(),
                Cost.SAMPLING_SECONDS.name(),
                Cost.EVALUATION_SECONDS.name(),
                Cost.PEAK_MEMORY.name());
        Map<String, Long> values = new HashMap<>();
        for (Measurement each : measurements) {
            if (!timings.contains(each.metric().name())) {
                values.put(each.metric().name(), Double.doubleToRawLongBits(each.value()));
            }
        }
        return values;
    }
}
