package org.genera.plugins.vae;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Sums and means over the axes that this family uses. */
final class AxisReductions {

    private AxisReductions() {}

    /** [..., n] to [...]. */
    static <T extends TNumber> Operand<T> sumOverLast(Ops tf, Operand<T> x) {
        return tf.reduceSum(x, tf.constant(-1));
    }

    /** [B, ...] to [...]. */
    static <T extends TNumber> Operand<T> meanOverBatch(Ops tf, Operand<T> x) {
        return tf.math.mean(x, tf.constant(0));
    }
}
