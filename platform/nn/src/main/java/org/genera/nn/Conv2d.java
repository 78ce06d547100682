package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution with SAME padding and a bias. It offers no dilation, since the gradient would silently ignore it.
 *
 * @param filters channels of the output
 * @param kernel height and width of the window
 * @param stride in both directions
 * @param weights first value of the kernel [kernel, kernel, in, filters]
 */
public record Conv2d(int filters, int kernel, int stride, Initializer weights) {

    public Conv2d {
        if (filters < 1 || kernel < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "need filters, kernel and stride >= 1, got " + filters + ", " + kernel + ", " + stride);
        }
    }

    /** Glorot-uniform weights. */
    public static Conv2d glorot(int filters, int kernel, int stride) {
        return new Conv2d(filters, kernel, stride, Initializer.glorotUniform());
    }

    /**
     * @param x images [B, H, W, C]
     * @return [B, ⌈H/stride⌉, ⌈W/stride⌉, filters]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        long in = StaticShapes.channels(scope, x, 4);
        Operand<TFloat32> w = scope.weight("weights", Shape.of(kernel, kernel, in, filters), weights);
        Operand<TFloat32> b = scope.weight("bias", Shape.of(filters), Initializer.zeros());
        return tf.math.add(tf.nn.conv2d(x, w, List.of(1L, (long) stride, (long) stride, 1L), "SAME"), b);
    }
}
