package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.Batch;
import org.genera.spi.ModelContext;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many iterations in the plane against a program that shares nothing with ours but the float32 values it reads. */
class IndependentVariationalTest {
    private static final int COMPONENTS = 5;
    private static final int ITERATIONS = 30;
    private static final Percentage EQUAL = withPercentage(1e-6);

    private static final double ALPHA = 0.02;
    private static final double BETA = 0.3;
    private static final double EXCESS = 1.7;
    private static final double SHARE = 0.05;

    /**
     * Straight from the equations of Bishop 2006, section 10.2, with 2×2 matrices inverted by hand and the bound as the sum of
     * its seven terms. Diagonal precisions are two Wisharts in one dimension.
     */
    private static final class Textbook {
        private final float[] rows;
        private final boolean diagonal;
        private final double nu0;
        private final double[] m0;
        private final double[] w0Inverse;
        private final double[] alpha = new double[COMPONENTS];
        private final double[] beta = new double[COMPONENTS];
        private final double[] nu = new double[COMPONENTS];
        private final double[][] m = new double[COMPONENTS][2];
        /** W_11, W_12, W_22. */
        private final double[][] w = new double[COMPONENTS][3];

        private Textbook(float[] rows, boolean diagonal) {
            this.rows = rows;
            this.diagonal = diagonal;
            this.nu0 = EXCESS + (diagonal ? 0 : 1);
            int count = rows.length / 2;
            double[] mean = new double[2];
            for (int i = 0; i < rows.length; i++) {
                mean[i % 2] += (double) rows[i] / count;
            }
            double[] variance = new double[2];
            for (int i = 0; i < rows.length; i++) {
                variance[i % 2] += Math.pow(rows[i] - mean[i % 2], 2) / count;
            }
            m0 = new double[] {(float) mean[0], (float) mean[1]};
            w0Inverse = new double[] {nu0 * SHARE * variance[0], nu0 * SHARE * variance[1]};
            double[][] r = new double[count][COMPONENTS];
            for (int n = 0; n < count; n++) {
                r[n][n % COMPONENTS] = 1;
            }
            update(r);
        }

        private static double logGamma(double x) {
            double shift = 0;
            double at = x;
            for (; at < 200; at++) {
                shift += Math.log(at);
            }
            return (at - 0.5) * Math.log(at)
                    - at
                    + 0.5 * Math.log(2 * Math.PI)
                    + 1 / (12 * at)
                    - 1 / (360 * at * at * at)
                    - shift;
        }

        private static double digamma(double x) {
            double shift = 0;
            double at = x;
            for (; at < 200; at++) {
                shift += 1 / at;
            }
            return Math.log(at) - 1 / (2 * at) - 1 / (12 * at * at) + 1 / (120 * Math.pow(at, 4)) - shift;
        }

        private double determinant(int k) {
            return w[k][0] * w[k][2] - w[k][1] * w[k][1];
        }

        private double logPi(int k) {
            return digamma(alpha[k]) - digamma(Arrays.stream(alpha).sum());
        }

        /** E[ln|Λ_k|]. */
        private double logLambda(int k) {
            double second = diagonal ? nu[k] / 2 : (nu[k] - 1) / 2;
            return digamma(nu[k] / 2) + digamma(second) + 2 * Math.log(2) + Math.log(determinant(k));
        }

        /** The logarithm of eq. B.79. */
        private double logB(double determinantOfW, double degrees) {
            double gammas = diagonal
                    ? 2 * logGamma(degrees / 2)
                    : 0.5 * Math.log(Math.PI) + logGamma(degrees / 2) + logGamma((degrees - 1) / 2);
            return -degrees / 2 * Math.log(determinantOfW) - degrees * Math.log(2) - gammas;
        }

        private double square(int k, double dx, double dy) {
            return w[k][0] * dx * dx + 2 * w[k][1] * dx * dy + w[k][2] * dy * dy;
        }

        private double[][] responsibilities() {
            double[][] r = new double[rows.length / 2][COMPONENTS];
            for (int n = 0; n < r.length; n++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < COMPONENTS; k++) {
                    double squares = 2 / beta[k] + nu[k] * square(k, rows[2 * n] - m[k][0], rows[2 * n + 1] - m[k][1]);
                    r[n][k] = logPi(k) + 0.5 * logLambda(k) - Math.log(2 * Math.PI) - 0.5 * squares;
                    most = Math.max(most, r[n][k]);
                }
                double sum = 0;
                for (int k = 0; k < COMPONENTS; k++) {
                    r[n][k] = Math.exp(r[n][k] - most);
                    sum += r[n][k];
                }
                for (int k = 0; k < COMPONENTS; k++) {
                    r[n][k] /= sum;
                }
            }
            return r;
        }

        /** N_k, x̄_k and N_k S_k as its entries 11, 12, 22. */
        private double[] statistics(double[][] r, int k) {
            double[] s = new double[6];
            for (int n = 0; n < r.length; n++) {
                s[0] += r[n][k];
                s[1] += r[n][k] * rows[2 * n];
                s[2] += r[n][k] * rows[2 * n + 1];
            }
            s[1] /= s[0];
            s[2] /= s[0];
            for (int n = 0; n < r.length; n++) {
                double dx = rows[2 * n] - s[1];
                double dy = rows[2 * n + 1] - s[2];
                s[3] += r[n][k] * dx * dx;
                s[4] += r[n][k] * dx * dy;
                s[5] += r[n][k] * dy * dy;
            }
            return s;
        }

        /** Eqs. 10.58 and 10.60 to 10.63. */
        private void update(double[][] r) {
            for (int k = 0; k < COMPONENTS; k++) {
                double[] s = statistics(r, k);
                alpha[k] = ALPHA + s[0];
                beta[k] = BETA + s[0];
                nu[k] = nu0 + s[0];
                m[k][0] = (BETA * m0[0] + s[0] * s[1]) / beta[k];
                m[k][1] = (BETA * m0[1] + s[0] * s[2]) / beta[k];
                double dx = s[1] - m0[0];
                double dy = s[2] - m0[1];
                double apart = BETA * s[0] / beta[k];
                double a = w0Inverse[0] + s[3] + apart * dx * dx;
                double b = diagonal ? 0 : s[4] + apart * dx * dy;
                double c = w0Inverse[1] + s[5] + apart * dy * dy;
                double determinant = a * c - b * b;
                w[k] = new double[] {c / determinant, -b / determinant, a / determinant};
            }
        }

        /** Eqs. 10.71 to 10.77, for the responsibilities that follow from all else. */
        private double bound(double[][] r) {
            double bound = logGamma(ALPHA * COMPONENTS) - COMPONENTS * logGamma(ALPHA);
            bound -= logGamma(Arrays.stream(alpha).sum())
                    - Arrays.stream(alpha).map(Textbook::logGamma).sum();
            double power = diagonal ? 2 : 3;
            for (int k = 0; k < COMPONENTS; k++) {
                double[] s = statistics(r, k);
                double trace = w[k][0] * s[3] + 2 * w[k][1] * s[4] + w[k][2] * s[5];
                double ofMean = square(k, s[1] - m[k][0], s[2] - m[k][1]);
                double ofPrior = square(k, m[k][0] - m0[0], m[k][1] - m0[1]);
                bound += 0.5 * s[0] * (logLambda(k) - 2 / beta[k] - nu[k] * ofMean - 2 * Math.log(2 * Math.PI));
                bound -= 0.5 * nu[k] * trace;
                bound += (ALPHA - 1) * logPi(k) - (alpha[k] - 1) * logPi(k);
                bound += 0.5
                        * (2 * Math.log(BETA / (2 * Math.PI))
                                + logLambda(k)
                                - 2 * BETA / beta[k]
                                - BETA * nu[k] * ofPrior);
                bound += logB(1 / (w0Inverse[0] * w0Inverse[1]), nu0) + 0.5 * (nu0 - power) * logLambda(k);
                bound -= 0.5 * nu[k] * (w0Inverse[0] * w[k][0] + w0Inverse[1] * w[k][2]);
                double entropy = -logB(determinant(k), nu[k]) - 0.5 * (nu[k] - power) * logLambda(k) + nu[k];
                bound -= 0.5 * logLambda(k) + Math.log(beta[k] / (2 * Math.PI)) - 1 - entropy;
                for (double[] shares : r) {
                    bound += shares[k] * logPi(k) - (shares[k] > 0 ? shares[k] * Math.log(shares[k]) : 0);
                }
            }
            return bound;
        }

        /** Eq. 10.81, of diagonal precisions with a t in each dimension. */
        private double predictive(double x, double y) {
            double sum = 0;
            for (int k = 0; k < COMPONENTS; k++) {
                double degrees = diagonal ? nu[k] : nu[k] - 1;
                double scale = degrees * beta[k] / (1 + beta[k]);
                double dx = x - m[k][0];
                double dy = y - m[k][1];
                double log = diagonal
                        ? student(scale * w[k][0], scale * w[k][0] * dx * dx, degrees, 1)
                                + student(scale * w[k][2], scale * w[k][2] * dy * dy, degrees, 1)
                        : student(scale * scale * determinant(k), scale * square(k, dx, dy), degrees, 2);
                sum += alpha[k] / Arrays.stream(alpha).sum() * Math.exp(log);
            }
            return Math.log(sum);
        }

        /** The logarithm of eq. B.68. */
        private static double student(double determinant, double square, double degrees, int size) {
            return logGamma((degrees + size) / 2)
                    - logGamma(degrees / 2)
                    + 0.5 * Math.log(determinant)
                    - 0.5 * size * Math.log(Math.PI * degrees)
                    - 0.5 * (degrees + size) * Math.log(1 + square / degrees);
        }
    }

    @ParameterizedTest
    @EnumSource(PrecisionPrior.class)
    void it_equals_an_independent_program_to_1e_8_and_its_bound_never_falls(PrecisionPrior precisions) {
        float[] rows = Mixtures.clouds(600, 4);
        Batch batch = Mixtures.batch(rows, 2);
        int[] groups = new int[600];
        Arrays.setAll(groups, n -> n % COMPONENTS);
        WeightedRows[] shares = WeightedRows.byGroup(rows, 2, groups, COMPONENTS);
        Start start = (all, size, count) -> Arrays.stream(shares)
                .map(share -> new Start.First(share, -Math.log(COMPONENTS), Optional.empty()))
                .toList();
        Textbook textbook = new Textbook(rows, precisions == PrecisionPrior.GAMMAS);
        Map<String, Object> values = Map.of(
                "components", COMPONENTS,
                "tolerance", 0,
                "weightConcentration", ALPHA,
                "meanStrength", BETA,
                "degreesOfFreedom", EXCESS,
                "relativePriorVariance", SHARE);
        try (VariationalModel model =
                new VariationalModel(Mixtures.spec("variational", 2, values), ModelContext.cpu(), precisions, start)) {
            double before = Double.NEGATIVE_INFINITY;
            for (int step = 1; step <= ITERATIONS; step++) {
                double bound =
                        model.trainStep(new OneBatch(step, batch)).metrics().get("evidenceBound");
                double[][] r = textbook.responsibilities();
                assertThat(600 * bound).as("step %d", step).isCloseTo(textbook.bound(r), EQUAL);
                assertThat(bound).isGreaterThanOrEqualTo(before - 1e-12);
                before = bound;
                textbook.update(r);
            }
            double[] amounts = model.amounts();
            for (int k = 0; k < COMPONENTS; k++) {
                assertThat(amounts[k] + ALPHA).isCloseTo(textbook.alpha[k], EQUAL);
                assertThat(model.means()[2 * k]).isCloseTo(textbook.m[k][0], EQUAL);
                assertThat(model.means()[2 * k + 1]).isCloseTo(textbook.m[k][1], EQUAL);
            }
            float[] elsewhere = Mixtures.clouds(100, 5);
            double[] scores = model.logLikelihood(Mixtures.batch(elsewhere, 2), "exact", 0)
                    .values();
            for (int n = 0; n < scores.length; n++) {
                assertThat(scores[n]).isCloseTo(textbook.predictive(elsewhere[2 * n], elsewhere[2 * n + 1]), EQUAL);
            }
        }
    }
}
