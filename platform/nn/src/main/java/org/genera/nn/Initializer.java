package org.genera.nn;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The first value of a variable, a pure function of its shape and seed. */
@FunctionalInterface
public interface Initializer {

    /**
     * @param seed of this variable alone
     * @return a value of the given shape
     */
    Operand<TFloat32> value(Ops tf, Shape shape, long seed);

    static Initializer zeros() {
        return constant(0f);
    }

    static Initializer ones() {
        return constant(1f);
    }

    static Initializer constant(float number) {
        return (tf, shape, seed) -> tf.fill(tf.constant(shape.asArray()), tf.constant(number));
    }

    /** Numbers of one row after the other, as many as the variable has. */
    static Initializer of(double[]... rows) {
        return (tf, shape, seed) -> tf.reshape(
                tf.dtypes.cast(
                        tf.constant(Arrays.stream(rows)
                                .flatMapToDouble(Arrays::stream)
                                .toArray()),
                        TFloat32.class),
                tf.constant(shape.asArray()));
    }

    /**
     * Orthonormal columns, or rows where these are fewer, of the matrix [inputs of a unit, units] (Saxe et al. 2014): neither
     * signals nor gradients grow or fade at first.
     */
    static Initializer orthogonal() {
        return (tf, shape, seed) -> {
            int units = Math.toIntExact(shape.get(shape.numDimensions() - 1));
            return of(Orthogonal.matrix(Math.toIntExact(fanIn(shape)), units, seed))
                    .value(tf, shape, seed);
        };
    }

    /** N(0, σ²). */
    static Initializer normal(float standardDeviation) {
        return (tf, shape, seed) -> tf.math.mul(
                tf.random.statelessRandomNormal(
                        tf.constant(shape.asArray()), tf.constant(new long[] {seed, 0}), TFloat32.class),
                tf.constant(standardDeviation));
    }

    /** U(−√(6/(fanIn+fanOut)), √(6/(fanIn+fanOut))) (Glorot & Bengio 2010, eq. 16). */
    static Initializer glorotUniform() {
        return (tf, shape, seed) -> uniform(tf, shape, seed, Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape))));
    }

    /** N(0, 2/fanIn) (He et al. 2015, eq. 10), for ReLU and its kin. */
    static Initializer heNormal() {
        return (tf, shape, seed) ->
                normal((float) Math.sqrt(2.0 / fanIn(shape))).value(tf, shape, seed);
    }

    /** U(−1/√n, 1/√n) with the fan-in n given, for weights and biases alike: the default of PyTorch's layers. */
    static Initializer uniformFanIn(long fanIn) {
        return (tf, shape, seed) -> uniform(tf, shape, seed, 1.0 / Math.sqrt((double) fanIn));
    }

    private static Operand<TFloat32> uniform(Ops tf, Shape shape, long seed, double bound) {
        Operand<TFloat32> unit = tf.random.statelessRandomUniform(
                tf.constant(shape.asArray()), tf.constant(new long[] {seed, 0}), TFloat32.class);
        return tf.math.sub(tf.math.mul(unit, tf.constant((float) (2 * bound))), tf.constant((float) bound));
    }

    /** Inputs of one unit: all dimensions but the last ([in, out] or [height, width, in, out]). */
    private static long fanIn(Shape shape) {
        long product = 1;
        for (int i = 0; i < shape.numDimensions() - 1; i++) {
            product *= shape.get(i);
        }
        return product;
    }

    private static long fanOut(Shape shape) {
        int last = shape.numDimensions() - 1;
        return last < 1 ? shape.size() : shape.size() / shape.get(last - 1);
    }
}
