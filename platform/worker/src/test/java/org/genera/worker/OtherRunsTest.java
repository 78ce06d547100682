package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.genera.worker.RunForTest.steps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.DrawRequest;
import org.genera.run.EvaluationRequest;
import org.genera.run.JournalEvent;
import org.genera.run.KeptCheckpoint;
import org.genera.run.RunDirectory;
import org.genera.run.RunInDraw;
import org.genera.run.SampleSet;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.Given;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.testkit.AbilitiesFamily;
import org.genera.testkit.CodesFamily;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prior over the codes of another run, from its first step to what is drawn from it. */
class OtherRunsTest {
    private static final int STEPS = 120;

    @TempDir
    Path folder;

    @Test
    void a_killed_run_on_another_goes_on_to_the_same_numbers_and_is_drawn_from_and_evaluated() throws Exception {
        RunForTest uninterrupted = prior(folder.resolve("whole"));
        assertThat(uninterrupted.train()).isZero();
        Map<String, String> expected = uninterrupted.findings();

        RunForTest run = prior(folder.resolve("killed"));
        Process process = run.start();
        run.await(0, event -> event instanceof JournalEvent.Checkpointed, process);
        process.destroyForcibly();
        process.waitFor();
        assertThat(run.train()).as(run.log()).isZero();
        assertThat(run.findings()).isEqualTo(expected);
        assertThat(run.draw(new DrawRequest(
                        "again",
                        "samples",
                        OptionalLong.empty(),
                        16,
                        RunForTest.PROTOCOL.noiseSeed(),
                        "exact",
                        Map.of(),
                        OptionalInt.empty())))
                .isZero();
        byte[] drawn = Files.readAllBytes(run.directory().sampleFile("again"));
        byte[] trained = Files.readAllBytes(run.directory().sampleFile("samples-000000120"));
        assertThat(drawn).isEqualTo(Arrays.copyOf(trained, drawn.length));
        assertThat(run.evaluate(
                        new EvaluationRequest("measured", OptionalLong.of(STEPS), "exact", Map.of(), 100, 100, 3)))
                .isZero();
    }

    @Test
    void the_other_model_is_the_one_of_the_pinned_step_and_cannot_be_changed() throws Exception {
        RunForTest run = prior(folder);
        RunForTest codes = RunForTest.codes(folder, CodesFamily.CENTRED, steps(60));
        float[] early = codes(codes, 20);
        float[] late = codes(codes, 60);
        try (OtherRuns others = OtherRuns.open(
                run.arguments(),
                new CodesFamily().variant(CodesFamily.CODE_PRIOR).buildsOn(),
                run.directory().spec().on())) {
            Model borrowed = others.models().get(CodesFamily.CODES);
            assertThat(((Encoder) borrowed).encode(batch(codes)))
                    .isEqualTo(early)
                    .isNotEqualTo(late);
            assertThat(borrowed.getClass().getInterfaces())
                    .extracting(Class::getSimpleName)
                    .contains("LatentSpaces");
            assertThat(others.notices()).isEmpty();
            assertThat(catchThrowable(borrowed::close))
                    .hasMessage("the model that is built on as codes stays as it was trained, but the model that builds"
                            + " on it calls its close");
        }
    }

    private static float[] codes(RunForTest run, long step) {
        try (OpenRun open = OpenRun.open(run.arguments())) {
            Checkpoints checkpoints = new Checkpoints(run.directory());
            checkpoints.restore(checkpoints.wanted(OptionalLong.of(step)), open.model());
            return ((Encoder) open.model()).encode(open.data().test(8));
        }
    }

    private static Batch batch(RunForTest run) {
        try (OpenRun open = OpenRun.open(run.arguments())) {
            return open.data().test(8);
        }
    }

    @Test
    void a_draw_is_led_by_another_run_and_says_by_which() throws Exception {
        RunForTest guide = RunForTest.abilities(folder, AbilitiesFamily.PROTOTYPES, steps(60));
        assertThat(guide.train()).isZero();
        RunForTest run =
                RunForTest.codes(folder, CodesFamily.CENTRED, steps(60)).with(guide);
        assertThat(run.train()).isZero();
        DrawRequest free =
                new DrawRequest("free", "samples", OptionalLong.empty(), 16, 3, "exact", Map.of(), OptionalInt.empty());
        run.draw(free);
        float[] unled = values(run, "free");

        RunInDraw lead = new RunInDraw(guide.pin(60), OptionalInt.of(2), 0.5);
        assertThat(run.draw(led("led", lead))).isZero();
        float[] values = values(run, "led");
        try (Guides guides =
                Guides.of(run.arguments(), new CodesFamily().variant(CodesFamily.CENTRED), led("again", lead))) {
            float[] gradient = guides.leads()
                    .get(0)
                    .guide()
                    .gradient(
                            new Batch(16, unled, new int[0]),
                            Collections.nCopies(16, NoiseLevel.CLEAN),
                            Given.ofClass(2, 16, new DataShape.Vector(2)));
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isCloseTo(unled[i] + gradient[i] / 2, within(1e-6f));
            }
        }
        SampleSet set = ((JournalEvent.Drawn) run.lastEvent()).set();
        assertThat(set.on().get(CodesFamily.GUIDE)).isEqualTo(lead);

        assertThat(run.draw(led("nobody", null))).isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("expected a run to build on as guide");
        assertThat(run.draw(led("nowhere", new RunInDraw(guide.pin(60), OptionalInt.of(8), 1))))
                .isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("on.guide.label: expected a class from 0 to 7, got 8");
    }

    private static DrawRequest led(String id, @Nullable RunInDraw lead) {
        return new DrawRequest(id, "samples", OptionalLong.empty(), 16, 3, "guided", Map.of(), OptionalInt.empty())
                .on(lead == null ? Map.of() : Map.of(CodesFamily.GUIDE, lead));
    }

    private static float[] values(RunForTest run, String set) throws Exception {
        float[] values = new float[32];
        ByteBuffer.wrap(Files.readAllBytes(run.directory().sampleFile(set)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    @Test
    void a_checkpoint_that_is_built_on_outlives_newer_ones() throws Exception {
        RunForTest run = RunForTest.codes(folder, CodesFamily.CENTRED, steps(60));
        Files.createDirectories(run.directory().checkpoints());
        Files.writeString(run.directory().pin(20), "");
        assertThat(run.train()).isZero();
        // Of checkpoints at 10, 20 … 60 the last three are kept, and what is pinned.
        assertThat(KeptCheckpoint.steps(run.directory())).containsExactly(20L, 40L, 50L, 60L);
    }

    @Test
    void what_is_not_as_it_was_at_the_launch_is_told_in_a_sentence() throws Exception {
        RunForTest run = prior(folder);
        RunDirectory other = run.home().run("experiment", CodesFamily.CENTRED);
        Path weights = other.checkpoint(20).resolve("model/numbers");
        byte[] written = Files.readAllBytes(weights);
        Files.write(weights, new byte[written.length]);
        refused(run, "its checkpoint of step 20 is damaged, its file numbers is not as it was written");

        // Whole in itself, but another one.
        Files.write(weights, written);
        Files.move(other.checkpoint(20), other.checkpoint(21));
        Files.move(other.checkpoint(60), other.checkpoint(20));
        refused(run, "its checkpoint of step 20 is not the one of the launch: expected the digest ");

        Files.move(other.checkpoint(20), other.checkpoint(60));
        refused(
                run,
                "its checkpoint of step 20 is gone; put it back, or launch a new run that builds on one of those it"
                        + " has, [21, 40, 50, 60]");

        Files.move(other.root(), other.root().resolveSibling("elsewhere"));
        refused(run, "it is gone; put its folder back, or launch a new run that builds on another");
    }

    private void refused(RunForTest run, String why) throws Exception {
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason())
                .contains("cannot build on run centred as codes: " + why)
                .doesNotContain("\n");
    }

    @Test
    void a_run_without_what_its_variant_builds_on_says_so() throws Exception {
        RunForTest run = RunForTest.codes(folder, CodesFamily.CODE_PRIOR, steps(5));
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason())
                .contains("expected a run to build on as codes, found none in the specification");
    }

    private static RunForTest prior(Path home) throws Exception {
        RunForTest codes = RunForTest.codes(home, CodesFamily.CENTRED, steps(60));
        Files.createDirectories(codes.directory().checkpoints());
        Files.writeString(codes.directory().pin(20), "");
        codes.train();
        return RunForTest.codes(home, CodesFamily.CODE_PRIOR, steps(STEPS)).on(CodesFamily.CODES, codes, 20);
    }
}
