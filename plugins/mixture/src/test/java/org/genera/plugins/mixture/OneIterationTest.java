package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.genera.nn.gaussian.Covariance;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.Batch;
import org.genera.spi.ModelContext;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EM in one dimension, where an iteration is a few lines of arithmetic. */
class OneIterationTest {
    private static final double FLOOR = 1e-6;
    private static final double[] DATA = {0, 1, 2, 3, 10, 11, 12, 14};

    /** Weights, means, variances and the mean log-likelihood of them. */
    private record Parameters(double[] weights, double[] means, double[] variances) {
        double joint(double x, int k) {
            double distance = x - means[k];
            return weights[k]
                    / Math.sqrt(2 * Math.PI * variances[k])
                    * Math.exp(-distance * distance / (2 * variances[k]));
        }

        double meanLogLikelihood() {
            return Arrays.stream(DATA)
                    .map(x -> Math.log(joint(x, 0) + joint(x, 1)))
                    .average()
                    .orElseThrow();
        }

        Parameters next() {
            double[] weights = new double[2];
            double[] means = new double[2];
            double[] variances = new double[2];
            for (int k = 0; k < 2; k++) {
                double amount = 0;
                double sum = 0;
                for (double x : DATA) {
                    double share = joint(x, k) / (joint(x, 0) + joint(x, 1));
                    amount += share;
                    sum += share * x;
                }
                weights[k] = amount / DATA.length;
                means[k] = sum / amount;
                for (double x : DATA) {
                    double share = joint(x, k) / (joint(x, 0) + joint(x, 1));
                    variances[k] += share * (x - means[k]) * (x - means[k]) / amount;
                }
                variances[k] += FLOOR;
            }
            return new Parameters(weights, means, variances);
        }
    }

    private static final Parameters FIRST =
            new Parameters(new double[] {0.5, 0.5}, new double[] {1, 9}, new double[] {4, 4});

    /** Three rows whose weighted variance is 4 less the floor, which the fit adds again. */
    private static WeightedRows around(float mean) {
        double third = 8 / (4 - FLOOR) - 2;
        return new WeightedRows(new float[] {mean - 2, mean + 2, mean}, new double[] {1, 1, third});
    }

    private static MixtureModel modelAtFirst(String variant) {
        Start start = (rows, size, count) -> List.of(
                new Start.First(around(1), Math.log(0.5), Optional.empty()),
                new Start.First(around(9), Math.log(0.5), Optional.empty()));
        return new MixtureModel(
                Mixtures.spec(variant, 1, Map.of("components", 2, "tolerance", 0, "varianceFloor", FLOOR)),
                ModelContext.cpu(),
                Covariance.valueOf(variant.toUpperCase(Locale.ROOT)),
                start);
    }

    private static Batch data() {
        float[] rows = new float[DATA.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) DATA[i];
        }
        return Mixtures.batch(rows, 1);
    }

    private static void near(double actual, double expected, double offset) {
        assertThat(actual).isCloseTo(expected, Offset.offset(offset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "diagonal", "spherical"})
    void one_iteration_gives_the_weights_means_and_variances_of_the_closed_form(String variant) {
        Parameters expected = FIRST.next();
        try (MixtureModel model = modelAtFirst(variant)) {
            near(-model.trainStep(OneBatch.first(data())).metrics().get("trainNll"), FIRST.meanLogLikelihood(), 1e-12);
            double[] weights = model.profiles(data(), 0).get(0).values();
            double[] deviations = model.profiles(data(), 0).get(1).values();
            double[] means = model.means();
            for (int k = 0; k < 2; k++) {
                near(weights[k], expected.weights()[k], 1e-12);
                near(means[k], expected.means()[k], 1e-12);
                near(deviations[k] * deviations[k], expected.variances()[k], 1e-12);
            }
            near(
                    -model.trainStep(OneBatch.first(data())).metrics().get("trainNll"),
                    expected.meanLogLikelihood(),
                    1e-12);

            near(weights[0], .4974016, 5e-8);
            near(weights[1], .5025984, 5e-8);
            near(means[0], 1.49308238, 5e-9);
            near(means[1], 11.7038543, 5e-8);
            near(deviations[0] * deviations[0], 1.24709817, 5e-9);
            near(deviations[1] * deviations[1], 2.5861712, 5e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "diagonal", "spherical"})
    void its_likelihood_rises_by_the_known_amount(String variant) {
        try (MixtureModel model = modelAtFirst(variant)) {
            near(model.trainStep(OneBatch.first(data())).metrics().get("trainNll"), 3.0057255433, 5e-11);
            near(model.trainStep(OneBatch.first(data())).metrics().get("trainNll"), 2.3671069971, 1e-10);
        }
    }
}
