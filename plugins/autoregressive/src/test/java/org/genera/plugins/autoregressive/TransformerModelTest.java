package org.genera.plugins.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.nn.BaseNoise;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Trajectory.Frame;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

class TransformerModelTest {
    private static final DataShape.Sequence SEQUENCES = DataShape.Sequence.ofSymbols(6, 3);

    private static TransformerModel build(DataShape shape, ValueRange range, int classes, Map<String, Object> more) {
        Map<String, Object> given =
                new HashMap<>(Map.of("width", 16, "layers", 2, "warmUp", 0, "learningRate", 0.01, "decay", false));
        given.putAll(more);
        Values values = Values.of(TransformerModel.VARIANT.hyperparameters(), given);
        return new TransformerModel(
                new ModelSpec("transformer", values, new DataSpec(shape, range, classes, 100), 3), ModelContext.cpu());
    }

    /** Random examples, on which some steps are taken so that nothing stands at its first value. */
    private static Batch trained(TransformerModel model, DataShape shape, ValueRange range, int classes) {
        Batch batch = random(shape, range, classes, 8);
        for (int step = 1; step <= 5; step++) {
            model.trainStep(new OneBatch(step, batch));
        }
        return batch;
    }

    private static Batch random(DataShape shape, ValueRange range, int classes, int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[count * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (range) {
                case BINARY -> random.nextInt(2);
                case SYMBOLS -> random.nextInt(((DataShape.Sequence) shape).symbols());
                case UNIT -> random.nextInt(256) / 255f;
                default -> 2 * random.nextInt(256) / 255f - 1;
            };
        }
        int[] labels =
                classes == 0 ? new int[0] : random.ints(count, 0, classes).toArray();
        int[] lengths = shape.sequences() == 0
                ? new int[0]
                : random.ints(count, 1, 1 + shape.axes().get(0)).toArray();
        for (int i = 0; i < lengths.length; i++) {
            Arrays.fill(values, i * shape.size() + lengths[i], (i + 1) * shape.size(), 0);
        }
        return new Batch(count, values, labels, lengths);
    }

    private static double sum(TransformerModel model, Batch batch) {
        return Arrays.stream(model.logLikelihood(batch, "exact", 0).values())
                .map(Math::exp)
                .sum();
    }

    @Test
    void the_probabilities_of_all_pictures_add_up_to_one_and_so_do_those_of_all_sequences_of_a_length() {
        DataShape.Image shape = new DataShape.Image(3, 3, 1);
        float[] all = new float[512 * 9];
        for (int i = 0; i < all.length; i++) {
            all[i] = (i / 9) >> (i % 9) & 1;
        }
        for (int together : new int[] {1, 3}) {
            for (int classes : new int[] {0, 2}) {
                try (TransformerModel model =
                        build(shape, ValueRange.BINARY, classes, Map.of("pixelsPerSymbol", together))) {
                    trained(model, shape, ValueRange.BINARY, classes);
                    assertThat(sum(model, new Batch(512, all, new int[0]))).isCloseTo(1, within(1e-5));
                }
            }
        }
        try (TransformerModel model = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of())) {
            trained(model, SEQUENCES, ValueRange.SYMBOLS, 0);
            for (int length : new int[] {1, 4}) {
                int count = (int) Math.pow(3, length);
                float[] values = new float[count * 6];
                for (int i = 0; i < count; i++) {
                    for (int t = 0; t < length; t++) {
                        values[6 * i + t] = i / (int) Math.pow(3, t) % 3;
                    }
                }
                int[] lengths = new int[count];
                Arrays.fill(lengths, length);
                assertThat(sum(model, new Batch(count, values, new int[0], lengths)))
                        .isCloseTo(1, within(1e-5));
            }
        }
    }

    /** Each number is changed by itself, and which factors change with it: all behind its own symbol, and no other. */
    @Test
    void a_factor_moves_with_every_number_before_its_symbol_and_with_no_other() {
        moves(new DataShape.Image(3, 4, 3), ValueRange.UNIT, 1);
        moves(new DataShape.Image(4, 6, 1), ValueRange.BINARY, 3);
        moves(SEQUENCES, ValueRange.SYMBOLS, 1);
    }

    private static void moves(DataShape shape, ValueRange range, int together) {
        try (TransformerModel model = build(shape, range, 0, Map.of("pixelsPerSymbol", together))) {
            trained(model, shape, range, 0);
            Batch batch = random(shape, range, 0, 4);
            int symbols = shape.size() / together;
            float[] before = model.logits(batch);
            int outputs = before.length / 4 / symbols;
            for (int changed = 0; changed < shape.size(); changed++) {
                float[] values = batch.values().clone();
                for (int i = changed; i < values.length; i += shape.size()) {
                    values[i] = values[i] > 0.5f ? 0 : 1;
                }
                float[] after = model.logits(new Batch(4, values, new int[0], batch.lengths()));
                for (int i = 0; i < 4 * symbols; i++) {
                    boolean moved = !Arrays.equals(
                            before, i * outputs, (i + 1) * outputs, after, i * outputs, (i + 1) * outputs);
                    assertThat(moved)
                            .as("symbol %d moves with number %d of %s", i % symbols, changed, shape)
                            .isEqualTo(i % symbols > changed / together);
                }
            }
        }
    }

    @Test
    void remembered_keys_and_values_give_the_examples_that_whole_passes_give() {
        same(new DataShape.Image(6, 5, 1), ValueRange.BINARY, 0, 1);
        same(new DataShape.Image(12, 12, 1), ValueRange.BINARY, 0, 2);
        same(new DataShape.Image(3, 3, 3), ValueRange.SYMMETRIC, 3, 1);
        same(SEQUENCES, ValueRange.SYMBOLS, 3, 1);
    }

    private static void same(DataShape shape, ValueRange range, int classes, int together) {
        int count = 5;
        int size = shape.size();
        int places = size / together;
        try (TransformerModel model = build(shape, range, classes, Map.of("pixelsPerSymbol", together))) {
            trained(model, shape, range, classes);
            int[] labels = classes == 0 ? new int[0] : new int[] {0, 1, 2, 1, 0};
            int[] all = new int[shape.sequences() * count];
            Arrays.fill(all, places);
            SampleRequest request = SampleRequest.of(count, 9, TransformerModel.SYMBOLS);
            if (classes > 0) {
                request = request.given(new Given(new Batch(count, new float[count * size], labels), Known.LABEL));
            }
            Samples quick = model.sample(request);
            float[] noise = BaseNoise.normal(9, count, places);
            float[] slow = new float[count * size];
            Arrays.fill(slow, model.symbols().levels().low());
            Levels alphabet = Levels.ofSymbols(model.symbols().count());
            for (int t = 0; t < places; t++) {
                float[] logits = model.logits(new Batch(count, slow, labels, all));
                for (int row = 0; row < count; row++) {
                    int place = row * places + t;
                    if (shape.sequences() == 0 || t < quick.lengths()[row]) {
                        double uniform = NormalDistribution.of(noise[place]);
                        int symbol = alphabet.draw(logits, place * alphabet.logits(), 1, uniform);
                        model.symbols().write(symbol, slow, place * together);
                    }
                }
            }
            assertThat(quick.values()).as("%s", shape).isEqualTo(slow);
        }
    }

    @Test
    void a_known_beginning_stays_and_decides_the_rest() {
        boolean[] upper = new boolean[16];
        Arrays.fill(upper, 0, 9, true);
        DataShape.Image shape = new DataShape.Image(4, 4, 1);
        try (TransformerModel model = build(shape, ValueRange.BINARY, 0, Map.of("pixelsPerSymbol", 2))) {
            trained(model, shape, ValueRange.BINARY, 0);
            SampleRequest request = SampleRequest.of(8, 4, TransformerModel.SYMBOLS);
            float[] free = model.sample(request).values();
            // A draw that is given its own upper half, and a number more, draws its own lower half.
            Given own = new Given(new Batch(8, free, new int[0]), Known.some(upper));
            assertThat(Arrays.copyOf(model.sample(request.given(own)).values(), 8))
                    .isEqualTo(Arrays.copyOf(free, 8));
        }
        try (TransformerModel model = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of())) {
            Batch batch = trained(model, SEQUENCES, ValueRange.SYMBOLS, 0);
            SampleRequest request = SampleRequest.of(8, 4, TransformerModel.SYMBOLS);
            Samples continued = model.sample(request.given(new Given(batch, Known.prefix(SEQUENCES, 3))));
            for (int i = 0; i < 8; i++) {
                int reach = Math.min(3, batch.lengths()[i]);
                assertThat(continued.lengths()[i]).isGreaterThanOrEqualTo(reach);
                assertThat(Arrays.copyOfRange(continued.values(), 6 * i, 6 * i + reach))
                        .isEqualTo(Arrays.copyOfRange(batch.values(), 6 * i, 6 * i + reach));
            }
        }
    }

    /** Within a symbol what is behind a number counts too: p(first | second) by Bayes' rule from the probabilities of all pictures. */
    @Test
    void numbers_of_one_symbol_are_drawn_given_each_other() {
        DataShape.Image shape = new DataShape.Image(1, 2, 1);
        try (TransformerModel model = build(shape, ValueRange.BINARY, 0, Map.of("pixelsPerSymbol", 2))) {
            float[] data = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0};
            for (int step = 1; step <= 30; step++) {
                model.trainStep(new OneBatch(step, new Batch(8, data, new int[0])));
            }
            double[] logs = model.logLikelihood(new Batch(2, new float[] {0, 1, 1, 1}, new int[0]), "exact", 0)
                    .values();
            double expected = Math.exp(logs[1]) / (Math.exp(logs[0]) + Math.exp(logs[1]));
            int count = 4000;
            float[] examples = new float[2 * count];
            for (int i = 0; i < count; i++) {
                examples[2 * i + 1] = 1;
            }
            Given second = new Given(new Batch(count, examples, new int[0]), Known.some(new boolean[] {false, true}));
            float[] drawn = model.sample(
                            SampleRequest.of(count, 1, TransformerModel.SYMBOLS).given(second))
                    .values();
            double ones = 0;
            for (int i = 0; i < count; i++) {
                assertThat(drawn[2 * i + 1]).isEqualTo(1);
                ones += drawn[2 * i];
            }
            assertThat(ones / count).isCloseTo(expected, within(4 * Math.sqrt(0.25 / count)));
        }
    }

    @Test
    void what_stands_beyond_the_end_of_a_sequence_does_not_count() {
        try (TransformerModel model = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of());
                TransformerModel other = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of())) {
            Batch batch = random(SEQUENCES, ValueRange.SYMBOLS, 0, 8);
            float[] values = batch.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 6 < batch.lengths()[i / 6] ? values[i] : 2;
            }
            Batch beyond = new Batch(8, values, new int[0], batch.lengths());
            assertThat(model.trainStep(OneBatch.first(batch))).isEqualTo(other.trainStep(OneBatch.first(beyond)));
            assertThat(model.logLikelihood(batch, "exact", 0).values())
                    .isEqualTo(other.logLikelihood(beyond, "exact", 0).values());
        }
    }

    @Test
    void sequences_are_as_long_as_those_of_the_training_were() {
        try (TransformerModel model = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of())) {
            int[] lengths = {2, 5, 5, 5};
            for (int step = 1; step <= 3; step++) {
                model.trainStep(new OneBatch(step, new Batch(4, new float[24], new int[0], lengths)));
            }
            int[] drawn = model.sample(SampleRequest.of(2000, 1, TransformerModel.SYMBOLS))
                    .lengths();
            assertThat(drawn).containsOnly(2, 5);
            assertThat(Arrays.stream(drawn).filter(length -> length == 2).count() / 2000.0)
                    .isCloseTo(0.25, within(0.04));
        }
    }

    /** Where each symbol is the one three places before it, all but the first three cost nothing. */
    @Test
    void a_symbol_that_repeats_one_before_it_is_found_there() {
        DataShape.Sequence shape = DataShape.Sequence.ofSymbols(12, 4);
        try (TransformerModel model = build(shape, ValueRange.SYMBOLS, 0, Map.of("learningRate", 0.005))) {
            SplittableRandom random = new SplittableRandom(2);
            int[] lengths = new int[64];
            Arrays.fill(lengths, 12);
            Map<String, Double> told = Map.of();
            for (int step = 1; step <= 400; step++) {
                float[] values = new float[64 * 12];
                for (int i = 0; i < values.length; i++) {
                    values[i] = i % 12 < 3 ? random.nextInt(4) : values[i - 3];
                }
                told = model.trainStep(new OneBatch(step, new Batch(64, values, new int[0], lengths)))
                        .metrics();
            }
            assertThat(told)
                    .hasEntrySatisfying("trainNll", nll -> assertThat(nll).isCloseTo(3 * Math.log(4), within(0.2)));
        }
    }

    @Test
    void the_film_of_a_sequence_grows_by_what_does_not_change_any_more() {
        try (TransformerModel model = build(SEQUENCES, ValueRange.SYMBOLS, 0, Map.of())) {
            trained(model, SEQUENCES, ValueRange.SYMBOLS, 0);
            SampleRequest request = SampleRequest.of(4, 2, TransformerModel.SYMBOLS);
            Samples whole = model.sample(request);
            int moment = 0;
            for (Frame frame : model.trajectory(request, 6)) {
                moment++;
                for (int i = 0; i < 4; i++) {
                    assertThat(frame.samples().lengths()[i]).isEqualTo(Math.min(moment, whole.lengths()[i]));
                }
            }
            assertThat(moment).isEqualTo(6);
        }
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        DataShape.Image digits = new DataShape.Image(28, 28, 1);
        assertThatThrownBy(() -> build(digits, ValueRange.BINARY, 0, Map.of("pixelsPerSymbol", 5)))
                .hasMessageContaining("rows that fall into symbols of 5 numbers, got rows of 28");
        assertThatThrownBy(() -> build(digits, ValueRange.UNIT, 0, Map.of("pixelsPerSymbol", 2)))
                .hasMessageContaining("at most 4096 symbols")
                .hasMessageContaining("256 levels");
        assertThatThrownBy(() -> build(new DataShape.Image(32, 32, 3), ValueRange.UNIT, 0, Map.of()))
                .hasMessageContaining("at most 1024 symbols, got 3072");
        assertThatThrownBy(() -> build(DataShape.Sequence.ofSymbols(4, 1), ValueRange.SYMBOLS, 0, Map.of()))
                .hasMessageContaining("two symbols or more, got 1");
    }
}
