package org.genera.plugins.flow;

import java.util.stream.IntStream;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Each channel by a factor and a shift of its own, z = (x + b) eˢ (Kingma and Dhariwal 2018, sec. 3.1), which the first batch
 * sets so that each channel has mean 0 and variance 1 over it.
 *
 * @param name for people
 * @param shift b [C]
 * @param logScale s [C]
 */
record ActNorm<T extends TNumber>(String name, Operand<T> shift, Operand<T> logScale) implements Bijection<T> {
    /** Least variance that a channel is taken to have, in squares of its unit: a channel may be the same everywhere in a batch. */
    private static final double LEAST_VARIANCE = 1e-6;

    /** With weights that make it the identity at first. */
    static ActNorm<TFloat32> of(String name, Scope scope, long channels) {
        Shape each = Shape.of(channels);
        return new ActNorm<>(
                name,
                scope.weight("shift", each, Initializer.zeros()),
                scope.weight("logScale", each, Initializer.zeros()));
    }

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        Operand<T> z = tf.math.mul(tf.math.add(x, shift), tf.math.exp(logScale));
        return new Mapped<>(z, logDeterminant(tf, logScale, x));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        Operand<T> back = tf.math.neg(logScale);
        return new Mapped<>(tf.math.sub(tf.math.mul(z, tf.math.exp(back)), shift), logDeterminant(tf, back, z));
    }

    /** One whose weights are those that a batch [B, …, C] asks for. */
    ActNorm<T> fitted(Ops tf, Operand<T> batch) {
        Operand<TInt32> axes = tf.constant(
                IntStream.range(0, batch.shape().numDimensions() - 1).toArray());
        Operand<T> mean = tf.math.mean(batch, axes);
        Operand<T> variance = tf.math.mean(tf.math.square(tf.math.sub(batch, mean)), axes);
        Operand<T> positive = tf.math.maximum(variance, tf.constant(batch.type(), LEAST_VARIANCE));
        return new ActNorm<>(
                name, tf.math.neg(mean), tf.math.mul(tf.math.log(positive), tf.constant(batch.type(), -0.5)));
    }

    private static <T extends TNumber> Operand<T> logDeterminant(Ops tf, Operand<T> logScale, Operand<T> examples) {
        Operand<T> ofPlace = tf.reduceSum(logScale, tf.constant(0));
        Operand<T> sum = tf.math.mul(ofPlace, tf.constant(logScale.type(), PerExample.places(examples)));
        return PerExample.same(tf, sum, examples);
    }
}
