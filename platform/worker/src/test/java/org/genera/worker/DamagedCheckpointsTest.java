package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.Json;
import org.genera.run.journal.JournalEvent;
import org.genera.run.request.DrawRequest;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedCheckpointsTest {
    @TempDir
    Path folder;

    private RunForTest run;

    /** Checkpoints of the steps 40 and 60; those of 20 and before are gone. */
    @BeforeEach
    void a_run_that_failed_at_step_70() throws Exception {
        run = RunForTest.of(folder.resolve("run"), steps(120), Map.of("throwAtStep", 70));
        assertThat(run.train()).isEqualTo(1);
        assertThat(new RunCheckpoints(run.directory()).all())
                .extracting(Checkpoint::step)
                .containsExactly(40L, 60L);
    }

    private Path state(long step) {
        return run.directory().checkpoint(step).resolve("model/state");
    }

    private void flipOneBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Resumes with a model that does not throw. */
    private long resume() throws Exception {
        Path file = run.directory().specFile();
        Files.writeString(file, Files.readString(file).replaceAll("(\"throwAtStep\" : )70", "$1" + "0"));
        int before = run.events().size();
        assertThat(run.train()).isZero();
        return ((JournalEvent.Started) run.events().get(before)).fromStep();
    }

    private List<String> notices() {
        return run.events(JournalEvent.Noticed.class).stream()
                .map(JournalEvent.Noticed::text)
                .toList();
    }

    @Test
    void a_resume_passes_over_the_damaged_one_says_so_and_comes_to_the_same_numbers() throws Exception {
        flipOneBit(state(60));
        assertThat(resume()).isEqualTo(40);
        assertThat(notices())
                .containsExactly("The checkpoint of step 60 is damaged, its file state is not as it was written; it is"
                        + " passed over. The run goes on from step 40.");
        RunForTest whole = RunForTest.of(folder.resolve("whole"), steps(120), Map.of());
        whole.train();
        assertThat(run.findings()).isEqualTo(whole.findings());
        assertThat(new RunCheckpoints(run.directory()).all())
                .extracting(Checkpoint::step)
                .containsExactly(80L, 100L, 120L);
    }

    @Test
    void a_missing_file_and_a_description_that_cannot_be_read_are_damage_too() throws Exception {
        Files.delete(state(60));
        Files.writeString(run.directory().checkpoint(40).resolve("checkpoint.json"), "\0\0");
        assertThat(resume()).isZero();
        assertThat(notices())
                .anySatisfy(text -> assertThat(text).contains("its file state is missing"))
                .anySatisfy(text -> assertThat(text).contains("step-000000040 is damaged, its description"));
        assertThat(((JournalEvent.Finished) run.lastEvent()).step()).isEqualTo(120);
    }

    @Test
    void checkpoints_of_earlier_versions_go_on_working_and_one_that_cannot_be_restored_is_passed_over()
            throws Exception {
        for (long step : new long[] {40, 60}) {
            Path description = run.directory().checkpoint(step).resolve("checkpoint.json");
            Json.writeFile(
                    description,
                    Map.of(
                            "step",
                            step,
                            "trainMillis",
                            1,
                            "trainNanos",
                            1_000_000,
                            "converged",
                            false,
                            "pending",
                            List.of()));
        }
        Files.write(state(60), new byte[3]);
        assertThat(resume()).isEqualTo(40);
        assertThat(notices()).singleElement().asString().contains("step 60 is damaged, it cannot be restored");
    }

    @Test
    void a_request_for_a_damaged_one_is_refused_and_names_the_whole_ones() throws Exception {
        flipOneBit(state(60));
        for (OptionalLong step : List.of(OptionalLong.of(60), OptionalLong.empty())) {
            DrawRequest request =
                    new DrawRequest("request", "samples", step, 4, 1, "exact", Map.of(), OptionalInt.empty());
            assertThat(run.draw(request)).isEqualTo(1);
            assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                    .isEqualTo("step: the checkpoint of step 60 is damaged, its file state is not as it was written;"
                            + " choose one of those that are whole, [40]");
        }
    }
}
