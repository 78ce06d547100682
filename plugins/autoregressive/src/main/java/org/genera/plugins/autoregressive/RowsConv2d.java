package org.genera.plugins.autoregressive;

import java.util.List;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution over whole rows, with a bias: SAME padding within a row, and none above and below, so that those who call say which rows
 * there are.
 *
 * @param filters channels of the output
 * @param height rows of the window
 * @param width of the window, odd
 * @param initial first value of the kernel [height, width, C, filters]
 */
record RowsConv2d(int filters, int height, int width, Initializer initial) {

    /**
     * @param x [B, H + height − 1, W, C]
     * @return [B, H, W, filters]; a row sees the {@code height} rows of the input from its own index on
     */
    Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int side = width / 2;
        Operand<TFloat32> padded = side == 0
                ? x
                : tf.pad(x, tf.constant(new int[][] {{0, 0}, {0, 0}, {side, side}, {0, 0}}), tf.constant(0f));
        Operand<TFloat32> weights =
                scope.weight("weights", Shape.of(height, width, x.shape().get(3), filters), initial);
        Operand<TFloat32> bias = scope.weight("bias", Shape.of(filters), Initializer.zeros());
        return tf.nn.biasAdd(tf.nn.conv2d(padded, weights, List.of(1L, 1L, 1L, 1L), "VALID"), bias);
    }
}
