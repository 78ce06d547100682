package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Each coordinate by a factor of its own, z_i = s_i x_i: log |det| = Σ log |s_i| (Dinh et al. 2015, sec. 3.3).
 *
 * @param logScale log s [D]; s is positive
 */
record Scaling<T extends TNumber>(Operand<T> logScale) implements Bijection<T> {

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        return new Mapped<>(tf.math.mul(x, tf.math.exp(logScale)), summed(tf, x, logScale));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        Operand<T> back = tf.math.neg(logScale);
        return new Mapped<>(tf.math.mul(z, tf.math.exp(back)), summed(tf, z, back));
    }

    /** The same number for each example. */
    private static <T extends TNumber> Operand<T> summed(Ops tf, Operand<T> examples, Operand<T> logScale) {
        return PerExample.sum(tf, tf.math.add(tf.zerosLike(examples), logScale));
    }
}
