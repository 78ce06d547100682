package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Opens a box: logit(α + (1 − 2α) p) with p = (x − low)/(high − low), so that the flow behind it need not know the walls (Dinh
 * et al. 2017, sec. 4.1).
 *
 * @param low least value of a coordinate
 * @param high greatest value of a coordinate
 * @param alpha keeps the walls from infinity, in (0, ½)
 */
record Logit<T extends TNumber>(double low, double high, double alpha) implements Bijection<T> {
    /** α of Dinh et al. (2017, sec. 4.1). */
    static final double ALPHA = 0.05;

    @Override
    public String name() {
        return "logit";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        Class<T> type = x.type();
        Operand<T> open =
                tf.math.add(tf.math.mul(x, tf.constant(type, slope())), tf.constant(type, alpha - slope() * low));
        Operand<T> odds = tf.math.sub(tf.constant(type, 1), open);
        Operand<T> z = tf.math.sub(tf.math.log(open), tf.math.log(odds));
        return new Mapped<>(z, logDeterminant(tf, z));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        Class<T> type = z.type();
        Operand<T> x = tf.math.div(
                tf.math.sub(tf.math.sigmoid(z), tf.constant(type, alpha - slope() * low)), tf.constant(type, slope()));
        return new Mapped<>(x, tf.math.neg(logDeterminant(tf, z)));
    }

    private double slope() {
        return (1 - 2 * alpha) / (high - low);
    }

    /** Σ log slope − log σ(z) − log σ(−z), from z, which does not run out of digits near the walls. */
    private Operand<T> logDeterminant(Ops tf, Operand<T> z) {
        Operand<T> bothSides = tf.math.add(tf.math.softplus(z), tf.math.softplus(tf.math.neg(z)));
        return PerExample.sum(tf, tf.math.add(bothSides, tf.constant(z.type(), Math.log(slope()))));
    }
}
