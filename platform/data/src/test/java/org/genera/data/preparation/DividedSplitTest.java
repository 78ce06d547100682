package org.genera.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Division.Scored;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

class DividedSplitTest {
    private static final Split SPLIT = Split.parse("train=20-320,test=400-500", 500);
    private static final Division TENTH = new Division(0.1, Scored.RANDOM);

    private final StoredExamples numbered = points(500);

    @Test
    void what_is_kept_and_what_is_trained_on_are_the_training_split_and_share_nothing() {
        DividedSplit divided = divided(TENTH);
        assertThat(divided.validation()).hasSize(30).doesNotHaveDuplicates();
        assertThat(divided.train()).hasSize(270).isSorted();
        assertThat(IntStream.concat(Arrays.stream(divided.train()), Arrays.stream(divided.validation()))
                        .sorted()
                        .toArray())
                .containsExactly(SPLIT.train().indices());
        // Not a range of them: each fifth of the split gives some.
        assertThat(Arrays.stream(divided.validation()).map(i -> (i - 20) / 60).distinct())
                .hasSize(5);
    }

    @Test
    void without_a_share_all_is_trained_on_and_the_first_are_scored() {
        DividedSplit undivided = divided(Division.NONE);
        assertThat(undivided.train()).containsExactly(SPLIT.train().indices());
        assertThat(undivided.validation()).isEmpty();
        assertThat(undivided.scored()).containsExactly(SPLIT.test().indices());
    }

    @Test
    void all_test_examples_are_scored_in_an_order_that_knows_nothing_of_theirs() {
        int[] scored = divided(TENTH).scored();
        assertThat(Arrays.stream(scored).sorted().toArray())
                .containsExactly(SPLIT.test().indices());
        assertThat(Arrays.stream(scored).limit(20).average().orElseThrow()).isCloseTo(449.5, within(20.0));
        assertThat(scored).isEqualTo(divided(new Division(0, Scored.RANDOM)).scored());
    }

    @Test
    void a_smaller_share_is_a_part_of_a_larger_one() {
        assertThat(members(divided(new Division(0.3, Scored.RANDOM)).validation()))
                .containsAll(members(divided(TENTH).validation()));
    }

    @Test
    void at_least_one_example_is_kept_and_one_is_left() {
        assertThat(DividedSplit.of(Split.at(3, 5), new Division(0.01, Scored.RANDOM), numbered, true)
                        .validation())
                .hasSize(1);
        assertThat(DividedSplit.of(Split.at(2, 5), new Division(0.9, Scored.RANDOM), numbered, true)
                        .train())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DividedSplit.of(Split.at(1, 5), TENTH, numbered, true))
                .withMessage(
                        "split: expected a training split of at least 2 examples, one to train on and one to choose"
                                + " by, got 1");
    }

    @Test
    void no_batch_holds_what_is_kept_and_an_epoch_is_what_remains() {
        PreparedData data = prepared(TENTH, Scaling.NONE, 7);
        Set<Float> kept = values(data.validation(1_000));
        assertThat(kept).hasSize(30);
        assertThat(data.spec().trainingExamples()).isEqualTo(270);
        Set<Float> epoch = new HashSet<>();
        for (int number = 1; number <= 27; number++) {
            epoch.addAll(values(data.batch(number, 10)));
        }
        assertThat(epoch).hasSize(270).doesNotContainAnyElementsOf(kept);
        assertThat(values(data.trainingSplit())).isEqualTo(epoch);
        assertThat(values(data.trainingChoice(1_000))).isEqualTo(epoch);
        assertThat(data.validation(5).values())
                .isEqualTo(prepared(TENTH, Scaling.NONE, 8).validation(5).values());
    }

    @Test
    void a_standardisation_knows_nothing_of_what_is_kept() {
        PreparedData raw = prepared(TENTH, Scaling.NONE, 1);
        double mean = mean(raw.trainingSplit());
        double deviation = Math.sqrt(IntStream.range(0, 270)
                .mapToDouble(i -> Math.pow(raw.trainingSplit().values()[i] - mean, 2))
                .average()
                .orElseThrow());
        PreparedData standardised = prepared(TENTH, Scaling.STANDARDISE, 1);
        assertThat(mean(standardised.trainingSplit())).isCloseTo(0, within(1e-6));
        for (int i = 0; i < 30; i++) {
            assertThat((double) standardised.validation(30).values()[i])
                    .isCloseTo((raw.validation(30).values()[i] - mean) / deviation, within(1e-6));
        }
    }

    @Test
    void an_example_has_its_number_and_its_values_whichever_are_scored() {
        PreparedData data = prepared(TENTH, Scaling.NONE, 1);
        assertThat(data.test(3).values()).containsExactly(400, 401, 402);
        assertThat(data.testExample(7).values()).containsExactly(407);
        float[] scored = data.scored(40).values();
        assertThat(scored).startsWith(data.scored(10).values());
        assertThat(prepared(Division.NONE, Scaling.NONE, 1).scored(3).values()).containsExactly(400, 401, 402);
        // The same draws for an example, wherever it stands.
        DataSelection glyphs =
                new DataSelection("glyphs", "", new Preprocessing(true, Scaling.UNIT, Binarisation.NONE));
        DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));
        Batch all = catalogue.prepare(glyphs, 1).test(2_000);
        Batch one = catalogue.prepare(glyphs, TENTH, 1).scored(1);
        assertThat(IntStream.range(0, 2_000)
                        .anyMatch(i ->
                                Arrays.equals(one.values(), Arrays.copyOfRange(all.values(), i * 784, (i + 1) * 784))))
                .isTrue();
    }

    @Test
    void a_picture_of_the_smaller_domain_is_not_trained_on_beside_another_if_it_is_kept() {
        DataShape.Pair pair = new DataShape.Pair(new DataShape.Image(2, 1, 1), new DataShape.Image(2, 1, 1));
        byte[] values = new byte[200 * 4];
        for (int i = 0; i < 200; i++) {
            values[4 * i] = (byte) i;
            // The second domain has 40 pictures and starts again.
            values[4 * i + 2] = (byte) (i % 40);
            values[4 * i + 3] = 1;
        }
        StoredExamples domains = new StoredExamples.Bytes(pair, 200, values, new int[0]);
        DividedSplit divided = DividedSplit.of(Split.at(200, 200 + 1), TENTH, domains, false);
        Set<Integer> kept = new HashSet<>();
        Arrays.stream(divided.validation()).forEach(i -> kept.add(i % 40));
        assertThat(kept).hasSize(4);
        assertThat(divided.validation()).hasSize(20);
        assertThat(divided.train()).hasSize(180);
        assertThat(Arrays.stream(divided.train()).filter(i -> kept.contains(i % 40)))
                .isEmpty();
    }

    private DividedSplit divided(Division division) {
        return DividedSplit.of(SPLIT, division, numbered, true);
    }

    private PreparedData prepared(Division division, Scaling scaling, long seed) {
        return new PreparedData(
                new DataSpec(numbered.shape(), ValueRange.REAL, 0, 300),
                numbered,
                divided(division),
                List.of(new Preprocessing(false, scaling, Binarisation.NONE)),
                Optional.empty(),
                seed);
    }

    private static double mean(Batch batch) {
        double sum = 0;
        for (float value : batch.values()) {
            sum += value;
        }
        return sum / batch.count();
    }

    private static Set<Float> values(Batch batch) {
        Set<Float> values = new HashSet<>();
        for (float value : batch.values()) {
            values.add(value);
        }
        return values;
    }

    private static Set<Integer> members(int[] indices) {
        Set<Integer> members = new HashSet<>();
        Arrays.stream(indices).forEach(members::add);
        return members;
    }

    /** Each is its own number. */
    private static StoredExamples points(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return new StoredExamples.Floats(new DataShape.Vector(1), count, values, new int[0]);
    }
}
