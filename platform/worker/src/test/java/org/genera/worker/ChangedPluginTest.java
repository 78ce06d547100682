package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.journal.JournalEvent;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose plugin has become one that reads their values or checkpoints no longer. */
class ChangedPluginTest {
    private static final DrawRequest DRAW =
            new DrawRequest("request", "samples", OptionalLong.empty(), 4, 1, "exact", Map.of(), OptionalInt.empty());
    private static final String MAKER =
            "expected walking-gaussian 1.0.0 of Genera 1, which made this run, got 2.0.0, which cannot read ";
    private static final String WHAT_TO_DO =
            "; put the jar of 1.0.0 back into the folder plugins of the home folder, or repeat the run";

    @TempDir
    Path folder;

    private RunForTest trainedBefore(String variant, Map<String, Object> values) throws Exception {
        RunForTest run = RunForTest.of(folder, variant, steps(20), values);
        assertThat(run.train()).isZero();
        run.changePlugin();
        return run;
    }

    private static String drawn(RunForTest run) throws Exception {
        assertThat(run.draw(DRAW)).isEqualTo(1);
        return ((JournalEvent.DrawFailed) run.lastEvent()).reason();
    }

    @Test
    void values_that_it_no_longer_reads_are_refused_with_the_version_that_made_the_run() throws Exception {
        RunForTest run = trainedBefore("minibatch", Map.of("stepMillis", 0));
        assertThat(drawn(run))
                .startsWith(MAKER + "its values (")
                .contains("the unknown name \"stepMillis\"")
                .endsWith(WHAT_TO_DO)
                .hasLineCount(1);
    }

    @Test
    void a_checkpoint_that_it_no_longer_reads_is_refused_with_the_version_that_made_the_run() throws Exception {
        RunForTest run = trainedBefore("whole", Map.of());
        String refusal =
                MAKER + "the checkpoint of step 20 (java.lang.IllegalStateException: expected the files mean and"
                        + " deviation in the folder)" + WHAT_TO_DO;
        assertThat(drawn(run)).isEqualTo(refusal);
        assertThat(run.evaluate(new EvaluationRequest("request", OptionalLong.empty(), "exact", Map.of(), 16, 100, 1)))
                .isEqualTo(1);
        assertThat(((JournalEvent.EvaluationFailed) run.lastEvent()).reason()).isEqualTo(refusal);
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason())
                .startsWith(MAKER + "its checkpoints (")
                .endsWith(WHAT_TO_DO);
    }

    @Test
    void a_variant_that_it_no_longer_has_is_refused_with_the_version_that_made_the_run() throws Exception {
        RunForTest run = trainedBefore("whole", Map.of());
        Path spec = run.directory().specFile();
        Files.writeString(spec, Files.readString(spec).replace("\"whole\"", "\"bygone\""));
        assertThat(drawn(run))
                .startsWith(MAKER + "its variant (")
                .contains("[minibatch, whole]")
                .endsWith(WHAT_TO_DO);
    }

    @Test
    void what_it_still_reads_is_trained_on_and_said() throws Exception {
        RunForTest run = RunForTest.of(folder, "whole", steps(20), Map.of());
        run.changePlugin();
        assertThat(run.train()).isZero();
        assertThat(run.events(JournalEvent.Noticed.class))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).startsWith("The plugin has changed since the launch"));
    }
}
