package org.genera.plugins.vae;

import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Each number is 1 with probability sigmoid(a), else 0; a is the decoder's output. */
record BernoulliLikelihood() implements DecoderLikelihood {

    /** Whether data in the range can be probabilities. */
    static boolean fits(ValueRange range) {
        return range == ValueRange.BINARY || range == ValueRange.UNIT;
    }

    /** x log p + (1 − x) log(1 − p) = x a − log(1 + eᵃ): from the logits, so that no logarithm of 0 is taken. */
    @Override
    public <T extends TNumber> Operand<T> logProb(Ops tf, Operand<T> x, Operand<T> output) {
        return AxisReductions.sumOverLast(tf, tf.math.sub(tf.math.mul(x, output), tf.math.softplus(output)));
    }

    @Override
    public <T extends TNumber> Operand<T> mean(Ops tf, Operand<T> output) {
        return tf.math.sigmoid(output);
    }

    /** 1 where Φ(noise) < p, which has probability p. */
    @Override
    public Operand<TFloat32> draw(Ops tf, Operand<TFloat32> output, Operand<TFloat32> noise) {
        Operand<TFloat32> uniform =
                tf.math.mul(tf.math.erfc(tf.math.mul(noise, tf.constant((float) -Math.sqrt(0.5)))), tf.constant(0.5f));
        return tf.dtypes.cast(tf.math.less(uniform, mean(tf, output)), TFloat32.class);
    }

    /** Grey values have no probability under a distribution over 0 and 1. */
    @Override
    public ReferenceMeasure measure() {
        return ReferenceMeasure.COUNTING;
    }

    @Override
    public boolean scores(ValueRange range) {
        return range == ValueRange.BINARY;
    }
}
