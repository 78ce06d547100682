package org.genera.plugins.vae;

import org.genera.spi.InvalidValueException;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** How a decoder's output a becomes the mean of the data. */
enum MeanFunction {
    /** a, for any real number. */
    LINEAR {
        @Override
        <T extends TNumber> Operand<T> apply(Ops tf, Operand<T> a) {
            return a;
        }
    },
    /** 1/(1 + e⁻ᵃ), for [0, 1]. */
    SIGMOID {
        @Override
        <T extends TNumber> Operand<T> apply(Ops tf, Operand<T> a) {
            return tf.math.sigmoid(a);
        }
    },
    /** The sigmoid stretched to [-1, 1]. */
    SYMMETRIC_SIGMOID {
        @Override
        <T extends TNumber> Operand<T> apply(Ops tf, Operand<T> a) {
            return tf.math.sub(tf.math.mul(tf.math.sigmoid(a), tf.constant(a.type(), 2)), tf.constant(a.type(), 1));
        }
    };

    abstract <T extends TNumber> Operand<T> apply(Ops tf, Operand<T> a);

    /**
     * @param choice {@code auto}, {@code sigmoid} or {@code linear}
     */
    static MeanFunction of(String choice, ValueRange range) {
        if (choice.equals("sigmoid") && range == ValueRange.REAL) {
            throw new InvalidValueException("decoderMean", "auto or linear for real-valued data", "\"sigmoid\"");
        }
        if (choice.equals("linear") || range == ValueRange.REAL) {
            return LINEAR;
        }
        return range == ValueRange.SYMMETRIC ? SYMMETRIC_SIGMOID : SIGMOID;
    }
}
