package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.Profiles;
import org.genera.spi.ValueRange;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

/**
 * Figures on digits against those of a plain PyTorch program, three seeds each. Not part of the suite: it takes minutes
 * and needs a file of 10,000 digits, {@code ./genera test plugins/vae#MnistFigures
 * -Dmnist=t10k-images-idx3-ubyte.gz}.
 */
class MnistFigures {
    private static final int EPOCHS = Integer.getInteger("epochs", 50);
    private static final int BATCH = 100;
    /** One draw of a thousand binarised images moves the KL by some hundredths of a nat. */
    private static final int TEST_DRAWS = 10;

    private static final Percentage TOLERANCE = Percentage.withPercentage(1.5);

    private record Figures(double negativeElbo, double reconstruction, double kl, double importanceWeighted) {}

    @Test
    void bernoulli_decoder() throws Exception {
        Figures figures = meanOverSeeds("vae-bernoulli", ValueRange.BINARY, Map.of());
        assertThat(figures.negativeElbo()).isCloseTo(107.0, TOLERANCE);
        assertThat(figures.reconstruction()).isCloseTo(80.5, TOLERANCE);
        assertThat(figures.kl()).isCloseTo(26.5, TOLERANCE);
        assertThat(figures.importanceWeighted()).isCloseTo(101.5, TOLERANCE);
    }

    @Test
    void beta_4() throws Exception {
        Figures figures = meanOverSeeds("beta-vae", ValueRange.BINARY, Map.of("beta", 4.0));
        assertThat(figures.reconstruction()).isCloseTo(115, TOLERANCE);
        assertThat(figures.kl()).isCloseTo(9.7, TOLERANCE);
    }

    @Test
    void gaussian_decoder_with_sigmoid_mean() throws Exception {
        Figures figures =
                meanOverSeeds("vae-gaussian", ValueRange.UNIT, Map.of("decoderVariance", "fixed", "variance", 0.1));
        assertThat(figures.negativeElbo()).isCloseTo(-98.5, TOLERANCE);
    }

    @Test
    void gaussian_decoder_with_linear_mean() throws Exception {
        Figures figures = meanOverSeeds(
                "vae-gaussian",
                ValueRange.UNIT,
                Map.of("decoderVariance", "fixed", "variance", 0.1, "decoderMean", "linear"));
        assertThat(figures.negativeElbo()).isCloseTo(-86.5, TOLERANCE);
    }

    /** No reference: what the default, a learned variance, makes of the same digits. */
    @Test
    void gaussian_decoder_with_learned_variance() throws Exception {
        Figures learned = figures("vae-gaussian", ValueRange.UNIT, Map.of(), 1);
        assertThat(learned.negativeElbo()).isLessThan(-98.5);
    }

    private static Figures meanOverSeeds(String variant, ValueRange range, Map<String, ?> values) throws Exception {
        List<Figures> all = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            all.add(figures(variant, range, values, seed));
        }
        return new Figures(
                all.stream().mapToDouble(Figures::negativeElbo).average().orElseThrow(),
                all.stream().mapToDouble(Figures::reconstruction).average().orElseThrow(),
                all.stream().mapToDouble(Figures::kl).average().orElseThrow(),
                all.stream().mapToDouble(Figures::importanceWeighted).average().orElseThrow());
    }

    private static Figures figures(String variant, ValueRange range, Map<String, ?> values, long seed)
            throws Exception {
        boolean binarise = range == ValueRange.BINARY;
        Mnist mnist = Mnist.read(Path.of(System.getProperty("mnist")));
        try (Model model = Models.build(variant, new DataShape.Image(28, 28, 1), range, values, seed)) {
            long step = 0;
            long trainNanos = 0;
            Map<String, Double> last = Map.of();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                int[] order = mnist.epoch(epoch, seed);
                for (int from = 0; from + BATCH <= order.length; from += BATCH) {
                    long number = seed * 1_000_000 + ++step;
                    Batch batch = mnist.batch(number, order, from, BATCH, binarise);
                    long start = System.nanoTime();
                    last = model.trainStep(new OneBatch(number, batch)).metrics();
                    trainNanos += System.nanoTime() - start;
                }
            }
            Batch test = mnist.test(binarise, binarise ? TEST_DRAWS : 1);
            Likelihood likelihood = (Likelihood) model;
            double bound = mean(likelihood.logLikelihood(test, "elbo", 1).values());
            double kl = Arrays.stream(
                            ((Profiles) model).profiles(test, 1).get(0).values())
                    .sum();
            long start = System.nanoTime();
            double weighted = mean(
                    likelihood.logLikelihood(test, "importance-weighted", 1).values());
            Figures figures = new Figures(-bound, -bound - kl, kl, -weighted);
            System.out.printf(
                    Locale.ROOT,
                    "%s %s seed %d: -ELBO %.2f, reconstruction %.2f, KL %.2f, importance-weighted %.2f (%.1f s);"
                            + " %.0f steps/s; last step %s%n",
                    variant,
                    values,
                    seed,
                    figures.negativeElbo(),
                    figures.reconstruction(),
                    kl,
                    figures.importanceWeighted(),
                    (System.nanoTime() - start) / 1e9,
                    step / (trainNanos / 1e9),
                    last);
            return figures;
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
