package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** The distribution that a flow carries the data to; independent over the dimensions, each with the same density. */
enum Base {
    /** N(0, 1). */
    GAUSSIAN {
        @Override
        <T extends TNumber> Operand<T> logDensity(Ops tf, Operand<T> z) {
            Operand<T> half = tf.math.mul(tf.math.mul(z, z), tf.constant(z.type(), -0.5));
            return tf.math.sub(half, tf.constant(z.type(), 0.5 * Math.log(2 * Math.PI)));
        }

        @Override
        <T extends TNumber> Operand<T> fromNormal(Ops tf, Operand<T> normal) {
            return tf.identity(normal);
        }

        @Override
        <T extends TNumber> Operand<T> toNormal(Ops tf, Operand<T> z) {
            return tf.identity(z);
        }
    },
    /** The standard logistic distribution, density 1/(eᶻᐟ² + e⁻ᶻᐟ²)², whose tails are heavier (Dinh et al. 2015, sec. 3.4). */
    LOGISTIC {
        @Override
        <T extends TNumber> Operand<T> logDensity(Ops tf, Operand<T> z) {
            return tf.math.neg(tf.math.add(tf.math.softplus(z), tf.math.softplus(tf.math.neg(z))));
        }

        /** logit(Φ(n)) = log Φ(n) − log Φ(−n), where neither probability is taken from 1. */
        @Override
        <T extends TNumber> Operand<T> fromNormal(Ops tf, Operand<T> normal) {
            Operand<T> scaled = tf.math.mul(normal, tf.constant(normal.type(), Math.sqrt(0.5)));
            return tf.math.sub(tf.math.log(tf.math.erfc(tf.math.neg(scaled))), tf.math.log(tf.math.erfc(scaled)));
        }

        /** The quantile of σ(z), taken in the lower tail, where small probabilities keep their digits. */
        @Override
        <T extends TNumber> Operand<T> toNormal(Ops tf, Operand<T> z) {
            Operand<T> tail = tf.math.sigmoid(tf.math.neg(tf.math.abs(z)));
            return tf.math.neg(tf.math.mul(tf.math.sign(z), tf.math.ndtri(tail)));
        }
    };

    /** log p(z) of each coordinate, in nats. */
    abstract <T extends TNumber> Operand<T> logDensity(Ops tf, Operand<T> z);

    /** The point of this distribution at the same quantile as a standard normal one. */
    abstract <T extends TNumber> Operand<T> fromNormal(Ops tf, Operand<T> normal);

    /** The inverse of {@link #fromNormal}. */
    abstract <T extends TNumber> Operand<T> toNormal(Ops tf, Operand<T> z);

    /** log p(z) of each example [B], for z [B, D]. */
    final <T extends TNumber> Operand<T> logProb(Ops tf, Operand<T> z) {
        return PerExample.sum(tf, logDensity(tf, z));
    }
}
