package org.genera.plugins.gan;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * What the two players minimise, given the discriminator's logits l with D = σ(l). Everything is computed from logits:
 * −log D = softplus(−l) and −log(1 − D) = softplus(l), which neither overflow nor lose their gradient to rounding. In the
 * precision of the logits.
 */
interface AdversarialLoss {

    /**
     * −V(D, G) = −E log D(x) − E log(1 − D(G(z))) (Goodfellow et al. 2014, eq. 1): log 4 where D = ½ everywhere.
     *
     * @param realLogits [B, 1] of data
     * @param fakeLogits [B, 1] of samples
     * @return a scalar in nats, never negative
     */
    default <T extends TNumber> Operand<T> discriminator(Ops tf, Operand<T> realLogits, Operand<T> fakeLogits) {
        return tf.math.add(mean(tf, tf.math.softplus(tf.math.neg(realLogits))), mean(tf, tf.math.softplus(fakeLogits)));
    }

    /**
     * What the generator minimises.
     *
     * @param fakeLogits [B, 1] of samples
     * @return a scalar in nats
     */
    <T extends TNumber> Operand<T> generator(Ops tf, Operand<T> fakeLogits);

    /** Over the batch. */
    static <T extends TNumber> Operand<T> mean(Ops tf, Operand<T> values) {
        return tf.math.mean(values, tf.constant(new int[] {0, 1}));
    }
}
