package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.views.View;
import org.genera.views.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawTest {
    @TempDir
    Path folder;

    private RunForTest run;

    @BeforeEach
    void a_finished_run() throws Exception {
        run = RunForTest.of(folder, steps(60), Map.of());
        run.train();
    }

    @Test
    void every_kind_of_request_is_granted() throws Exception {
        for (View view : Views.ALL) {
            if (view.id().equals(Views.NEIGHBOURS)) {
                continue;
            }
            String id = "request-" + view.id().replace('_', '-');
            assertThat(run.draw(request(id, view.id(), 4, "exact", Map.of()))).isZero();
            JournalEvent.Drawn drawn = (JournalEvent.Drawn) run.lastEvent();
            assertThat(drawn.request()).isEqualTo(id);
            assertThat(drawn.set().step()).isEqualTo(60);
            assertThat(Files.size(run.directory().sampleFile(id)))
                    .isEqualTo(4L
                            * drawn.set().layout().frames().size()
                            * drawn.set().layout().count()
                            * 2);
        }
    }

    @Test
    void the_first_completions_are_the_same_however_many_there_are_and_too_many_are_refused() throws Exception {
        run.draw(request("few-rows", "completion", 2, "exact", Map.of()));
        run.draw(request("more-rows", "completion", 4, "exact", Map.of()));
        byte[] few = Files.readAllBytes(run.directory().sampleFile("few-rows"));
        byte[] more = Files.readAllBytes(run.directory().sampleFile("more-rows"));
        assertThat(few).hasSize(more.length / 2).isEqualTo(Arrays.copyOf(more, few.length));
        assertThat(run.draw(request("too-many", "completion", 101, "exact", Map.of())))
                .isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .isEqualTo("count: expected at most 100 examples to complete, got 101");
    }

    @Test
    void the_same_noise_gives_the_samples_of_the_training_and_fewer_are_the_first_of_more() throws Exception {
        run.draw(request("few", "samples", 700, "exact", Map.of()));
        byte[] few = Files.readAllBytes(run.directory().sampleFile("few"));
        byte[] all = Files.readAllBytes(run.directory().sampleFile("samples-000000060"));
        assertThat(few).isEqualTo(Arrays.copyOf(all, few.length));
    }

    @Test
    void the_sampler_and_its_settings_are_chosen_when_drawing() throws Exception {
        run.draw(request("cold", "samples", 4, "cold", Map.of("temperature", 0)));
        float[] values = new float[8];
        java.nio.ByteBuffer.wrap(Files.readAllBytes(run.directory().sampleFile("cold")))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values[2]).isEqualTo(values[0]);
        SampleSet set = ((JournalEvent.Drawn) run.lastEvent()).set();
        assertThat(set.draw().sampler()).isEqualTo("cold");
        assertThat(set.draw().settings()).containsEntry("temperature", 0.0);
    }

    @Test
    void a_kept_checkpoint_can_be_chosen_and_another_is_refused_with_those_there_are() throws Exception {
        run.draw(new DrawRequest("old", "samples", OptionalLong.of(50), 4, 5, "exact", Map.of(), OptionalInt.empty()));
        assertThat(((JournalEvent.Drawn) run.lastEvent()).set().step()).isEqualTo(50);
        run.draw(new DrawRequest("gone", "samples", OptionalLong.of(10), 4, 5, "exact", Map.of(), OptionalInt.empty()));
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason()).contains("[40, 50, 60], got 10");
    }

    @Test
    void a_request_that_cannot_be_granted_fails_with_its_reason() throws Exception {
        assertThat(run.draw(request("a", "samples", 4, "langevin", Map.of()))).isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason()).contains("[exact, cold], got \"langevin\"");
        run.draw(request("b", "samples", 4, "cold", Map.of("temperature", 9)));
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("temperature")
                .contains("9");
        run.draw(new DrawRequest("c", "samples", OptionalLong.empty(), 4, 5, "exact", Map.of(), OptionalInt.of(8)));
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason()).contains("class from 0 to 7, got 8");
    }

    private static DrawRequest request(
            String id, String kind, int count, String sampler, Map<String, Object> settings) {
        return new DrawRequest(
                id,
                kind,
                OptionalLong.empty(),
                count,
                RunForTest.PROTOCOL.noiseSeed(),
                sampler,
                settings,
                OptionalInt.empty());
    }
}
