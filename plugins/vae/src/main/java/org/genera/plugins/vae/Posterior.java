package org.genera.plugins.vae;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.family.TNumber;

/**
 * q(z|x) = N(μ, diag σ²), beside the prior p(z) = N(0, I) (Kingma & Welling 2014, sec. 3).
 *
 * <p>No operand here is used by more than two differentiated operations: a gradient summed from three or more parts is
 * summed in the order in which their memory becomes free, and its last bit would change from run to run.
 *
 * @param <T> precision
 * @param mean μ [B, L]
 * @param logVariance log σ² [B, L]
 * @param deviation σ [B, L]
 */
record Posterior<T extends TNumber>(Operand<T> mean, Operand<T> logVariance, Operand<T> deviation) {

    /** From μ and log σ². */
    static <T extends TNumber> Posterior<T> of(Ops tf, Operand<T> mean, Operand<T> logVariance) {
        return new Posterior<>(
                mean, logVariance, tf.math.exp(tf.math.mul(logVariance, tf.constant(logVariance.type(), 0.5))));
    }

    /**
     * @param code [B, 2 L]: means, then logarithms of variances
     */
    static <T extends TNumber> Posterior<T> split(Ops tf, Operand<T> code) {
        Split<T> halves = tf.split(tf.constant(1), code, 2L);
        List<? extends Operand<T>> output = halves.output();
        return of(tf, output.get(0), output.get(1));
    }

    /**
     * z = μ + σ ε, differentiable in μ and σ (Kingma & Welling 2014, sec. 2.4).
     *
     * @param noise ε, standard normal [B, L]
     * @return z [B, L]
     */
    Operand<T> draw(Ops tf, Operand<T> noise) {
        return tf.math.add(mean, tf.math.mul(deviation, noise));
    }

    /**
     * KL(q(z|x) ‖ p(z)) of each latent dimension in closed form, ½ (μ² + σ² − 1 − log σ²) (Kingma & Welling 2014,
     * appendix B).
     *
     * @return [B, L] in nats, ≥ 0
     */
    Operand<T> klToPrior(Ops tf) {
        Operand<T> moments = tf.math.add(tf.math.square(mean), tf.math.square(deviation));
        Operand<T> rest = tf.math.add(logVariance, tf.constant(logVariance.type(), 1));
        return tf.math.mul(tf.math.sub(moments, rest), tf.constant(logVariance.type(), 0.5));
    }

    /**
     * Several draws of z for each example.
     *
     * @param noise ε [B, K, L]
     * @return z [B, K, L]
     */
    Operand<T> drawMany(Ops tf, Operand<T> noise) {
        return tf.math.add(
                tf.expandDims(mean, tf.constant(1)), tf.math.mul(tf.expandDims(deviation, tf.constant(1)), noise));
    }

    /**
     * log p(z) − log q(z|x) for z = μ + σ ε, where the constants of both normals cancel: Σ ½ (ε² − z²) + log σ.
     *
     * @param z what {@link #drawMany} gave for the noise [B, K, L]
     * @param noise ε [B, K, L]
     * @return [B, K] in nats
     */
    Operand<T> logPriorOverPosterior(Ops tf, Operand<T> z, Operand<T> noise) {
        Operand<T> squares = tf.math.sub(tf.math.mul(noise, noise), tf.math.mul(z, z));
        Operand<T> logDeviation = tf.expandDims(logVariance, tf.constant(1));
        return AxisReductions.sumOverLast(
                tf, tf.math.mul(tf.math.add(squares, logDeviation), tf.constant(logVariance.type(), 0.5)));
    }
}
