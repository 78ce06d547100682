package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.genera.nn.gaussian.Covariance;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.Batch;
import org.genera.spi.ModelContext;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many iterations in the plane against a program that shares nothing with ours but the float32 values it reads. */
class IndependentEmTest {
    private static final int COMPONENTS = 4;
    private static final int ITERATIONS = 40;
    private static final org.assertj.core.data.Percentage EQUAL = withPercentage(1e-6);

    /** Straight from the equations (Bishop 2006, eqs. 9.23 to 9.28), with 2×2 matrices inverted by hand. */
    private static final class Textbook {
        private final float[] rows;
        private final boolean diagonal;
        private final double[] weights = new double[COMPONENTS];
        private final double[][] means = new double[COMPONENTS][2];
        /** Σ_11, Σ_12, Σ_22. */
        private final double[][] covariances = new double[COMPONENTS][3];

        private Textbook(float[] rows, boolean diagonal) {
            this.rows = rows;
            this.diagonal = diagonal;
            double[][] shares = new double[rows.length / 2][COMPONENTS];
            for (int n = 0; n < shares.length; n++) {
                shares[n][n % COMPONENTS] = 1;
            }
            maximise(shares);
        }

        private double logJoint(double x, double y, int k) {
            double a = covariances[k][0];
            double b = covariances[k][1];
            double c = covariances[k][2];
            double determinant = a * c - b * b;
            double dx = x - means[k][0];
            double dy = y - means[k][1];
            double square = (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / determinant;
            return Math.log(weights[k]) - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - 0.5 * square;
        }

        private double logLikelihood(double x, double y) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < COMPONENTS; k++) {
                most = Math.max(most, logJoint(x, y, k));
            }
            double sum = 0;
            for (int k = 0; k < COMPONENTS; k++) {
                sum += Math.exp(logJoint(x, y, k) - most);
            }
            return most + Math.log(sum);
        }

        /** The mean log-likelihood before the update. */
        private double iterate() {
            double[][] shares = new double[rows.length / 2][COMPONENTS];
            double mean = 0;
            for (int n = 0; n < shares.length; n++) {
                double all = logLikelihood(rows[2 * n], rows[2 * n + 1]);
                mean += all / shares.length;
                for (int k = 0; k < COMPONENTS; k++) {
                    shares[n][k] = Math.exp(logJoint(rows[2 * n], rows[2 * n + 1], k) - all);
                }
            }
            maximise(shares);
            return mean;
        }

        private void maximise(double[][] shares) {
            for (int k = 0; k < COMPONENTS; k++) {
                double amount = 0;
                double[] mean = new double[2];
                for (int n = 0; n < shares.length; n++) {
                    amount += shares[n][k];
                    mean[0] += shares[n][k] * rows[2 * n];
                    mean[1] += shares[n][k] * rows[2 * n + 1];
                }
                weights[k] = amount / shares.length;
                means[k] = new double[] {mean[0] / amount, mean[1] / amount};
                covariances[k] = new double[3];
                for (int n = 0; n < shares.length; n++) {
                    double dx = rows[2 * n] - means[k][0];
                    double dy = rows[2 * n + 1] - means[k][1];
                    covariances[k][0] += shares[n][k] * dx * dx / amount;
                    covariances[k][1] += diagonal ? 0 : shares[n][k] * dx * dy / amount;
                    covariances[k][2] += shares[n][k] * dy * dy / amount;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "diagonal"})
    void em_equals_an_independent_program_to_1e_8(String variant) {
        float[] rows = Mixtures.clouds(2_000, 4);
        Batch batch = Mixtures.batch(rows, 2);
        int[] groups = new int[2_000];
        Arrays.setAll(groups, n -> n % COMPONENTS);
        WeightedRows[] shares = WeightedRows.byGroup(rows, 2, groups, COMPONENTS);
        Start start = (all, size, count) -> Arrays.stream(shares)
                .map(share -> new Start.First(share, -Math.log(COMPONENTS), Optional.empty()))
                .toList();
        Textbook textbook = new Textbook(rows, variant.equals("diagonal"));
        try (MixtureModel model = new MixtureModel(
                Mixtures.spec(variant, 2, Map.of("components", COMPONENTS, "tolerance", 0, "varianceFloor", 0)),
                ModelContext.cpu(),
                Covariance.valueOf(variant.toUpperCase(Locale.ROOT)),
                start)) {
            for (int step = 1; step <= ITERATIONS; step++) {
                double nll =
                        model.trainStep(new OneBatch(step, batch)).metrics().get("trainNll");
                assertThat(-nll).isCloseTo(textbook.iterate(), EQUAL);
            }
            double[] weights = model.profiles(batch, 0).get(0).values();
            double[] deviations = model.profiles(batch, 0).get(1).values();
            for (int k = 0; k < COMPONENTS; k++) {
                assertThat(weights[k]).isCloseTo(textbook.weights[k], EQUAL);
                assertThat(model.means()[2 * k]).isCloseTo(textbook.means[k][0], EQUAL);
                assertThat(model.means()[2 * k + 1]).isCloseTo(textbook.means[k][1], EQUAL);
                double[] covariance = textbook.covariances[k];
                assertThat(Math.pow(deviations[k], 4))
                        .isCloseTo(covariance[0] * covariance[2] - covariance[1] * covariance[1], EQUAL);
            }
            float[] elsewhere = Mixtures.clouds(100, 5);
            double[] scores = model.logLikelihood(Mixtures.batch(elsewhere, 2), "exact", 0)
                    .values();
            for (int n = 0; n < scores.length; n++) {
                assertThat(scores[n]).isCloseTo(textbook.logLikelihood(elsewhere[2 * n], elsewhere[2 * n + 1]), EQUAL);
            }
        }
    }
}
