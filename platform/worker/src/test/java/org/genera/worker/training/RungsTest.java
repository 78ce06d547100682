package org.genera.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genera.run.journal.JournalEvent;
import org.genera.run.spec.Budget;
import org.genera.worker.RunForTest;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RungsTest {
    private static final int STEPS = 90;

    @TempDir
    Path folder;

    @Test
    void a_run_is_measured_saved_and_left_at_exactly_the_step_of_each_rung() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(STEPS), Map.of()).inSweep(1 / 9.0, 1 / 3.0);

        assertThat(run.train()).isZero();
        assertThat(run.lastEvent()).isInstanceOfSatisfying(JournalEvent.Paused.class, paused -> {
            assertThat(paused.step()).isEqualTo(10);
            assertThat(paused.rung()).isEqualTo(1);
        });
        assertThat(evaluatedAt(run)).contains(10L);
        assertThat(new RunCheckpoints(run.directory()).last().orElseThrow().step())
                .isEqualTo(10);

        assertThat(run.train()).isZero();
        assertThat(((JournalEvent.Paused) run.lastEvent()).step()).isEqualTo(30);
        assertThat(((JournalEvent.Paused) run.lastEvent()).rung()).isEqualTo(2);

        assertThat(run.train()).isZero();
        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Finished.class);
    }

    @Test
    void a_run_that_waited_at_rungs_ends_bit_for_bit_as_one_that_never_did() throws Exception {
        RunForTest plain = RunForTest.of(folder.resolve("plain"), steps(STEPS), Map.of());
        plain.train();
        RunForTest waiting =
                RunForTest.of(folder.resolve("waiting"), steps(STEPS), Map.of()).inSweep(1 / 9.0, 1 / 3.0);
        waiting.train();
        waiting.train();
        waiting.train();

        Map<String, String> found = new TreeMap<>(waiting.findings());
        Map<String, String> expected = plain.findings();
        assertThat(found).containsAllEntriesOf(expected);
        found.keySet().removeAll(expected.keySet());
        // The measures and the checkpoints of the rungs are all there is more.
        assertThat(found.keySet()).isNotEmpty().allMatch(name -> name.startsWith("10 ") || name.startsWith("30 "));
    }

    @Test
    void a_released_run_finds_the_same_and_waits_nowhere() throws Exception {
        RunForTest waiting =
                RunForTest.of(folder.resolve("waiting"), steps(STEPS), Map.of()).inSweep(1 / 9.0, 1 / 3.0);
        waiting.train();
        waiting.train();
        waiting.train();
        RunForTest released = RunForTest.of(folder.resolve("released"), steps(STEPS), Map.of())
                .inSweep(1 / 9.0, 1 / 3.0);
        Files.writeString(released.directory().releasedMarker(), "");
        released.train();

        assertThat(released.events(JournalEvent.Paused.class)).isEmpty();
        assertThat(released.findings()).isEqualTo(waiting.findings());
    }

    @Test
    void a_model_that_converges_before_a_rung_finishes_and_does_not_wait() throws Exception {
        RunForTest run =
                RunForTest.of(folder, steps(STEPS), Map.of("convergeAtStep", 5)).inSweep(1 / 3.0);

        run.train();

        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Finished.class);
    }

    @Test
    void a_rung_of_a_budget_in_seconds_is_a_part_of_the_seconds() throws Exception {
        Budget budget = new Budget(Budget.Unit.SECONDS, 0.5, 50);
        RunForTest run = RunForTest.of(folder, budget, Map.of("stepMillis", 20)).inSweep(0.5);

        run.train();

        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Paused.class);
        assertThat(new RunCheckpoints(run.directory()).last().orElseThrow().trainMillis())
                .isBetween(250L, 499L);
    }

    private static List<Long> evaluatedAt(RunForTest run) {
        return run.events(JournalEvent.Evaluated.class).stream()
                .map(JournalEvent.Evaluated::step)
                .toList();
    }
}
