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
        int channels = (int) StaticShapes.channels(scope, x, 4);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    "expected channels divisible by " + groups + " groups, got " + channels + " in " + scope.path());
        }
        int height = (int) x.shape().get(1);
        int width = (int) x.shape().get(2);
        // Sums run over the places first, then over the few channels of a group: fast on a CPU, and only the centred
        // images are ever held beside the input.
        Operand<TFloat32> places = tf.reshape(x, tf.constant(new int[] {-1, height * width, channels}));
        Operand<TFloat32> centred = tf.math.sub(places, groupMean(tf, places, height * width, channels));
        Operand<TFloat32> variance = groupMean(tf, tf.math.mul(centred, centred), height * width, channels);
        Operand<TFloat32> scale = scope.weight("scale", Shape.of(channels), Initializer.ones());
        Operand<TFloat32> shift = scope.weight("shift", Shape.of(channels), Initializer.zeros());
        Operand<TFloat32> factor = tf.math.mul(tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))), scale);
        Operand<TFloat32> normed = tf.math.add(tf.math.mul(centred, factor), shift);
        return tf.reshape(normed, tf.constant(new int[] {-1, height, width, channels}));
    }

    /** The mean of each example's group, given to all its channels: [B, places, C] to [B, 1, C]. */
    private Operand<TFloat32> groupMean(Ops tf, Operand<TFloat32> x, int places, int channels) {
        int each = channels / groups;
        Operand<TFloat32> byChannel =
                tf.reshape(tf.reduceSum(x, tf.constant(1)), tf.constant(new int[] {-1, groups, each}));
        Operand<TFloat32> mean = tf.math.mul(
                tf.reduceSum(byChannel, tf.constant(2), ReduceSum.keepDims(true)),
                tf.constant(1f / ((float) places * each)));
        Operand<TFloat32> spread = tf.math.mul(mean, tf.fill(tf.constant(new int[] {each}), tf.constant(1f)));
        return tf.reshape(spread, tf.constant(new int[] {-1, 1, channels}));
    }
}
