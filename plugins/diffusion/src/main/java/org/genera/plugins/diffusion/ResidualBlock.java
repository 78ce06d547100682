package org.genera.plugins.diffusion;

import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.Dense;
import org.genera.nn.GroupNorm;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Two 3×3 convolutions around a shortcut, each after group normalisation and SiLU; the time is added between them (Ho et
 * al. 2020, appendix B).
 *
 * @param channels of the output
 * @param groups of the normalisation; divides the channels of input and output
 */
record ResidualBlock(int channels, int groups) {

    /**
     * @param x [B, H, W, C]
     * @param time the embedded time [B, E]
     * @return [B, H, W, channels]
     */
    Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, Operand<TFloat32> time) {
        Ops tf = scope.tf();
        Operand<TFloat32> first =
                Conv2d.glorot(channels, 3, 1).apply(scope.child("conv1"), normed(scope.child("norm1"), x));
        Operand<TFloat32> shift = tf.reshape(
                Dense.glorot(channels).apply(scope.child("time"), time), tf.constant(new int[] {-1, 1, 1, channels}));
        // Zero weights at the end: the block starts as its shortcut.
        Operand<TFloat32> second = new Conv2d(channels, 3, 1, Initializer.zeros())
                .apply(scope.child("conv2"), normed(scope.child("norm2"), tf.math.add(first, shift)));
        Operand<TFloat32> shortcut =
                x.shape().get(3) == channels ? x : Conv2d.glorot(channels, 1, 1).apply(scope.child("shortcut"), x);
        return tf.math.add(shortcut, second);
    }

    private Operand<TFloat32> normed(Scope scope, Operand<TFloat32> x) {
        return Activation.SILU.apply(scope.tf(), new GroupNorm(groups).apply(scope, x));
    }
}
