package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * What kernels are fed.
 *
 * @param x [C, D]
 * @param logDensity [C]
 * @param score [C, D]
 * @param normal [C, D]
 * @param uniform [C]
 * @param step a scalar
 */
record Inputs(
        Placeholder<TFloat64> x,
        Placeholder<TFloat64> logDensity,
        Placeholder<TFloat64> score,
        Placeholder<TFloat64> normal,
        Placeholder<TFloat64> uniform,
        Placeholder<TFloat64> step) {

    /** @param size D */
    static Inputs of(Ops tf, String kernel, int size) {
        return new Inputs(
                input(tf, kernel + "_x", -1, size),
                input(tf, kernel + "_log_density", -1),
                input(tf, kernel + "_score", -1, size),
                input(tf, kernel + "_normal", -1, size),
                input(tf, kernel + "_uniform", -1),
                input(tf, kernel + "_step"));
    }

    static Placeholder<TFloat64> input(Ops tf, String name, long... shape) {
        return tf.withName(name).placeholder(TFloat64.class, Placeholder.shape(Shape.of(shape)));
    }

    /** Everything but the score, which not every kernel reads. */
    Call feed(Call call, Chains from, Noise noise, double stepSize, int size) {
        return call.feed(x, from.x(), from.count(), size)
                .feed(logDensity, from.logDensity(), from.count())
                .feed(normal, noise.normal(), from.count(), size)
                .feed(uniform, noise.uniform(0, size), from.count())
                .feed(step, new double[] {stepSize});
    }

    /** ‖v‖² of each row of [C, D]: [C]. */
    static Operand<TFloat64> squaredNorm(Ops tf, Operand<TFloat64> v) {
        return tf.reduceSum(tf.math.mul(v, v), tf.constant(1));
    }
}
