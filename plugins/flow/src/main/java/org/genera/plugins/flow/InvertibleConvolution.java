package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A 1×1 convolution, which mixes the channels of each pixel by one invertible matrix: z = x W with log |det| = H · W · log |det W|
 * (Kingma and Dhariwal 2018, sec. 3.2).
 *
 * @param name for people
 * @param matrix W [C, C]
 */
record InvertibleConvolution<T extends TNumber>(String name, LuMatrix<T> matrix) implements Bijection<T> {

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        return new Mapped<>(mixed(tf, x, matrix.value(tf)), logDeterminant(tf, matrix.logDeterminant(tf), x));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        Operand<T> back = tf.math.neg(matrix.logDeterminant(tf));
        return new Mapped<>(mixed(tf, z, matrix.inverse(tf)), logDeterminant(tf, back, z));
    }

    private static <T extends TNumber> Operand<T> mixed(Ops tf, Operand<T> x, Operand<T> by) {
        Shape shape = x.shape();
        long channels = shape.get(shape.numDimensions() - 1);
        Operand<T> pixels = tf.reshape(x, tf.constant(new long[] {-1, channels}));
        return tf.reshape(tf.linalg.matMul(pixels, by), tf.constant(shape.asArray()));
    }

    private static <T extends TNumber> Operand<T> logDeterminant(Ops tf, Operand<T> ofPixel, Operand<T> examples) {
        Operand<T> sum = tf.math.mul(ofPixel, tf.constant(ofPixel.type(), PerExample.places(examples)));
        return PerExample.same(tf, sum, examples);
    }
}
