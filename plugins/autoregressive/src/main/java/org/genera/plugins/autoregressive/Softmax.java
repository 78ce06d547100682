package org.genera.plugins.autoregressive;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number for each level, whose softmax are the probabilities (van den Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3.3); for two
 * levels the logit of the second alone.
 */
public record Softmax(Levels levels) implements LevelDistribution {

    @Override
    public int outputs() {
        return levels.logits();
    }

    @Override
    public Operand<TFloat32> logProb(Ops tf, Operand<TFloat32> given, Operand<TFloat32> values) {
        int count = levels.count();
        if (count == 2) {
            return tf.math.sub(tf.math.mul(values, given), tf.math.softplus(given));
        }
        Operand<TFloat32> logarithms = tf.reshape(
                tf.nn.logSoftmax(tf.reshape(given, tf.constant(new long[] {-1, count}))),
                tf.constant(new long[] {-1, values.shape().get(1), count}));
        Operand<TFloat32> chosen =
                tf.oneHot(levels.of(tf, values), tf.constant(count), tf.constant(1f), tf.constant(0f));
        return tf.reduceSum(tf.math.mul(logarithms, chosen), tf.constant(2));
    }

    @Override
    public Operand<TFloat32> logits(Ops tf, Operand<TFloat32> given) {
        return given;
    }
}
