package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.Examples;
import org.genera.data.store.ImportProgress;
import org.genera.evaluation.PictureExtractor.Seen;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the extractor reaches on real digits. Not part of the suite: it needs files of 10,000 digits and their labels,
 * {@code ./genera test platform/evaluation#ClassifierFigures -Dmnist=FOLDER}, the folder holding {@code t10k-images-idx3-ubyte.gz} and {@code t10k-labels-idx1-ubyte.gz}.
 */
class ClassifierFigures {
    private static final int THOUSAND = 1_000;

    @Test
    void on_handwritten_digits(@TempDir Path folder) {
        Path digits = Path.of(System.getProperty("mnist"));
        DataCatalogue catalogue = new DataCatalogue(folder);
        LabelledFile file = new LabelledFile(
                digits.resolve("t10k-images-idx3-ubyte.gz"), Optional.of(digits.resolve("t10k-labels-idx1-ubyte.gz")));
        catalogue.importSet(
                "digits",
                DataSources.idx(file, Optional.empty()),
                "train=0-9000,test=9000-10000",
                ImportProgress.silent());
        try (ClassifierExtractor extractor = trained(catalogue, "digits")) {
            assertThat(extractor.testAccuracy()).isGreaterThanOrEqualTo(97);
            Scores ceiling = compare(catalogue, "digits", extractor);
            assertThat(ceiling.neighbours().coverage()).isGreaterThan(0.8);
        }
    }

    @Test
    void on_drawn_digits(@TempDir Path folder) {
        DataCatalogue catalogue = new DataCatalogue(folder);
        try (ClassifierExtractor extractor = trained(catalogue, "glyphs")) {
            assertThat(extractor.testAccuracy()).isGreaterThanOrEqualTo(97);
            compare(catalogue, "glyphs", extractor);
        }
    }

    /** A thousand training pictures, and as much uniform noise, against a thousand test pictures; noise is hopeless. */
    private static Scores compare(DataCatalogue catalogue, String name, ClassifierExtractor extractor) {
        float[] test = grey(catalogue.examples(name, "test", THOUSAND)).values();
        float[] training =
                grey(catalogue.randomExamples(name, "train", THOUSAND)).values();
        float[] noise = new float[test.length];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(256) / 255f;
        }
        Seen real = extractor.see(test, THOUSAND);
        Scores ceiling = scores(real, extractor.see(training, THOUSAND));
        Scores hopeless = scores(real, extractor.see(noise, THOUSAND));
        print(name + ": training pictures", real, ceiling);
        print(name + ": uniform noise", real, hopeless);
        assertThat(hopeless.frechet()).isGreaterThan(20 * ceiling.frechet());
        assertThat(hopeless.kernel()).isGreaterThan(20 * Math.abs(ceiling.kernel()));
        assertThat(hopeless.inception()).isLessThan(0.5 * ceiling.inception());
        assertThat(hopeless.neighbours().precision()).isLessThan(0.05);
        assertThat(hopeless.neighbours().density()).isLessThan(0.05);
        assertThat(hopeless.neighbours().recall()).isLessThan(0.05);
        assertThat(hopeless.neighbours().coverage()).isLessThan(0.05);
        assertThat(hopeless.imbalance()).isGreaterThan(0.5);
        return ceiling;
    }

    private record Scores(
            double frechet, double kernel, double inception, NeighbourMetrics.Scores neighbours, double imbalance) {}

    private static Scores scores(Seen real, Seen samples) {
        return new Scores(
                FrechetDistance.between(samples.features(), real.features()),
                new KernelDistance(1, THOUSAND, 1)
                        .between(samples.features(), real.features())
                        .mean(),
                InceptionScore.of(samples.probabilities(), InceptionScore.USUAL_SPLITS)
                        .mean(),
                new NeighbourMetrics(real.features(), NeighbourMetrics.USUAL_NEIGHBOUR).of(samples.features()),
                ClassBalance.totalVariation(
                        samples.classes(), real.classes(), real.probabilities().width()));
    }

    private static void print(String what, Seen real, Scores scores) {
        System.out.printf(
                Locale.ROOT,
                "%s: Fréchet %.4g (floor %.3g), kernel %.4g, Inception score %.3f, precision %.3f, recall %.3f, density"
                        + " %.3f, coverage %.3f, class imbalance %.3f%n",
                what,
                scores.frechet(),
                FrechetDistance.biasFloor(real.features(), THOUSAND, THOUSAND),
                scores.kernel(),
                scores.inception(),
                scores.neighbours().precision(),
                scores.neighbours().recall(),
                scores.neighbours().density(),
                scores.neighbours().coverage(),
                scores.imbalance());
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
            ClassifierExtractor extractor = training.extractor(test.values(), test.labels(), "test");
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
