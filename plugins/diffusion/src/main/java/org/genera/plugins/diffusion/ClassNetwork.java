package org.genera.plugins.diffusion;

import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.Dense;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Logits of the classes of noisy examples: of images the downward half of a U-Net and the mean over the places that are left, of vectors
 * residual dense layers.
 *
 * @param classes K
 * @param width of dense layers
 * @param layers how many
 * @param channels of the first convolution, a multiple of 4
 */
record ClassNetwork(DataShape shape, int classes, int width, int layers, int channels) {
    private static final int GROUPS = 4;

    /**
     * @param u noisy examples [B, D]
     * @param angle of their noise, from 0 to π/2 [B, 1]
     * @return [B, K]
     */
    Operand<TFloat32> logits(Scope scope, Operand<TFloat32> u, Operand<TFloat32> angle) {
        Ops tf = scope.tf();
        Operand<TFloat32> time = tf.reshape(
                tf.math.mul(angle, tf.constant((float) (DiffusionNetwork.TIME_SCALE * 2 / Math.PI))),
                tf.constant(new int[] {-1}));
        if (shape instanceof DataShape.Image image) {
            return convolved(
                    scope, u, DiffusionNetwork.embedded(scope, 2 * DiffusionNetwork.TIME_WIDTH, time, null), image);
        }
        Operand<TFloat32> hidden = Dense.glorot(width).apply(scope.child("input"), u);
        Operand<TFloat32> embedded = DiffusionNetwork.embedded(scope, width, time, null);
        for (int i = 1; i <= layers; i++) {
            Scope layer = scope.child("layer" + i);
            Operand<TFloat32> sum = tf.math.add(
                    Dense.glorot(width).apply(layer.child("hidden"), hidden),
                    Dense.glorot(width).apply(layer.child("time"), embedded));
            hidden = tf.math.add(hidden, Activation.SILU.apply(tf, sum));
        }
        return Dense.glorot(classes).apply(scope.child("output"), hidden);
    }

    private Operand<TFloat32> convolved(
            Scope scope, Operand<TFloat32> u, Operand<TFloat32> embedded, DataShape.Image image) {
        Ops tf = scope.tf();
        Operand<TFloat32> pixels =
                tf.reshape(u, tf.constant(new int[] {-1, image.height(), image.width(), image.channels()}));
        Operand<TFloat32> hidden = Conv2d.glorot(channels, 3, 2).apply(scope.child("input"), pixels);
        hidden = new ResidualBlock(channels, GROUPS).apply(scope.child("block1"), hidden, embedded);
        hidden = Conv2d.glorot(2 * channels, 3, 2).apply(scope.child("shrink"), hidden);
        hidden = new ResidualBlock(2 * channels, GROUPS).apply(scope.child("block2"), hidden, embedded);
        Operand<TFloat32> pooled = tf.math.mean(Activation.SILU.apply(tf, hidden), tf.constant(new int[] {1, 2}));
        return Dense.glorot(classes).apply(scope.child("output"), pooled);
    }
}
