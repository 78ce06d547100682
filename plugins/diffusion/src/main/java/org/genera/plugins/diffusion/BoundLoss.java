package org.genera.plugins.diffusion;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * L_vlb for learned variances as a graph (Nichol and Dhariwal 2021, eqs. 15 and 16): T times the mean term over uniform timesteps, in bits
 * of a dimension. The mean μ_θ has no gradient, so that it teaches the variances alone. What is said of a variance is ν on the scale from −1 to
 * 1; L_T has no weights and is left out.
 */
record BoundLoss(GaussianDiffusion diffusion) {

    /**
     * @param said ε̂ and behind it what stands for ν: [B, 2 D]
     * @param size D
     * @return a scalar
     */
    Operand<TFloat32> of(Ops tf, DenoisingLoss.Noised noised, Operand<TFloat32> said, int size) {
        Operand<TFloat32> epsilon = tf.stopGradient(part(tf, said, 0, size));
        Operand<TFloat32> mix =
                tf.math.mul(tf.math.add(part(tf, said, size, size), tf.constant(1f)), tf.constant(0.5f));
        Operand<TFloat32> logVariance = tf.math.add(
                column(tf, noised, t -> Math.log(diffusion.leastVariance(t))),
                tf.math.mul(column(tf, noised, t -> Math.log(diffusion.beta(t) / diffusion.leastVariance(t))), mix));
        // Where ε̂ errs by δ the means differ by β/(√α √(1−ᾱ)) δ (Ho et al. 2020, eqs. 11 and 12).
        Operand<TFloat32> error = tf.math.squaredDifference(noised.epsilon(), epsilon);
        Operand<TFloat32> squares = tf.math.mul(
                column(tf, noised, t -> Math.pow(diffusion.beta(t) / diffusion.noise(t), 2) / diffusion.alpha(t)),
                error);
        // ½ (log σ² − log β̃ − 1 + (β̃ + δ²)/σ²), and ½ (log σ² + log 2π + δ²/σ²) of the decoder.
        Operand<TFloat32> ofDecoder =
                column(tf, noised, t -> t == 1 ? Math.log(2 * Math.PI) : -1 - Math.log(diffusion.posteriorVariance(t)));
        Operand<TFloat32> spread = column(tf, noised, diffusion::posteriorVariance);
        Operand<TFloat32> terms = tf.math.add(
                tf.math.add(logVariance, ofDecoder),
                tf.math.mul(tf.math.add(spread, squares), tf.math.exp(tf.math.neg(logVariance))));
        return tf.math.mul(tf.math.mean(terms, tf.constant(new int[] {0, 1})), tf.constant((float)
                (0.5 * diffusion.timesteps() / Math.log(2))));
    }

    private interface OfTimestep {
        double at(int timestep);
    }

    private Operand<TFloat32> column(Ops tf, DenoisingLoss.Noised noised, OfTimestep value) {
        float[] table = new float[diffusion.timesteps()];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) value.at(i + 1);
        }
        return DenoisingLoss.column(tf, table, noised.index());
    }

    private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> said, int from, int size) {
        return tf.slice(said, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, size}));
    }
}
