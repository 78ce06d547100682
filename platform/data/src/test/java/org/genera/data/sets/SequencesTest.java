package org.genera.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.HiddenMarkovSource.Gaussians;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.ImportProgress;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportedSet;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencesTest {
    private static final DataShape.Sequence DAYS = DataShape.Sequence.ofSymbols(40, 3);

    private final DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @Test
    void a_model_is_told_of_symbols_and_of_points() {
        assertThat(catalogue.spec(selection("fever", Scaling.NONE)))
                .isEqualTo(new DataSpec(DAYS, ValueRange.SYMBOLS, 0, 8_000));
        assertThat(catalogue.spec(selection("regimes", Scaling.STANDARDISE)))
                .isEqualTo(new DataSpec(DataShape.Sequence.ofVectors(60, 2), ValueRange.REAL, 0, 8_000));
    }

    @Test
    void each_sequence_has_a_length_and_nothing_beyond_it() {
        Batch batch = prepared("regimes", Scaling.NONE).batch(3, 200);
        assertThat(batch.lengths()).hasSize(200);
        int[] sorted = batch.lengths().clone();
        Arrays.sort(sorted);
        assertThat(sorted[0]).isBetween(20, 25);
        assertThat(sorted[199]).isBetween(55, 60);
        for (int i = 0; i < batch.count(); i++) {
            for (int j = 0; j < 120; j++) {
                boolean beyond = j >= 2 * batch.lengths()[i];
                assertThat(batch.values()[120 * i + j] == 0).isEqualTo(beyond);
            }
        }
    }

    @Test
    void an_epoch_visits_every_sequence_with_its_own_length() {
        PreparedData data = prepared("fever", Scaling.NONE);
        Batch all = data.trainingSplit();
        String[] stored = new String[8_000];
        String[] visited = new String[8_000];
        for (int step = 1; step <= 80; step++) {
            Batch batch = data.batch(step, 100);
            for (int i = 0; i < 100; i++) {
                visited[100 * (step - 1) + i] = words(batch, i);
                stored[100 * (step - 1) + i] = words(all, 100 * (step - 1) + i);
            }
        }
        assertThat(visited).isNotEqualTo(stored);
        Arrays.sort(stored);
        Arrays.sort(visited);
        assertThat(visited).isEqualTo(stored);
    }

    /** P(0,1,2) = 0.03628 under the model on the card; the standard error of 10,000 sequences is 0.0019. */
    @Test
    void the_first_three_days_come_as_often_as_the_known_model_says() {
        int[] first = new int[3];
        int textbook = 0;
        for (String split : List.of("train", "test")) {
            Examples days = catalogue.examples("fever", split, 10_000);
            for (int i = 0; i < days.count(); i++) {
                first[(int) days.values()[40 * i]]++;
                boolean such =
                        days.values()[40 * i] == 0 && days.values()[40 * i + 1] == 1 && days.values()[40 * i + 2] == 2;
                textbook += such ? 1 : 0;
            }
        }
        assertThat(textbook / 10_000.0).isCloseTo(0.03628, within(0.008));
        assertThat(first[0] / 10_000.0).isCloseTo(0.6 * 0.5 + 0.4 * 0.1, within(0.02));
        assertThat(first[1] / 10_000.0).isCloseTo(0.6 * 0.4 + 0.4 * 0.3, within(0.02));
        assertThat(first[2] / 10_000.0).isCloseTo(0.6 * 0.1 + 0.4 * 0.6, within(0.02));
    }

    @Test
    void first_points_have_the_mean_and_the_spread_of_the_known_mixture() {
        HiddenMarkovSource source =
                catalogue.card("regimes").orElseThrow().density().chain().orElseThrow();
        Gaussians gaussians = (Gaussians) source.emission();
        Examples ways = catalogue.examples("regimes", "train", 8_000);
        for (int coordinate = 0; coordinate < 2; coordinate++) {
            double mean = 0;
            double square = 0;
            for (int state = 0; state < source.states(); state++) {
                double centre = gaussians.means().get(state).get(coordinate);
                double deviation = gaussians.standardDeviations().get(state).get(coordinate);
                mean += source.initial().get(state) * centre;
                square += source.initial().get(state) * (centre * centre + deviation * deviation);
            }
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < ways.count(); i++) {
                double value = ways.values()[120 * i + coordinate];
                sum += value / ways.count();
                squares += value * value / ways.count();
            }
            assertThat(sum).isCloseTo(mean, within(0.08));
            assertThat(squares).isCloseTo(square, within(0.1));
        }
    }

    @Test
    void standardised_points_have_mean_0_and_deviation_1_over_all_elements_and_stay_0_beyond_the_end() {
        Batch all = prepared("regimes", Scaling.STANDARDISE).trainingSplit();
        for (int coordinate = 0; coordinate < 2; coordinate++) {
            double sum = 0;
            double squares = 0;
            long elements = 0;
            for (int i = 0; i < all.count(); i++) {
                for (int t = 0; t < 60; t++) {
                    double value = all.values()[120 * i + 2 * t + coordinate];
                    sum += value;
                    squares += value * value;
                    if (t >= all.lengths()[i]) {
                        assertThat(value).isZero();
                    }
                }
                elements += all.lengths()[i];
            }
            assertThat(sum / elements).isCloseTo(0, within(1e-6));
            assertThat(squares / elements).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void a_choice_of_sequences_keeps_their_lengths() {
        Examples chosen = catalogue.randomExamples("fever", "train", 50);
        for (int i = 0; i < 50; i++) {
            for (int t = chosen.lengths()[i]; t < 40; t++) {
                assertThat(chosen.values()[40 * i + t]).isZero();
            }
        }
        Batch ofRun = prepared("fever", Scaling.NONE).trainingChoice(50);
        assertThat(ofRun.lengths()).hasSize(50);
    }

    @Test
    void symbols_are_not_scaled_and_points_are_not_pixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(selection("fever", Scaling.STANDARDISE)))
                .withMessage("preprocessing.scaling: expected none for fever, whose values are symbols and not numbers,"
                        + " got standardise; try none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(selection("regimes", Scaling.UNIT)))
                .withMessageContaining(
                        "expected none or standardise for regimes, whose values are coordinates, got unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(
                        new DataSelection("fever", "", new Preprocessing(false, Scaling.UNIT, Binarisation.STATIC))))
                .withMessageContaining("binarisation: expected none for fever, whose values are symbols, got static");
    }

    @Test
    void imported_sequences_come_back_with_their_lengths(@TempDir Path folder) throws Exception {
        DataShape.Sequence shape = DataShape.Sequence.ofVectors(3, 2);
        float[][] ways = {{1, 2, 0, 0, 0, 0}, {1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 0, 0}};
        try (DataSetWriter set = new DataSetWriter(folder, "ways", "", ImportProgress.silent())) {
            set.begin(shape, false);
            for (float[] way : ways) {
                set.append(way);
            }
            set.finish(new ImportSummary(new int[0], List.of(), 2, ImportSummary.Order.AS_READ, "ways", "ways.csv")
                    .ofSequences(new int[] {1, 3, 2}, List.of()));
        }
        ImportedSet imported = ImportedSet.read(folder);
        assertThat(imported.card().shape()).isEqualTo(shape);
        StoredExamples all = imported.readAll();
        assertThat(all.lengths()).containsExactly(1, 3, 2);
        assertThat(all.fingerprint(true)).isEqualTo(imported.card().fingerprint());
        assertThat(imported.read(imported.split().test()).lengths()).containsExactly(2);
        Files.write(folder.resolve(ImportedSet.LENGTHS), new byte[] {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3});
        assertThat(imported.readAll().fingerprint(true))
                .isNotEqualTo(imported.card().fingerprint());
    }

    @Test
    void shuffled_sequences_keep_their_lengths(@TempDir Path folder) throws Exception {
        int[] lengths = new int[20];
        try (DataSetWriter set = new DataSetWriter(folder, "counts", "", ImportProgress.silent())) {
            set.begin(DataShape.Sequence.ofSymbols(20, 20), false);
            for (int i = 0; i < 20; i++) {
                float[] counts = new float[20];
                Arrays.fill(counts, 0, i + 1, i);
                set.append(counts);
                lengths[i] = i + 1;
            }
            set.finish(new ImportSummary(new int[0], List.of(), 0, ImportSummary.Order.SHUFFLED, "counts", "counts.txt")
                    .ofSequences(lengths, ImportSummary.numbers(20)));
        }
        assertThat(ImportedSet.read(folder).card().symbols()).hasSize(20).startsWith("0", "1");
        StoredExamples all = ImportedSet.read(folder).readAll();
        float[] sequence = new float[20];
        for (int i = 0; i < 20; i++) {
            all.copy(i, sequence, 0);
            assertThat(all.lengths()[i]).isEqualTo((int) sequence[0] + 1);
        }
        assertThat(all.lengths()).isNotEqualTo(lengths);
    }

    private static String words(Batch batch, int index) {
        float[] values = Arrays.copyOfRange(batch.values(), 40 * index, 40 * index + 40);
        return batch.lengths()[index] + Arrays.toString(values);
    }

    private PreparedData prepared(String name, Scaling scaling) {
        return catalogue.prepare(selection(name, scaling), 7);
    }

    private static DataSelection selection(String name, Scaling scaling) {
        return new DataSelection(name, "", new Preprocessing(false, scaling, Binarisation.NONE));
    }
}
