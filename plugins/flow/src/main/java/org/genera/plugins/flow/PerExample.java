package org.genera.plugins.flow;

import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** One number for each example [B], of operands [B, …] whose rank is known. */
final class PerExample {
    private PerExample() {}

    /** The sum over all axes but the first. */
    static <T extends TNumber> Operand<T> sum(Ops tf, Operand<T> x) {
        int rank = x.shape().numDimensions();
        if (rank < 2) {
            throw new IllegalArgumentException("expected examples [B, ...] of known rank, got " + x.shape());
        }
        return tf.reduceSum(x, tf.constant(IntStream.range(1, rank).toArray()));
    }

    /** The same number for each. */
    static <T extends TNumber> Operand<T> same(Ops tf, Operand<T> number, Operand<T> examples) {
        // Not of long integers, for which the gradient of the broadcast cannot be built.
        Operand<TInt32> count = tf.slice(tf.shape(examples), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return tf.broadcastTo(number, count);
    }

    /** How many numbers of each channel an example [B, …, C] has. */
    static double places(Operand<?> examples) {
        Shape shape = examples.shape();
        double places = 1;
        for (int axis = 1; axis < shape.numDimensions() - 1; axis++) {
            places *= shape.get(axis);
        }
        return places;
    }
}
