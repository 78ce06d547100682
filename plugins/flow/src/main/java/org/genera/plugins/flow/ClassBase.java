package org.genera.plugins.flow;

import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * A base distribution with a place and a scale for each class and coordinate: given class k, (z − μₖ) e^−σₖ is distributed as the
 * standard one (Kingma and Dhariwal 2018, sec. 5, whose class-conditional models have it). The layers before it know no class, so
 * one pass gives the density for all of them.
 *
 * @param standard what a coordinate is distributed as, but for its place and scale
 * @param mean μ [K, D]
 * @param logScale σ [K, D]
 * @param logPrior log p(class) [1, K]
 */
record ClassBase<T extends TNumber>(Base standard, Operand<T> mean, Operand<T> logScale, Operand<T> logPrior) {

    /** With weights that make all classes alike at first. */
    static ClassBase<TFloat32> of(Base standard, Scope scope, int classes, int size) {
        Shape each = Shape.of(classes, size);
        Operand<TFloat32> logits = scope.weight("logits", Shape.of(1, classes), Initializer.zeros());
        return new ClassBase<>(
                standard,
                scope.weight("mean", each, Initializer.zeros()),
                scope.weight("logScale", each, Initializer.zeros()),
                scope.tf().nn.logSoftmax(logits));
    }

    /** log p(z, class) for each class [B, K], in nats, for z [B, D]. */
    Operand<T> logJoint(Ops tf, Operand<T> z) {
        Operand<T> apart = tf.math.sub(tf.expandDims(z, tf.constant(1)), tf.expandDims(mean, tf.constant(0)));
        Operand<T> scaled = tf.math.mul(apart, tf.expandDims(tf.math.exp(tf.math.neg(logScale)), tf.constant(0)));
        Operand<T> standardised = tf.reduceSum(standard.logDensity(tf, scaled), tf.constant(2));
        Operand<T> volume = tf.expandDims(tf.reduceSum(logScale, tf.constant(1)), tf.constant(0));
        return tf.math.add(tf.math.sub(standardised, volume), logPrior);
    }

    /** log Σ exp over the classes: [B, K] to [B]. */
    static <T extends TNumber> Operand<T> summed(Ops tf, Operand<T> logJoint) {
        Operand<T> most = tf.stopGradient(tf.reduceMax(logJoint, tf.constant(1), ReduceMax.keepDims(true)));
        Operand<T> sum = tf.reduceSum(tf.math.exp(tf.math.sub(logJoint, most)), tf.constant(1));
        return tf.math.add(tf.math.log(sum), tf.reshape(most, tf.constant(new int[] {-1})));
    }

    /**
     * z of a class at the same quantiles as standard normal numbers.
     *
     * @param normal [B, D]
     * @param classes [B, K], of zeros and a one
     */
    Operand<T> fromNormal(Ops tf, Operand<T> normal, Operand<T> classes) {
        Operand<T> scale = tf.math.exp(tf.linalg.matMul(classes, logScale));
        return tf.math.add(tf.math.mul(standard.fromNormal(tf, normal), scale), tf.linalg.matMul(classes, mean));
    }

    /**
     * The class in whose part of p(class) the quantile of a standard normal number lies.
     *
     * @param normal [B, 1]
     * @return [B, K], of zeros and a one
     */
    Operand<T> picked(Ops tf, Operand<T> normal) {
        Class<T> type = normal.type();
        Operand<T> quantile = tf.math.mul(
                tf.math.erfc(tf.math.mul(normal, tf.constant(type, -Math.sqrt(0.5)))), tf.constant(type, 0.5));
        Operand<T> sums = tf.math.cumsum(tf.math.exp(logPrior), tf.constant(1));
        int last = (int) mean.shape().get(0) - 1;
        Operand<T> behind = tf.dtypes.cast(tf.math.greaterEqual(quantile, sums), type);
        // Rounding may leave the last sum short of 1.
        Operand<T> limits = tf.slice(behind, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, last}));
        Operand<TInt32> label = tf.dtypes.cast(tf.reduceSum(limits, tf.constant(1)), TInt32.class);
        return tf.oneHot(label, tf.constant(last + 1), tf.constant(type, 1), tf.constant(type, 0));
    }
}
