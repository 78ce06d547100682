package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.JournalEvent;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.checkpoints.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as the launcher starts it: a process that can be killed. */
class WorkerProcessTest {
    private static final int STEPS = 240;

    @TempDir
    Path folder;

    @Test
    void a_worker_ends_with_0_and_logs_to_its_output() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(20), Map.of());
        Process process = run.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(run.log()).contains("finished at step 20").doesNotContain("DEBUG");
        assertThat(run.events(JournalEvent.Started.class).get(0).pid()).isEqualTo(process.pid());
    }

    @Test
    void a_failed_run_ends_with_1_and_the_stack_trace_is_in_the_log_alone() throws Exception {
        RunForTest run = RunForTest.of(folder, steps(20), Map.of("throwAtStep", 5));
        Process process = run.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(run.log()).contains("at org.genera.sample.WalkingGaussianModel.trainStep");
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason()).doesNotContain("\n");
    }

    @Test
    void a_run_killed_at_random_steps_equals_an_uninterrupted_one() throws Exception {
        Map<String, String> expected = uninterrupted();
        RunForTest run =
                RunForTest.of(folder.resolve("killed"), steps(STEPS), Map.of("stepMillis", 2, "drawMillis", 10));
        Random random = new Random();
        int kills = 0;
        for (int attempt = 0; attempt < 6; attempt++) {
            int seen = run.events().size();
            Process process = run.start();
            run.await(seen, event -> event instanceof JournalEvent.Started, process);
            Thread.sleep(random.nextInt(250));
            process.destroyForcibly();
            process.waitFor();
            kills += process.exitValue() == 0 ? 0 : 1;
        }
        assertThat(kills).isPositive();
        finish(run);
        assertThat(run.findings()).isEqualTo(expected);
    }

    @Test
    void a_run_stopped_by_sigterm_saves_says_so_and_resumes_to_the_same_end() throws Exception {
        Map<String, String> expected = uninterrupted();
        RunForTest run = RunForTest.of(folder.resolve("stopped"), steps(STEPS), Map.of("stepMillis", 2));
        Process process = run.start();
        run.await(0, event -> event instanceof JournalEvent.Checkpointed, process);
        Thread.sleep(37);
        stop(process);
        JournalEvent.Cancelled cancelled = (JournalEvent.Cancelled) run.lastEvent();
        assertThat(cancelled.step()).isBetween(40L, (long) STEPS);
        assertThat(new RunCheckpoints(run.directory()).last().orElseThrow().step())
                .isEqualTo(cancelled.step());
        finish(run);
        Map<String, String> found = run.findings();
        // The one checkpoint more is the one that the stop has written.
        if (cancelled.step() % 40 != 0) {
            assertThat(found.remove(cancelled.step() + " checkpoint")).isNotNull();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_run_stopped_while_it_evaluates_takes_the_measures_when_it_is_resumed() throws Exception {
        Map<String, String> expected = uninterrupted();
        RunForTest run = RunForTest.of(folder.resolve("stopped"), steps(STEPS), Map.of("drawMillis", 300));
        Process process = run.start();
        run.await(
                0,
                event -> event instanceof JournalEvent.Phase phase
                        && phase.phase().equals("evaluating"),
                process);
        stop(process);
        JournalEvent.Cancelled cancelled = (JournalEvent.Cancelled) run.lastEvent();
        assertThat(cancelled.step()).isEqualTo(STEPS / 3);
        Checkpoint checkpoint = new RunCheckpoints(run.directory()).last().orElseThrow();
        assertThat(checkpoint.step()).isEqualTo(STEPS / 3);
        assertThat(checkpoint.pending()).contains(Schedule.Task.EVALUATION);
        assertThat(run.events(JournalEvent.Evaluated.class)).isEmpty();
        finish(run);
        assertThat(run.findings()).isEqualTo(expected);
    }

    @Test
    void a_run_stopped_before_its_first_checkpoint_begins_again() throws Exception {
        Map<String, String> expected = uninterrupted();
        RunForTest run = RunForTest.of(folder.resolve("stopped"), steps(STEPS), Map.of("drawMillis", 100));
        Process process = run.start();
        run.await(0, event -> event instanceof JournalEvent.Sampled, process);
        stop(process);
        assertThat(((JournalEvent.Cancelled) run.lastEvent()).step()).isZero();
        finish(run);
        assertThat(run.findings()).isEqualTo(expected);
    }

    @Test
    void a_bad_call_ends_with_2_and_says_what_was_expected() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        "train",
                        "--run")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).contains("with a value, got --run").contains("usage: worker train");
    }

    /** In this process, with other pauses: pauses are no part of the findings. */
    private Map<String, String> uninterrupted() throws Exception {
        RunForTest run = RunForTest.of(folder.resolve("uninterrupted"), steps(STEPS), Map.of());
        run.train();
        return run.findings();
    }

    /** Resumes without pauses. */
    private static void finish(RunForTest run) throws Exception {
        withoutPauses(run.directory());
        assertThat(run.train()).isZero();
    }

    private static void withoutPauses(RunDirectory directory) {
        var spec = directory.spec();
        Map<String, Object> values = new HashMap<>(spec.values());
        values.remove("stepMillis");
        values.remove("drawMillis");
        org.genera.run.Json.writeFile(
                directory.specFile(),
                new org.genera.run.spec.RunSpec(
                        spec.runId(),
                        spec.experimentId(),
                        spec.family(),
                        spec.variant(),
                        values,
                        spec.given(),
                        spec.seed(),
                        spec.device(),
                        spec.setup(),
                        spec.provenance(),
                        spec.createdAt()));
    }

    private static void stop(Process process) throws InterruptedException, IOException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }
}
