package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016, eqs. 3 and 4): mean 0 and variance 1 over the channels of each place, then a learned
 * gain and bias for each channel.
 */
public final class LayerNorm {
    private static final float EPSILON = 1e-5f;

    private LayerNorm() {}

    /**
     * @param x [N, C]
     * @return [N, C]
     */
    public static Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        Shape channels = Shape.of(StaticShapes.channels(scope, x, 2));
        Operand<TFloat32> centred = tf.math.sub(x, mean(tf, x));
        Operand<TFloat32> variance = mean(tf, tf.math.square(centred));
        Operand<TFloat32> normed = tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
        Operand<TFloat32> gain = scope.weight("gain", channels, Initializer.ones());
        return tf.nn.biasAdd(tf.math.mul(normed, gain), scope.weight("bias", channels, Initializer.zeros()));
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(1), Mean.keepDims(true));
    }
}
