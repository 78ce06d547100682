package org.genera.worker.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Codes;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Embedding;
import org.genera.spi.Encoder;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Known;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Samples;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong answer of an ability is refused in a sentence. */
class AbilityAnswersTest {
    private static final DataSpec DATA = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 2, 100);
    private static final Batch BATCH = new Batch(3, new float[6], new int[] {0, 1, 0});

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grid       | grid returned what it must not: expected axes of 1 or more codes, got [2, 0]
            codes      | codes returned what it must not: expected codes from 0 to 3, got 4
            fromCodes  | fromCodes returned what it must not: expected 3 examples, got 1
            levels     | levels returned what it must not: expected 1 or more, got 0
            score      | score returned what it must not: expected finite numbers, got 1 of 6 that are not, the first NaN
            logDensity | log density of score returned what it must not: expected 3 numbers, got 2
            criticScores | criticScores returned what it must not: expected 3 numbers, got 2
            gradient   | gradient returned what it must not: expected 6 numbers, got 5
            scale      | scale returned what it must not: expected a finite number above 0, got 0.0
            halves     | halves returned what it must not: expected none, for examples are no pairs, got [FIRST]
            embed      | embed returned what it must not: expected 15 numbers, got 3
            spaces     | spaces returned what it must not: expected different latent spaces
            map        | map returned what it must not: expected 9 numbers, got 6
            codeSpace  | codeSpace returned what it must not: expected none, or one of the model's latent spaces of 2
            """)
    void a_wrong_answer_is_told_in_a_sentence(String odd, String sentence) {
        Model guarded = ModelGuard.around(new Odd(odd), VARIANT, DATA, Values.defaults(List.of()));
        assertThatThrownBy(() -> askEverything(guarded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .message()
                .hasLineCount(1);
        askEverything(ModelGuard.around(new Odd("none"), VARIANT, DATA, Values.defaults(List.of())));
    }

    private static final Variant VARIANT = Variant.named("odd", "Odd").builds(() -> (spec, context) -> new Odd("none"));

    private static void askEverything(Model model) {
        Codes codes = (Codes) model;
        codes.grid();
        codes.alphabet();
        codes.fromCodes(codes.codes(BATCH));
        ScoreField field = (ScoreField) model;
        List<NoiseLevel> levels = Collections.nCopies(3, NoiseLevel.CLEAN);
        field.levels();
        field.score(BATCH, levels);
        ((Critic) model).criticScores(BATCH);
        ((Guide) model).gradient(BATCH, levels, new Given(BATCH, Known.LABEL));
        Embedding embedding = (Embedding) model;
        embedding.scale();
        embedding.halves();
        embedding.embed(BATCH, Optional.empty());
        LatentSpaces latents = (LatentSpaces) model;
        assertThat(latents.spaces()).isNotEmpty();
        latents.map("z", "w", latents.prior("z", 3, 1));
        ((Encoder) model).codeSpace();
    }

    /** Wrong in one answer, all zeros in the others. */
    private record Odd(String odd)
            implements Model, Codes, ScoreField, Critic, Guide, Embedding, LatentSpaces, Encoder {

        private boolean is(String answer) {
            return odd.equals(answer);
        }

        @Override
        public List<Integer> grid() {
            return is("grid") ? List.of(2, 0) : List.of(2, 2);
        }

        @Override
        public int alphabet() {
            return 4;
        }

        @Override
        public int[] codes(Batch batch) {
            int[] codes = new int[12];
            codes[7] = is("codes") ? 4 : 3;
            return codes;
        }

        @Override
        public Samples fromCodes(int[] codes) {
            return samples(is("fromCodes") ? 1 : 3);
        }

        private static Samples samples(int count) {
            return new Samples(DATA.shape(), count, new float[2 * count]);
        }

        @Override
        public List<NoiseLevel> levels() {
            return is("levels") ? List.of() : List.of(NoiseLevel.CLEAN);
        }

        @Override
        public Scores score(Batch x, List<NoiseLevel> levels) {
            float[] gradient = new float[6];
            gradient[4] = is("score") ? Float.NaN : 1;
            return new Scores(gradient, new double[is("logDensity") ? 2 : 3]);
        }

        @Override
        public double[] criticScores(Batch batch) {
            return new double[is("criticScores") ? 2 : 3];
        }

        @Override
        public boolean noiseAware() {
            return false;
        }

        @Override
        public float[] gradient(Batch x, List<NoiseLevel> levels, Given target) {
            return new float[is("gradient") ? 5 : 6];
        }

        @Override
        public int embeddingWidth() {
            return 5;
        }

        @Override
        public double scale() {
            return is("scale") ? 0 : 1;
        }

        @Override
        public Set<Half> halves() {
            return is("halves") ? Set.of(Half.FIRST) : Set.of();
        }

        @Override
        public float[] embed(Batch examples, Optional<Half> half) {
            return new float[is("embed") ? 3 : 15];
        }

        @Override
        public List<Space> spaces() {
            Space w = new Space("w", "w", 3, Prior.OTHER);
            return is("spaces") ? List.of(w, w) : List.of(Space.z(2), w);
        }

        @Override
        public float[] prior(String space, int count, long seed) {
            return new float[count * space(space).dimension()];
        }

        @Override
        public Samples decode(String space, float[] latents) {
            return samples(space(space).count(latents));
        }

        @Override
        public float[] map(String from, String to, float[] latents) {
            return new float[is("map") ? 6 : 9];
        }

        @Override
        public int codeWidth() {
            return 2;
        }

        @Override
        public Optional<String> codeSpace() {
            return Optional.of(is("codeSpace") ? "w" : "z");
        }

        @Override
        public float[] encode(Batch batch) {
            return new float[6];
        }

        @Override
        public StepReport trainStep(Batches batches) {
            throw new IllegalStateException("expected questions alone");
        }

        @Override
        public long parameterCount() {
            return 0;
        }

        @Override
        public void save(Path checkpoint) {}

        @Override
        public void restore(Path checkpoint) {}

        @Override
        public void close() {}
    }
}
