package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.genera.nn.DataRange;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * A linear-Gaussian model, whose likelihood is known: z ~ N(0, 1), x = w z + b + noise with variance s², x in two
 * dimensions. Then p(x) = N(b, w wᵀ + s² I), and p(z|x) = N(m, v) with v = 1/(1 + w·w/s²), m = v w·(x − b)/s².
 */
class MarginalLikelihoodTest {
    private static final double[] W = {1.5, -0.7};
    private static final double[] B = {0.4, 0.2};
    /** A number of single precision, which variances are kept in. */
    private static final double S2 = 0.3f;

    private static final double V = 1 / (1 + (W[0] * W[0] + W[1] * W[1]) / S2);

    private static double exact(double x0, double x1) {
        double a = W[0] * W[0] + S2;
        double c = W[1] * W[1] + S2;
        double b = W[0] * W[1];
        double determinant = a * c - b * b;
        double d0 = x0 - B[0];
        double d1 = x1 - B[1];
        double quadratic = (c * d0 * d0 - 2 * b * d0 * d1 + a * d1 * d1) / determinant;
        return -0.5 * (quadratic + Math.log(determinant)) - Math.log(2 * Math.PI);
    }

    /** The model with an encoder whose mean is scaled and whose variance is multiplied: 1, 1 is the exact posterior. */
    private static final class LinearGaussian implements AutoCloseable {
        final MarginalLikelihood marginal;
        final ModelSession session;

        LinearGaussian(double scaleOfMean, double factorOfVariance) {
            ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
            Ops tf = graph.tf();
            Placeholder<TFloat32> x = graph.input("x", -1, 2);
            Posterior<TFloat64> posterior =
                    posterior(tf, tf.dtypes.cast(x, TFloat64.class), scaleOfMean, factorOfVariance);
            marginal = new MarginalLikelihood(
                    graph, x, posterior, z -> decoded(tf, z), GaussianLikelihood.fixed(tf, DataRange.REAL, S2), 2, 1);
            session = graph.open();
        }

        static Posterior<TFloat64> posterior(Ops tf, Operand<TFloat64> x, double scaleOfMean, double factorOfVariance) {
            double[][] projection = {{scaleOfMean * V * W[0] / S2}, {scaleOfMean * V * W[1] / S2}};
            Operand<TFloat64> mean = tf.linalg.matMul(tf.math.sub(x, tf.constant(B)), tf.constant(projection));
            Operand<TFloat64> logVariance =
                    tf.math.add(tf.math.mul(mean, tf.constant(0.0)), tf.constant(Math.log(V * factorOfVariance)));
            return Posterior.of(tf, mean, logVariance);
        }

        /** z [N, 1] to [N, 2]. */
        static Operand<TFloat64> decoded(Ops tf, Operand<TFloat64> z) {
            return tf.math.add(tf.linalg.matMul(z, tf.constant(new double[][] {W})), tf.constant(B));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static final float[] DATA = {0.1f, 0.4f, 2.5f, -1f, -3f, 1.2f, 0.4f, 0.2f, 1f, 1f};
    private static final Batch BATCH = new Batch(5, DATA, new int[0]);

    @Test
    void weights_under_the_exact_posterior_give_the_exact_likelihood_with_a_single_draw() {
        try (LinearGaussian model = new LinearGaussian(1, 1)) {
            for (int draws : new int[] {1, 7}) {
                double[] estimate = model.marginal
                        .importanceWeighted(model.session, BATCH, 3, draws)
                        .values();
                for (int i = 0; i < 5; i++) {
                    assertThat(estimate[i]).isCloseTo(exact(DATA[2 * i], DATA[2 * i + 1]), Offset.offset(1e-9));
                }
            }
        }
    }

    @Test
    void the_bound_of_the_exact_posterior_is_tight_in_the_mean() {
        try (LinearGaussian model = new LinearGaussian(1, 1)) {
            double[] bound =
                    model.marginal.elbo(model.session, BATCH, 3, 20_000).values();
            for (int i = 0; i < 5; i++) {
                assertThat(bound[i]).isCloseTo(exact(DATA[2 * i], DATA[2 * i + 1]), Offset.offset(0.03));
            }
        }
    }

    @Test
    void under_another_posterior_bound_and_estimates_rise_with_k_towards_the_likelihood() {
        float[] point = {1f, 0.5f};
        int repeats = 4000;
        float[] values = new float[2 * repeats];
        for (int i = 0; i < repeats; i++) {
            System.arraycopy(point, 0, values, 2 * i, 2);
        }
        Batch many = new Batch(repeats, values, new int[0]);
        try (LinearGaussian model = new LinearGaussian(0.5, 3)) {
            BiFunction<Integer, Long, Double> weighted = (k, seed) -> mean(model.marginal
                    .importanceWeighted(model.session, many, seed, k)
                    .values());
            double bound = mean(model.marginal.elbo(model.session, many, 1, 10).values());
            double two = weighted.apply(2, 2L);
            double ten = weighted.apply(10, 3L);
            double hundred = weighted.apply(100, 4L);
            double likelihood = exact(point[0], point[1]);
            assertThat(bound).isLessThan(two - 0.05);
            assertThat(two).isLessThan(ten - 0.01);
            assertThat(ten).isLessThan(hundred);
            assertThat(hundred).isLessThan(likelihood).isCloseTo(likelihood, Offset.offset(0.01));
        }
    }

    @Test
    void standard_errors_are_as_large_as_values_spread_over_draws() {
        int repeats = 4000;
        float[] values = new float[2 * repeats];
        Arrays.fill(values, 0.7f);
        Batch many = new Batch(repeats, values, new int[0]);
        try (LinearGaussian model = new LinearGaussian(0.9, 1.2)) {
            spreadAsTold(model.marginal.elbo(model.session, many, 1, 10));
            spreadAsTold(model.marginal.importanceWeighted(model.session, many, 2, 50));
            assertThat(model.marginal.elbo(model.session, BATCH, 1, 1).standardErrors())
                    .isEmpty();
        }
    }

    private static void spreadAsTold(LogLikelihoods scored) {
        double mean = mean(scored.values());
        double variance = mean(Arrays.stream(scored.values())
                .map(each -> (each - mean) * (each - mean))
                .toArray());
        double told = mean(
                Arrays.stream(scored.standardErrors()).map(each -> each * each).toArray());
        assertThat(told / variance).isCloseTo(1, Offset.offset(0.1));
    }

    @Test
    void the_gap_of_the_bound_is_the_kl_to_the_exact_posterior() {
        double scale = 0.5;
        double factor = 3;
        try (LinearGaussian model = new LinearGaussian(scale, factor)) {
            double[] bound =
                    model.marginal.elbo(model.session, BATCH, 3, 50_000).values();
            for (int i = 0; i < 5; i++) {
                double m = V * (W[0] * (DATA[2 * i] - B[0]) + W[1] * (DATA[2 * i + 1] - B[1])) / S2;
                double shift = (1 - scale) * m;
                double kl = 0.5 * (factor + shift * shift / V - 1 - Math.log(factor));
                assertThat(exact(DATA[2 * i], DATA[2 * i + 1]) - bound[i]).isCloseTo(kl, Offset.offset(0.05));
            }
        }
    }

    /** log p(x|z) is a quadratic of ε here: its mean over ε = 1 and −1 is its expectation, so that nothing is drawn. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 3", "0.5, 0.1", "1.2, 1", "0, 7"})
    void the_bound_never_exceeds_the_likelihood_and_misses_it_by_the_kl_to_the_exact_posterior(
            double scale, double factor) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Ops tf = graph.tf();
        Operand<TFloat64> x =
                tf.reshape(tf.dtypes.cast(tf.constant(DATA), TFloat64.class), tf.constant(new int[] {-1, 2}));
        Posterior<TFloat64> posterior = LinearGaussian.posterior(tf, x, scale, factor);
        GaussianLikelihood likelihood = GaussianLikelihood.fixed(tf, DataRange.REAL, S2);
        List<Operand<TFloat64>> sides = new ArrayList<>();
        for (double epsilon : new double[] {1, -1}) {
            Operand<TFloat64> z = posterior.draw(tf, tf.constant(new double[][] {{epsilon}}));
            sides.add(likelihood.logProb(tf, x, LinearGaussian.decoded(tf, z)));
        }
        Operand<TFloat64> bounds = tf.math.sub(
                tf.math.mean(tf.stack(sides), tf.constant(0)), AxisReductions.sumOverLast(tf, posterior.klToPrior(tf)));
        double[] bound;
        try (ModelSession session = graph.open()) {
            bound = session.call().doubles(bounds);
        }
        for (int i = 0; i < 5; i++) {
            double m = V * (W[0] * (DATA[2 * i] - B[0]) + W[1] * (DATA[2 * i + 1] - B[1])) / S2;
            double shift = (1 - scale) * m;
            double kl = 0.5 * (factor + shift * shift / V - 1 - Math.log(factor));
            double likelihoodOfExample = exact(DATA[2 * i], DATA[2 * i + 1]);
            assertThat(kl).isNotNegative();
            assertThat(bound[i])
                    .isCloseTo(likelihoodOfExample - kl, Offset.offset(1e-9))
                    .isLessThanOrEqualTo(likelihoodOfExample + 1e-12);
        }
    }

    @Test
    void examples_keep_their_numbers_whatever_comes_after_them() {
        try (LinearGaussian model = new LinearGaussian(0.5, 3)) {
            double[] all = model.marginal
                    .importanceWeighted(model.session, BATCH, 3, 50)
                    .values();
            Batch first = new Batch(2, java.util.Arrays.copyOf(DATA, 4), new int[0]);
            double[] two = model.marginal
                    .importanceWeighted(model.session, first, 3, 50)
                    .values();
            assertThat(two).containsExactly(java.util.Arrays.copyOf(all, 2), Offset.offset(1e-5));
        }
    }

    @Test
    void the_mean_of_exponentials_neither_overflows_nor_underflows() {
        assertThat(MarginalLikelihood.logMeanExp(new double[] {1000, 1000 + Math.log(3)}))
                .isCloseTo(1000 + Math.log(2), Offset.offset(1e-9));
        assertThat(MarginalLikelihood.logMeanExp(new double[] {-2000, -2000})).isCloseTo(-2000, Offset.offset(1e-9));
        assertThat(MarginalLikelihood.logMeanExp(new double[] {Double.NEGATIVE_INFINITY}))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }
}
