package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class PosteriorTest {
    private final TestGraph test = new TestGraph();

    @Test
    void the_kl_of_the_prior_to_itself_is_0() {
        Posterior<TFloat32> prior = Posterior.of(test.tf(), test.matrix(3, 0, 0, 0), test.matrix(3, 0, 0, 0));
        assertThat(test.evaluate(prior.klToPrior(test.tf()))).containsExactly(0, 0, 0);
    }

    @Test
    void the_kl_is_positive_for_every_other_posterior() {
        Posterior<TFloat32> posterior =
                Posterior.of(test.tf(), test.matrix(2, 0.1, 0, 0, -2), test.matrix(2, 0, -0.1, 0.1, 3));
        for (float kl : test.evaluate(posterior.klToPrior(test.tf()))) {
            assertThat(kl).isPositive();
        }
    }

    @Test
    void the_kl_in_closed_form_is_the_mean_log_ratio_of_draws() {
        double[] mean = {0.7, -1.2};
        double[] logVariance = {-1, 0.4};
        int draws = 200_000;
        double[] noise = new double[2 * draws];
        Random random = new Random(5);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        Posterior<TFloat32> posterior = Posterior.of(test.tf(), test.matrix(2, mean), test.matrix(2, logVariance));
        var tf = test.tf();
        Operand<TFloat32> epsilon = tf.expandDims(test.matrix(2, noise), tf.constant(0));
        Operand<TFloat32> z = posterior.drawMany(tf, epsilon);
        Operand<TFloat32> estimate = tf.math.neg(
                tf.math.mean(posterior.logPriorOverPosterior(tf, z, epsilon), tf.constant(new int[] {0, 1})));
        Operand<TFloat32> exact = AxisReductions.sumOverLast(tf, posterior.klToPrior(tf));
        float[] both = test.evaluate(tf.concat(
                java.util.List.of(tf.reshape(estimate, tf.constant(new int[] {1})), exact), tf.constant(0)));
        assertThat(both[0]).isCloseTo(both[1], Offset.offset(0.01f));
    }

    @Test
    void the_log_ratio_is_that_of_the_two_normal_densities() {
        Posterior<TFloat32> posterior = Posterior.of(test.tf(), test.matrix(2, 0.5, -1), test.matrix(2, 0.3, -0.7));
        var tf = test.tf();
        Operand<TFloat32> epsilon = tf.expandDims(test.matrix(2, 0.9, -1.4), tf.constant(0));
        float ratio = test.evaluate(posterior.logPriorOverPosterior(tf, posterior.drawMany(tf, epsilon), epsilon))[0];
        double expected = 0;
        double[][] dimensions = {{0.5, 0.3, 0.9}, {-1, -0.7, -1.4}};
        for (double[] d : dimensions) {
            double z = d[0] + Math.exp(0.5 * d[1]) * d[2];
            expected += Densities.logNormal(z, 0, 1) - Densities.logNormal(z, d[0], Math.exp(d[1]));
        }
        assertThat((double) ratio).isCloseTo(expected, Offset.offset(1e-5));
    }
}
