package org.genera.plugins.flow;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Some coordinates are kept, the others scaled and shifted by functions of the kept ones (Dinh et al. 2017, eqs. 7 to 9). With
 * a scale of 1 everywhere it is the additive coupling of NICE (Dinh et al. 2015, sec. 3.2), which preserves volume. Of pictures
 * the coordinates are the channels.
 *
 * @param name for people
 * @param kept which of the D coordinates [B, …, D] stay as they are
 * @param conditioner scale and shift as a function of the kept ones
 */
@SuppressWarnings("ArrayRecordComponent")
record AffineCoupling<T extends TNumber>(String name, boolean[] kept, Conditioner<T> conditioner)
        implements Bijection<T> {

    /** Scale and shift of all coordinates; those of kept ones are not used. */
    @FunctionalInterface
    interface Conditioner<T extends TNumber> {

        /**
         * @param kept [B, …, D], 0 where a coordinate is not kept
         */
        ScaleAndShift<T> apply(Operand<T> kept);
    }

    /**
     * What a conditioner says.
     *
     * @param logScale s [B, …, D]
     * @param shift t [B, …, D]
     */
    record ScaleAndShift<T extends TNumber>(Operand<T> logScale, Operand<T> shift) {}

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        Operand<T> rest = tf.math.mul(x, moved(tf, x.type()));
        Operand<T> same = tf.math.sub(x, rest);
        ScaleAndShift<T> by = masked(tf, same);
        Operand<T> moved = tf.math.add(tf.math.mul(rest, tf.math.exp(by.logScale())), by.shift());
        return new Mapped<>(tf.math.add(same, moved), PerExample.sum(tf, by.logScale()));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        Operand<T> rest = tf.math.mul(z, moved(tf, z.type()));
        Operand<T> same = tf.math.sub(z, rest);
        ScaleAndShift<T> by = masked(tf, same);
        Operand<T> back = tf.math.mul(tf.math.sub(rest, by.shift()), tf.math.exp(tf.math.neg(by.logScale())));
        return new Mapped<>(tf.math.add(same, back), tf.math.neg(PerExample.sum(tf, by.logScale())));
    }

    /** Both 0 for the kept coordinates. */
    private ScaleAndShift<T> masked(Ops tf, Operand<T> same) {
        ScaleAndShift<T> by = conditioner.apply(same);
        Operand<T> mask = moved(tf, same.type());
        return new ScaleAndShift<>(tf.math.mul(by.logScale(), mask), tf.math.mul(by.shift(), mask));
    }

    /** 1 for each coordinate that moves [D]. */
    private Operand<T> moved(Ops tf, Class<T> type) {
        double[] mask = new double[kept.length];
        Arrays.setAll(mask, i -> kept[i] ? 0 : 1);
        return tf.dtypes.cast(tf.constant(mask), type);
    }
}
