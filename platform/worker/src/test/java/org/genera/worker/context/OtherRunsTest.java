package org.genera.worker.context;

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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.Examples;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunInDraw;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Encoder;
import org.genera.spi.Given;
import org.genera.spi.Half;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.ValueRange;
import org.genera.testkit.AbilitiesFamily;
import org.genera.testkit.CodesFamily;
import org.genera.worker.RunForTest;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prior over the codes of another run, from its first step to what is drawn from it. */
class OtherRunsTest {
    private static final int STEPS = 120;
    private static final String CAPTION = "a large red cross";
    private static final int PICTURE = 32 * 32 * 3;
    private static final Protocol SMALL = new Protocol(1, 4, 1, 8, 8, 1, 5);

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
        try (RunContext open = RunContext.open(run.arguments())) {
            RunCheckpoints checkpoints = new RunCheckpoints(run.directory());
            checkpoints.restore(checkpoints.wanted(OptionalLong.of(step)), open.model());
            return ((Encoder) open.model()).encode(open.data().test(8));
        }
    }

    private static Batch batch(RunForTest run) {
        try (RunContext open = RunContext.open(run.arguments())) {
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

        RunInDraw lead = new RunInDraw(guide.pin(60), 2, 0.5);
        assertThat(run.draw(led("led", lead))).isZero();
        float[] values = values(run, "led");
        DataSpec points = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 8, 1);
        try (Guides guides = Guides.of(
                run.arguments(), new CodesFamily().variant(CodesFamily.CENTRED), points, led("again", lead))) {
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
        assertThat(set.draw().on().get(CodesFamily.GUIDE)).isEqualTo(lead);
        assertThat(set.draw().given()).isEqualTo("guidance to the class 2");

        assertThat(run.draw(led("nobody", null))).isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("expected a run to build on as guide");
        assertThat(run.draw(led("nowhere", new RunInDraw(guide.pin(60), 8, 1)))).isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("on.guide.label: expected a class from 0 to 7, got 8");
        assertThat(run.draw(led("nothing", new RunInDraw(guide.pin(60), "two", 1))))
                .isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .contains("on.guide.text: expected a class, got a text");
    }

    @Test
    void a_draw_is_led_to_a_text_or_to_what_goes_with_half_of_a_test_example() throws Exception {
        RunForTest run = RunForTest.codes(folder, standardised("shapes"), steps(2), SMALL);
        assertThat(run.train()).isZero();
        RunForTest captions = guide(AbilitiesFamily.CAPTIONED, standardised("captions"));
        RunForTest outlines = guide(AbilitiesFamily.TWIN, standardised("outlines"));
        run.with(captions).with(outlines);
        float[] unled = values(run, drawn(run, "unled", new RunInDraw(captions.pin(2), CAPTION, 0)));

        SampleSet toText = drawn(run, "text", new RunInDraw(captions.pin(2), CAPTION, 0.5));
        int same = exampleWithCaption(run);
        SampleSet toExample = drawn(run, "example", RunInDraw.toExample(captions.pin(2), same, 0.5));
        assertThat(values(run, toText)).isEqualTo(values(run, toExample)).isNotEqualTo(unled);
        assertThat(toText.draw().given()).isEqualTo("guidance to the text \"" + CAPTION + "\"");
        assertThat(toExample.draw().given()).isEqualTo("guidance to test example " + same);

        float[] brighter = values(run, drawn(run, "half", RunInDraw.toExample(outlines.pin(2), 3, 2)));
        double wanted = mean(half(outlines, 3), 0, 32 * 32);
        for (int i = 0; i < brighter.length; i++) {
            double apart = wanted - mean(unled, i / PICTURE * PICTURE, PICTURE);
            assertThat(brighter[i]).isCloseTo((float) (unled[i] + 2 * apart), within(1e-4f));
        }
    }

    @Test
    void what_a_guide_is_not_led_by_is_told_in_a_sentence() throws Exception {
        RunForTest run = RunForTest.codes(folder, standardised("shapes"), steps(2), SMALL);
        RunForTest captions = guide(AbilitiesFamily.CAPTIONED, standardised("captions"));
        RunForTest outlines = guide(AbilitiesFamily.TWIN, standardised("outlines"));
        RunForTest points = guide(AbilitiesFamily.PROTOTYPES, new DataSelection("ring8", "", Preprocessing.none()));
        run.with(captions).with(outlines).with(points);
        refused(
                run,
                new RunInDraw(captions.pin(2), 1, 1),
                "on.guide.label: expected a text or a test example, got a class");
        refused(run, new RunInDraw(outlines.pin(2), CAPTION, 1), "on.guide.text: expected a test example, got a text");
        refused(
                run,
                new RunInDraw(captions.pin(2), "a large red Cross", 1),
                "on.guide.text: expected the symbols \" \" \"a\" ",
                ", got \"C\"");
        refused(
                run,
                new RunInDraw(captions.pin(2), CAPTION + " " + CAPTION, 1),
                "on.guide.text: expected 1 to 23 symbols, got 35");
        refused(
                run,
                RunInDraw.toExample(captions.pin(2), 1_000, 1),
                "on.guide.example: expected a test example from 0 to 999, got 1000");
        refused(
                run,
                new RunInDraw(points.pin(2), 1, 1),
                "on.guide: expected a run that leads examples of the shape [32,32,3] and the range [REAL], got run"
                        + " prototypes, which leads those of the shape [2]");
    }

    private static void refused(RunForTest run, RunInDraw lead, String... why) {
        DrawRequest request = ledBy("refused", lead);
        DataSpec pictures = new DataSpec(new DataShape.Image(32, 32, 3), ValueRange.REAL, 4, 1);
        assertThat(catchThrowable(() ->
                        Guides.of(run.arguments(), new CodesFamily().variant(CodesFamily.CENTRED), pictures, request)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(why);
    }

    private RunForTest guide(String variant, DataSelection data) throws Exception {
        RunForTest guide = RunForTest.abilities(folder, variant, data, steps(2), SMALL);
        assertThat(guide.train()).isZero();
        return guide;
    }

    /** Where no classifier looks at what is drawn. */
    private static DataSelection standardised(String dataSet) {
        return new DataSelection(dataSet, "", new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE));
    }

    private static DrawRequest ledBy(String id, RunInDraw lead) {
        return new DrawRequest(
                        id, "samples", OptionalLong.empty(), 4, 3, CodesFamily.LED, Map.of(), OptionalInt.empty())
                .on(Map.of(CodesFamily.GUIDE, lead));
    }

    private static SampleSet drawn(RunForTest run, String id, RunInDraw lead) throws Exception {
        assertThat(run.draw(ledBy(id, lead))).isZero();
        return ((JournalEvent.Drawn) run.lastEvent()).set();
    }

    /** The first test example that says it. */
    private static int exampleWithCaption(RunForTest run) {
        DataCatalogue catalogue = new DataCatalogue(run.home().data());
        List<String> symbols = catalogue.card("captions").orElseThrow().symbols();
        Examples examples = catalogue.examples("captions", "test", 200);
        for (int i = 0; i < examples.count(); i++) {
            StringBuilder caption = new StringBuilder();
            for (int t = 0; t < examples.lengths()[i]; t++) {
                caption.append(
                        symbols.get((int) examples.values()[i * examples.shape().size() + PICTURE + t]));
            }
            if (caption.toString().equals(CAPTION)) {
                return i;
            }
        }
        throw new AssertionError("no example says " + CAPTION);
    }

    private static float[] half(RunForTest run, int example) {
        try (RunContext open = RunContext.open(run.arguments())) {
            return open.data()
                    .test(example + 1)
                    .take(example)
                    .half(Half.FIRST, (DataShape.Pair) open.data().spec().shape())
                    .values();
        }
    }

    private static double mean(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    private static DrawRequest led(String id, @Nullable RunInDraw lead) {
        return new DrawRequest(id, "samples", OptionalLong.empty(), 16, 3, "guided", Map.of(), OptionalInt.empty())
                .on(lead == null ? Map.of() : Map.of(CodesFamily.GUIDE, lead));
    }

    private static float[] values(RunForTest run, SampleSet set) throws Exception {
        return values(run, set.id());
    }

    private static float[] values(RunForTest run, String set) throws Exception {
        byte[] bytes = Files.readAllBytes(run.directory().sampleFile(set));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
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
