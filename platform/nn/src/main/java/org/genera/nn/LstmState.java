package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What an LSTM carries from one step to the next (Hochreiter and Schmidhuber 1997; without peepholes as in van den Oord, Kalchbrenner and
 * Kavukcuoglu 2016, eq. 3). Recurrences are unrolled: neither loops nor the block operations have gradients.
 *
 * @param output h = o ⊙ tanh(c), [B, …, units]
 * @param cell c = f ⊙ c' + i ⊙ g, of the same shape
 */
public record LstmState(Operand<TFloat32> output, Operand<TFloat32> cell) {

    /**
     * A step.
     *
     * @param gates what the input and the output of the step before give together for o, f, i (before σ) and g (before tanh), in
     *     this order: [B, …, 4 units]
     * @param cellBefore c' of the step before, [B, …, units]
     */
    public static LstmState step(Ops tf, Operand<TFloat32> gates, Operand<TFloat32> cellBefore) {
        List<? extends Operand<TFloat32>> parts = tf.split(
                        tf.constant(gates.shape().numDimensions() - 1), gates, 4L)
                .output();
        Operand<TFloat32> kept = tf.math.mul(tf.math.sigmoid(parts.get(1)), cellBefore);
        Operand<TFloat32> written = tf.math.mul(tf.math.sigmoid(parts.get(2)), tf.math.tanh(parts.get(3)));
        Operand<TFloat32> cell = tf.math.add(kept, written);
        return new LstmState(tf.math.mul(tf.math.sigmoid(parts.get(0)), tf.math.tanh(cell)), cell);
    }
}
