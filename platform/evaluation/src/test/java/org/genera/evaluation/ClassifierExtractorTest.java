package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.Examples;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On drawn digits, few of them and few steps. */
class ClassifierExtractorTest {
    private static final DataShape.Image SHAPE = new DataShape.Image(28, 28, 1);
    private static final int STEPS = 60;

    private static Examples train;
    private static Examples test;
    private static ClassifierExtractor extractor;

    @BeforeAll
    static void train() {
        DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));
        train = grey(catalogue.examples("glyphs", "train", 1_000));
        test = grey(catalogue.examples("glyphs", "test", 300));
        extractor = trained(train.labels());
    }

    @AfterAll
    static void close() {
        extractor.close();
    }

    @Test
    void it_tells_the_classes_apart_far_better_than_chance() {
        assertThat(extractor.testAccuracy()).isBetween(75.0, 100.0);
        assertThat(extractor.testPictures()).isEqualTo(300);
    }

    @Test
    void uniform_noise_is_hopeless_in_precision_too() {
        float[] noise = new float[test.values().length];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(256) / 255f;
        }
        Features real = extractor.see(test.values(), test.count()).features();
        NeighbourMetrics.Scores hopeless = new NeighbourMetrics(real, 5)
                .of(extractor.see(noise, test.count()).features());
        assertThat(List.of(hopeless.precision(), hopeless.recall(), hopeless.density(), hopeless.coverage()))
                .allMatch(score -> score < 0.02);
    }

    @Test
    void features_are_64_finite_numbers_for_each_picture_and_differ_from_picture_to_picture() {
        float[] features = extractor.features(test.values(), test.count());
        assertThat(features).hasSize(300 * ClassifierExtractor.FEATURES);
        for (float each : features) {
            assertThat(each).isFinite().isNotNegative();
        }
        assertThat(Arrays.copyOfRange(features, 0, 64)).isNotEqualTo(Arrays.copyOfRange(features, 64, 128));
    }

    @Test
    void probabilities_of_a_picture_add_up_to_one() {
        float[] probabilities = extractor.probabilities(test.values(), test.count());
        assertThat(probabilities).hasSize(300 * 10);
        for (int i = 0; i < test.count(); i++) {
            double sum = 0;
            for (int each = 0; each < 10; each++) {
                sum += probabilities[i * 10 + each];
            }
            assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
        }
    }

    @Test
    void the_same_pictures_and_labels_give_the_same_name_and_other_labels_another() {
        int[] others = train.labels().clone();
        Arrays.sort(others);
        try (ClassifierExtractor again = trained(train.labels());
                ClassifierExtractor other = trained(others)) {
            assertThat(again.name()).isEqualTo(extractor.name()).matches("classifier-[0-9a-f]{8}");
            assertThat(other.name()).isNotEqualTo(extractor.name());
        }
    }

    @Test
    void what_was_saved_opens_with_the_same_features(@TempDir Path folder) throws Exception {
        extractor.save(folder);
        try (ClassifierExtractor opened = ClassifierExtractor.open(ModelContext.cpu(), folder)) {
            assertThat(opened.name()).isEqualTo(extractor.name());
            assertThat(opened.testAccuracy()).isEqualTo(extractor.testAccuracy());
            assertThat(opened.classes()).isEqualTo(10);
            assertThat(opened.features(test.values(), test.count()))
                    .isEqualTo(extractor.features(test.values(), test.count()));
            assertThat(opened.probabilities(test.values(), test.count()))
                    .isEqualTo(extractor.probabilities(test.values(), test.count()));
        }
    }

    @Test
    void weights_that_are_not_those_of_the_card_are_refused(@TempDir Path folder) throws Exception {
        extractor.save(folder);
        Path card = folder.resolve("extractor.properties");
        Files.writeString(card, Files.readString(card).replaceAll("sha256=.{8}", "sha256=00000000"));
        assertThatIOException()
                .isThrownBy(() -> ClassifierExtractor.open(ModelContext.cpu(), folder))
                .withMessageContaining("expected weights of the hash 00000000")
                .withMessageContaining("remove the folder");
    }

    @Test
    void large_colour_pictures_of_odd_sides_go_through() {
        DataShape.Image shape = new DataShape.Image(97, 130, 3);
        float[] pictures = new float[4 * shape.size()];
        try (ClassifierTraining training =
                new ClassifierTraining(ModelContext.cpu(), shape, 2, pictures, new int[] {0, 1, 1, 0}, 1)) {
            assertThat(training.step()).isFinite();
            assertThat(training.ended()).isTrue();
        }
    }

    @Test
    void data_without_labels_or_without_pictures_has_no_extractor() {
        assertThat(ClassifierExtractor.refusal(SHAPE, 10)).isEmpty();
        assertThat(ClassifierExtractor.refusal(SHAPE, 0))
                .hasValue(
                        "no extractor: expected labels of two or more classes to train a classifier on, got no labels");
        assertThat(ClassifierExtractor.refusal(SHAPE, 1))
                .hasValueSatisfying(said -> assertThat(said).endsWith("got a single class"));
        assertThat(ClassifierExtractor.refusal(new DataShape.Vector(2), 8))
                .hasValue("no extractor: expected pictures, got points [2]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ClassifierTraining(ModelContext.cpu(), SHAPE, 10, new float[784], new int[] {10}, 1))
                .withMessage("expected labels from 0 to 9, got 10");
    }

    private static ClassifierExtractor trained(int[] labels) {
        try (ClassifierTraining training =
                new ClassifierTraining(ModelContext.cpu(), SHAPE, 10, train.values(), labels, STEPS)) {
            while (!training.ended()) {
                training.step();
            }
            return training.extractor(test.values(), test.labels(), "test");
        }
    }

    private static Examples grey(Examples stored) {
        float[] values = stored.values();
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        return stored;
    }
}
