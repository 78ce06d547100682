package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.Examples;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the extractor reaches on real digits. Not part of the suite: it needs files of 10,000 digits and their labels,
 * {@code mvn test -pl platform/evaluation -am -Dtest=ClassifierFigures -Dsurefire.failIfNoSpecifiedTests=false
 * -Dmnist=FOLDER}, the folder holding {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz}.
 */
class ClassifierFigures {

    @Test
    void on_handwritten_digits(@TempDir Path folder) {
        Path digits = Path.of(System.getProperty("mnist"));
        DataCatalogue catalogue = new DataCatalogue(folder);
        catalogue.importIdx(
                "digits",
                digits.resolve("t10k-images-idx3-ubyte.gz"),
                Optional.of(digits.resolve("t10k-labels-idx1-ubyte.gz")),
                "train=0-9000,test=9000-10000",
                (done, of) -> {});
        try (ClassifierExtractor extractor = trained(catalogue, "digits")) {
            assertThat(extractor.testAccuracy()).isGreaterThanOrEqualTo(97);
        }
    }

    @Test
    void on_drawn_digits(@TempDir Path folder) {
        try (ClassifierExtractor extractor = trained(new DataCatalogue(folder), "glyphs")) {
            assertThat(extractor.testAccuracy()).isGreaterThanOrEqualTo(97);
        }
    }

    private static ClassifierExtractor trained(DataCatalogue catalogue, String name) {
        Examples train = grey(catalogue.randomExamples(name, "train", ClassifierTraining.ENOUGH_PICTURES));
        Examples test = grey(catalogue.randomExamples(name, "test", 2_000));
        long before = System.nanoTime();
        int steps = Integer.getInteger("steps", ClassifierTraining.USUAL_STEPS);
        try (ClassifierTraining training = new ClassifierTraining(
                ModelContext.cpu(), (DataShape.Image) train.shape(), 10, train.values(), train.labels(), steps)) {
            double loss = 0;
            while (!training.ended()) {
                loss = training.step();
            }
            ClassifierExtractor extractor = training.extractor(test.values(), test.labels());
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s, accuracy %.2f %% on %d test pictures after %d steps on %d pictures, last loss %.4f, %.1f s%n",
                    name,
                    extractor.name(),
                    extractor.testAccuracy(),
                    extractor.testPictures(),
                    training.steps(),
                    train.count(),
                    loss,
                    (System.nanoTime() - before) / 1e9);
            return extractor;
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
