package org.genera.plugins.vae;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The evidence lower bound of a batch, E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)), with one draw of z for each example (Kingma
 * & Welling 2014, eq. 10). All are scalars in nats, summed over dimensions and averaged over the batch.
 *
 * @param reconstruction −log p(x|z)
 * @param kl KL(q(z|x) ‖ p(z))
 */
record Elbo(Operand<TFloat32> reconstruction, Operand<TFloat32> kl) {

    /**
     * @param logProb log p(x|z) [B]
     * @param klByDimension [B, L]
     */
    static Elbo of(Ops tf, Operand<TFloat32> logProb, Operand<TFloat32> klByDimension) {
        return new Elbo(
                tf.math.neg(AxisReductions.meanOverBatch(tf, logProb)),
                AxisReductions.meanOverBatch(tf, AxisReductions.sumOverLast(tf, klByDimension)));
    }

    /** −ELBO. */
    Operand<TFloat32> negative(Ops tf) {
        return tf.math.add(reconstruction, kl);
    }

    /** What the β-VAE minimises: reconstruction + β KL (Higgins et al. 2017, eq. 4). */
    Operand<TFloat32> loss(Ops tf, double beta) {
        return tf.math.add(reconstruction, tf.math.mul(kl, tf.constant((float) beta)));
    }
}
