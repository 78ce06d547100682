package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A transposed convolution that brings images to a given size: the gradient of a SAME convolution with respect to its
 * input.
 *
 * @param filters channels of the output
 * @param kernel height and width of the window
 * @param stride in both directions
 * @param height of the output; its ⌈height/stride⌉ is the height of the input
 * @param width of the output
 * @param weights first value of the kernel [kernel, kernel, filters, in]
 */
public record ConvTranspose2d(int filters, int kernel, int stride, int height, int width, Initializer weights) {

    /** Glorot-uniform weights. */
    public static ConvTranspose2d glorot(int filters, int kernel, int stride, int height, int width) {
        return new ConvTranspose2d(filters, kernel, stride, height, width, Initializer.glorotUniform());
    }

    /**
     * @param x images [B, ⌈height/stride⌉, ⌈width/stride⌉, C]
     * @return [B, height, width, filters]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        long in = StaticShapes.channels(scope, x, 4);
        int expectedHeight = (height + stride - 1) / stride;
        int expectedWidth = (width + stride - 1) / stride;
        if (x.shape().get(1) != expectedHeight || x.shape().get(2) != expectedWidth) {
            throw new IllegalArgumentException(
                    "expected an input [B," + expectedHeight + "," + expectedWidth + ",C] for " + height + "×" + width
                            + " with stride " + stride + ", got " + x.shape() + " in " + scope.path());
        }
        Operand<TFloat32> w = scope.weight("weights", Shape.of(kernel, kernel, filters, in), weights);
        Operand<TFloat32> b = scope.weight("bias", Shape.of(filters), Initializer.zeros());
        Operand<TInt32> batch = tf.gather(tf.shape(x), tf.constant(0), tf.constant(0));
        Operand<TInt32> size = tf.stack(List.of(batch, tf.constant(height), tf.constant(width), tf.constant(filters)));
        Operand<TFloat32> y =
                tf.nn.conv2dBackpropInput(size, w, x, List.of(1L, (long) stride, (long) stride, 1L), "SAME");
        // The static shape is lost on the way: the size is computed from the batch.
        return tf.math.add(tf.reshape(y, tf.constant(new int[] {-1, height, width, filters})), b);
    }
}
