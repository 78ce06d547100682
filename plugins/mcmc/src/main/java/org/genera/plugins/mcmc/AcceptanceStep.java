package org.genera.plugins.mcmc;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;

/**
 * The rule of Metropolis et al. (1953) and Hastings (1970): go with the probability α = min(1, exp(logRatio)), else stay.
 *
 * @param acceptance α, [C]; 0 where the ratio is no number
 * @param accepted [C]
 */
record AcceptanceStep(Operand<TFloat64> acceptance, Operand<TBool> accepted) {

    /**
     * @param logRatio log of p(y) q(x | y) / (p(x) q(y | x)), [C]
     * @param uniform in [0, 1), [C]
     */
    static AcceptanceStep of(Ops tf, Operand<TFloat64> logRatio, Operand<TFloat64> uniform) {
        Operand<TFloat64> zero = tf.zerosLike(logRatio);
        Operand<TFloat64> exponent = tf.math.minimum(logRatio, zero);
        Operand<TFloat64> acceptance = tf.select(tf.math.isNan(logRatio), zero, tf.math.exp(exponent));
        return new AcceptanceStep(acceptance, tf.math.less(uniform, acceptance));
    }

    /** The proposal where it was accepted: [C]. */
    Operand<TFloat64> ofScalars(Ops tf, Operand<TFloat64> proposed, Operand<TFloat64> present) {
        return tf.select(accepted, proposed, present);
    }

    /** The proposal where it was accepted: [C, D]. */
    Operand<TFloat64> ofVectors(Ops tf, Operand<TFloat64> proposed, Operand<TFloat64> present) {
        return tf.select(tf.expandDims(accepted, tf.constant(1)), proposed, present);
    }
}
