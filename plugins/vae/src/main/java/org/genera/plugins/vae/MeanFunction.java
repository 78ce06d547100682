package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;

import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.genera.spi.ModelSpec;
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

    static final Hyperparameter<String> DECODER_MEAN = choice("decoderMean", "auto", "sigmoid", "linear")
            .help("How the decoder's output becomes its mean: sigmoid keeps it in the data's range, linear lets it go"
                    + " anywhere. auto: sigmoid for data in [0, 1] or [-1, 1], linear otherwise.");

    abstract <T extends TNumber> Operand<T> apply(Ops tf, Operand<T> a);

    /** As {@link #DECODER_MEAN} says for the data at hand. */
    static MeanFunction of(ModelSpec spec) {
        String choice = spec.get(DECODER_MEAN);
        ValueRange range = spec.data().range();
        if (choice.equals("sigmoid") && range == ValueRange.REAL) {
            throw new InvalidValueException("decoderMean", "auto or linear for real-valued data", "\"sigmoid\"");
        }
        if (choice.equals("linear") || range == ValueRange.REAL) {
            return LINEAR;
        }
        return range == ValueRange.SYMMETRIC ? SYMMETRIC_SIGMOID : SIGMOID;
    }
}
