package org.genera.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

class PreparedDataTest {
    private static final Preprocessing DYNAMIC = new Preprocessing(false, Scaling.UNIT, Binarisation.DYNAMIC);
    private static final Preprocessing DEQUANTISED = new Preprocessing(true, Scaling.UNIT, Binarisation.NONE);

    /** One picture with every grey level, 300 times; 250 to train on. */
    private final StoredExamples levels = allLevels(300);

    @Test
    void a_choice_of_training_examples_is_the_same_for_every_seed_and_takes_none_twice() {
        DataSelection selection = new DataSelection("glyphs", "train=0-300,test=300-400", Preprocessing.unit());
        DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));
        Batch one = catalogue.prepare(selection, 1).trainingChoice(100);
        Batch other = catalogue.prepare(selection, 2).trainingChoice(100);
        assertThat(one.count()).isEqualTo(100);
        assertThat(other.values()).isEqualTo(one.values());
        Batch all = catalogue.prepare(selection, 1).trainingChoice(1_000);
        assertThat(all.count()).isEqualTo(300);
        int[] ofEachClass = new int[10];
        for (int label : all.labels()) {
            ofEachClass[label]++;
        }
        assertThat(ofEachClass).containsOnly(30);
    }

    @Test
    void a_batch_depends_on_the_seed_step_and_size_alone() {
        PreparedData one = prepared(DYNAMIC, 1);
        PreparedData other = prepared(DYNAMIC, 1);
        Batch straight = one.batch(40, 7);
        other.batch(3, 100);
        other.batch(900, 7);
        assertThat(other.batch(40, 7).values()).isEqualTo(straight.values());
        assertThat(other.batch(40, 7).labels()).isEqualTo(straight.labels());
        assertThat(prepared(DYNAMIC, 2).batch(40, 7).values()).isNotEqualTo(straight.values());
    }

    @Test
    void returned_arrays_are_fresh() {
        PreparedData data = prepared(Preprocessing.unit(), 1);
        assertThat(data.batch(1, 5).values()).isNotSameAs(data.batch(1, 5).values());
        assertThat(data.test(5).labels()).isNotSameAs(data.test(5).labels());
    }

    @Test
    void an_epoch_visits_every_training_example_once_whatever_the_batch_size() {
        PreparedData data = prepared(Preprocessing.unit(), 1);
        List<Integer> seen = new ArrayList<>();
        for (int step = 1; step <= 125; step++) {
            // 6 does not divide 250; three epochs are 125 batches.
            for (int label : data.batch(step, 6).labels()) {
                seen.add(label);
            }
        }
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(seen.subList(250 * epoch, 250 * (epoch + 1)))
                    .doesNotHaveDuplicates()
                    .allMatch(label -> label >= 0 && label < 250);
        }
        assertThat(seen.subList(0, 250)).isNotEqualTo(seen.subList(250, 500));
    }

    @Test
    void training_and_test_examples_are_apart() {
        PreparedData data = prepared(Preprocessing.unit(), 1);
        assertThat(data.trainingSplit().labels())
                .hasSize(250)
                .doesNotContain(data.test(1_000).labels());
        assertThat(data.test(1_000).count()).isEqualTo(50);
        assertThat(data.test(3).labels()).containsExactly(250, 251, 252);
    }

    @Test
    void the_mean_of_dynamic_draws_is_the_grey_value() {
        PreparedData data = prepared(DYNAMIC, 1);
        assertThat(data.trainingSplit().values()).containsOnly(0f, 1f);
        double[] mean = new double[256];
        for (int step = 1; step <= 200; step++) {
            Batch draws = data.batch(step, 50);
            for (int i = 0; i < draws.values().length; i++) {
                mean[i % 256] += draws.values()[i] / 10_000.0;
            }
        }
        assertThat(mean[0]).isZero();
        assertThat(mean[255]).isEqualTo(1, within(1e-9));
        for (int level = 0; level < 256; level++) {
            assertThat(mean[level]).isCloseTo(level / 255.0, within(0.022));
        }
    }

    @Test
    void dynamic_draws_change_from_step_to_step_and_the_test_split_never_does() {
        PreparedData data = prepared(DYNAMIC, 1);
        assertThat(pictureOf(data, 1)).isNotEqualTo(pictureOf(data, 6));
        assertThat(data.test(50).values())
                .isEqualTo(prepared(DYNAMIC, 99).test(50).values());
    }

    @Test
    void static_draws_are_the_same_in_every_epoch_and_for_every_seed() {
        Preprocessing drawnOnce = new Preprocessing(false, Scaling.UNIT, Binarisation.STATIC);
        PreparedData data = prepared(drawnOnce, 1);
        assertThat(pictureOf(data, 1)).isEqualTo(pictureOf(data, 6));
        assertThat(data.trainingSplit().values())
                .containsOnly(0f, 1f)
                .isEqualTo(prepared(drawnOnce, 2).trainingSplit().values());
        assertThat(mean(data.trainingSplit().values())).isCloseTo(0.5, within(0.01));
    }

    @Test
    void a_threshold_is_one_from_a_half_upwards() {
        float[] values = prepared(new Preprocessing(false, Scaling.UNIT, Binarisation.THRESHOLD), 1)
                .test(1)
                .values();
        for (int level = 0; level < 256; level++) {
            assertThat(values[level]).isEqualTo(level / 255.0 >= 0.5 ? 1f : 0f);
        }
    }

    @Test
    void dequantised_values_stay_in_the_cell_of_their_level() {
        PreparedData data = prepared(DEQUANTISED, 1);
        double noise = 0;
        float[] values = data.trainingSplit().values();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isBetween(0f, Math.nextDown(1f));
            assertThat((int) (values[i] * 256)).isEqualTo(i % 256);
            noise += (values[i] * 256 - i % 256) / values.length;
        }
        assertThat(noise).isCloseTo(0.5, within(0.01));
        assertThat(pictureOf(data, 1)).isNotEqualTo(pictureOf(data, 6));
        assertThat(data.test(50).values())
                .isEqualTo(prepared(DEQUANTISED, 99).test(50).values());
    }

    @Test
    void scalings_reach_the_ends_of_their_range() {
        float[] unit = prepared(Preprocessing.unit(), 1).test(1).values();
        assertThat(unit[0]).isZero();
        assertThat(unit[51]).isEqualTo(0.2f);
        assertThat(unit[255]).isEqualTo(1f);
        float[] symmetric = prepared(new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE), 1)
                .test(1)
                .values();
        assertThat(symmetric[0]).isEqualTo(-1f);
        assertThat(symmetric[255]).isEqualTo(1f);
        float[] both = prepared(new Preprocessing(true, Scaling.SYMMETRIC, Binarisation.NONE), 1)
                .trainingSplit()
                .values();
        for (float value : both) {
            assertThat(value).isBetween(-1f, Math.nextDown(1f));
        }
    }

    @Test
    void a_constant_dimension_survives_standardisation() {
        float[] values = prepared(new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE), 1)
                .test(1)
                .values();
        assertThat(values).containsOnly(0f);
    }

    @Test
    void standardised_points_have_mean_0_and_deviation_1_over_the_training_split() {
        PreparedData data = points("swiss-roll", Scaling.STANDARDISE);
        float[] values = data.trainingSplit().values();
        for (int dimension = 0; dimension < 2; dimension++) {
            double sum = 0;
            double squares = 0;
            for (int i = dimension; i < values.length; i += 2) {
                sum += values[i];
                squares += values[i] * values[i];
            }
            assertThat(sum / 8_000).isCloseTo(0, within(1e-6));
            assertThat(squares / 8_000).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void modes_move_with_a_standardisation() {
        PreparedData data = points("grid25", Scaling.STANDARDISE);
        Modes modes = data.modes().orElseThrow();
        Batch test = data.test(2_000);
        double squares = 0;
        for (int i = 0; i < test.count(); i++) {
            List<Double> centre = modes.centres().get(test.labels()[i]);
            double x = test.values()[2 * i] - centre.get(0);
            double y = test.values()[2 * i + 1] - centre.get(1);
            squares += (x * x + y * y) / (2 * test.count());
        }
        assertThat(Math.sqrt(squares) / modes.standardDeviation()).isCloseTo(1, within(0.04));
        assertThat(points("grid25", Scaling.NONE).modes().orElseThrow().standardDeviation())
                .isEqualTo(0.05);
    }

    @Test
    void modes_are_unknown_where_a_standardisation_makes_them_ellipses() {
        StoredExamples stretched =
                new StoredExamples.Floats(new DataShape.Vector(2), 4, new float[] {0, 0, 0, 3, 1, 0, 1, 3}, new int[0]);
        Modes modes = new Modes(List.of(List.of(0.0, 0.0)), 0.1);
        PreparedData data = new PreparedData(
                new DataSpec(stretched.shape(), ValueRange.REAL, 0, 3),
                stretched,
                undivided(Split.at(3, 4), stretched),
                List.of(new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE)),
                Optional.of(modes),
                1);
        assertThat(data.modes()).isEmpty();
    }

    @Test
    void steps_count_from_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared(DYNAMIC, 1).batch(0, 10))
                .withMessageContaining("got number 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepared(DYNAMIC, 1).test(0))
                .withMessageContaining("got 0");
    }

    private static PreparedData points(String name, Scaling scaling) {
        return new DataCatalogue(Path.of("nowhere"))
                .prepare(new DataSelection(name, "", new Preprocessing(false, scaling, Binarisation.NONE)), 1);
    }

    /** The values of example 17 in the epoch of 50-batches that contains the step. */
    private static List<Float> pictureOf(PreparedData data, int firstStep) {
        for (int step = firstStep; step < firstStep + 5; step++) {
            Batch batch = data.batch(step, 50);
            for (int i = 0; i < batch.count(); i++) {
                if (batch.labels()[i] == 17) {
                    List<Float> values = new ArrayList<>();
                    for (int j = 0; j < 256; j++) {
                        values.add(batch.values()[256 * i + j]);
                    }
                    return values;
                }
            }
        }
        throw new AssertionError("example 17 is in no batch of this epoch");
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private PreparedData prepared(Preprocessing preprocessing, long seed) {
        return new PreparedData(
                new DataSpec(levels.shape(), preprocessing.range(), 300, 250),
                levels,
                undivided(Split.at(250, 300), levels),
                List.of(preprocessing),
                Optional.empty(),
                seed);
    }

    private static DividedSplit undivided(Split split, StoredExamples stored) {
        return DividedSplit.of(split, Division.NONE, stored, true);
    }

    private static StoredExamples allLevels(int count) {
        byte[] values = new byte[256 * count];
        int[] labels = new int[count];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
            labels[i / 256] = i / 256;
        }
        return new StoredExamples.Bytes(new DataShape.Image(16, 16, 1), count, values, labels);
    }
}
