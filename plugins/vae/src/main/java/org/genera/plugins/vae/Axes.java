package org.genera.plugins.vae;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Sums and means over the axes that this family uses. */
final class Axes {

    private Axes() {}

    /** [..., n] to [...]. */
    static Operand<TFloat32> sumOverLast(Ops tf, Operand<TFloat32> x) {
        return tf.reduceSum(x, tf.constant(-1));
    }

    /** [B, ...] to [...]. */
    static Operand<TFloat32> meanOverBatch(Ops tf, Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(0));
    }
}
