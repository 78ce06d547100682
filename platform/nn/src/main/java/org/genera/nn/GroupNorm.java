package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Group normalisation (Wu & He 2018): mean 0 and variance 1 within each example and group of channels, then a learned
 * scale and shift for each channel.
 *
 * @param groups divides the channels
 */
public record GroupNorm(int groups) {
    private static final float EPSILON = 1e-5f;

    /**
     * @param x images [B, H, W, C]
     * @return [B, H, W, C]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int channels = (int) Shapes.channels(scope, x, 4);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    "expected channels divisible by " + groups + " groups, got " + channels + " in " + scope.path());
        }
        int height = (int) x.shape().get(1);
        int width = (int) x.shape().get(2);
        int each = channels / groups;
        Operand<TFloat32> count = tf.constant((float) height * width * each);
        Operand<TFloat32> grouped = tf.reshape(x, tf.constant(new int[] {-1, height * width, groups, each}));
        Operand<TFloat32> mean = tf.math.div(sum(tf, grouped), count);
        Operand<TFloat32> centred = tf.math.sub(grouped, mean);
        Operand<TFloat32> variance = tf.math.div(sum(tf, tf.math.mul(centred, centred)), count);
        Operand<TFloat32> normed = tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
        Operand<TFloat32> scale = scope.weight("scale", Shape.of(channels), Initializer.ones());
        Operand<TFloat32> shift = scope.weight("shift", Shape.of(channels), Initializer.zeros());
        Operand<TFloat32> flat = tf.reshape(normed, tf.constant(new int[] {-1, height, width, channels}));
        return tf.math.add(tf.math.mul(flat, scale), shift);
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
        return tf.reduceSum(x, tf.constant(new int[] {1, 3}), ReduceSum.keepDims(true));
    }
}
