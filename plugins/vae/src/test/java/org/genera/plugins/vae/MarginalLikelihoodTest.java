package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A linear-Gaussian model, whose likelihood is known: z ~ N(0, 1), x = w z + b + noise with variance s², x in two
 * dimensions. Then p(x) = N(b, w wᵀ + s² I), and p(z|x) = N(m, v) with v = 1/(1 + w·w/s²), m = v w·(x − b)/s².
 */
class MarginalLikelihoodTest {
    private static final double[] W = {1.5, -0.7};
    private static final double[] B = {0.4, 0.2};
    private static final double S2 = 0.3;
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
            float[][] projection = {{(float) (scaleOfMean * V * W[0] / S2)}, {(float) (scaleOfMean * V * W[1] / S2)}};
            Operand<TFloat32> b = tf.constant(new float[] {(float) B[0], (float) B[1]});
            Operand<TFloat32> mean = tf.linalg.matMul(tf.math.sub(x, b), tf.constant(projection));
            Operand<TFloat32> logVariance = tf.math.add(
                    tf.math.mul(mean, tf.constant(0f)), tf.constant((float) Math.log(V * factorOfVariance)));
            marginal = new MarginalLikelihood(
                    graph,
                    x,
                    Posterior.of(tf, mean, logVariance),
                    z -> tf.math.add(tf.linalg.matMul(z, tf.constant(new float[][] {{(float) W[0], (float) W[1]}})), b),
                    GaussianLikelihood.fixed(tf, MeanFunction.LINEAR, S2),
                    2,
                    1);
            session = graph.open();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static final float[] DATA = {0.1f, 0.4f, 2.5f, -1f, -3f, 1.2f, 0.4f, 0.2f, 1f, 1f};
    private static final Batch BATCH = new Batch(1, 5, DATA, new int[0]);

    @Test
    void weights_under_the_exact_posterior_give_the_exact_likelihood_with_a_single_draw() {
        try (LinearGaussian model = new LinearGaussian(1, 1)) {
            for (int draws : new int[] {1, 7}) {
                double[] estimate = model.marginal.importanceWeighted(model.session, BATCH, 3, draws);
                for (int i = 0; i < 5; i++) {
                    assertThat(estimate[i]).isCloseTo(exact(DATA[2 * i], DATA[2 * i + 1]), Offset.offset(2e-5));
                }
            }
        }
    }

    @Test
    void the_bound_of_the_exact_posterior_is_tight_in_the_mean() {
        try (LinearGaussian model = new LinearGaussian(1, 1)) {
            double[] bound = model.marginal.elbo(model.session, BATCH, 3, 20_000);
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
        Batch many = new Batch(1, repeats, values, new int[0]);
        try (LinearGaussian model = new LinearGaussian(0.5, 3)) {
            BiFunction<Integer, Long, Double> weighted =
                    (k, seed) -> mean(model.marginal.importanceWeighted(model.session, many, seed, k));
            double bound = mean(model.marginal.elbo(model.session, many, 1, 10));
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
    void the_gap_of_the_bound_is_the_kl_to_the_exact_posterior() {
        double scale = 0.5;
        double factor = 3;
        try (LinearGaussian model = new LinearGaussian(scale, factor)) {
            double[] bound = model.marginal.elbo(model.session, BATCH, 3, 50_000);
            for (int i = 0; i < 5; i++) {
                double m = V * (W[0] * (DATA[2 * i] - B[0]) + W[1] * (DATA[2 * i + 1] - B[1])) / S2;
                double shift = (1 - scale) * m;
                double kl = 0.5 * (factor + shift * shift / V - 1 - Math.log(factor));
                assertThat(exact(DATA[2 * i], DATA[2 * i + 1]) - bound[i]).isCloseTo(kl, Offset.offset(0.05));
            }
        }
    }

    @Test
    void examples_keep_their_numbers_whatever_comes_after_them() {
        try (LinearGaussian model = new LinearGaussian(0.5, 3)) {
            double[] all = model.marginal.importanceWeighted(model.session, BATCH, 3, 50);
            Batch first = new Batch(1, 2, java.util.Arrays.copyOf(DATA, 4), new int[0]);
            double[] two = model.marginal.importanceWeighted(model.session, first, 3, 50);
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
