package org.genera.plugins.gan;

import java.util.Locale;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The space in which both players work, and the way between it and the data: [−1, 1] where the data are bounded. */
enum PlayerSpace {
    /** Real data as they are; the generator's last layer is linear. */
    REAL {
        @Override
        Operand<TFloat32> fromData(Ops tf, Operand<TFloat32> data) {
            return data;
        }

        @Override
        Operand<TFloat32> fromSums(Ops tf, Operand<TFloat32> sums) {
            return sums;
        }

        @Override
        Operand<TFloat32> toData(Ops tf, Operand<TFloat32> sample) {
            return sample;
        }
    },
    /** Data in [0, 1], seen as 2x − 1; the generator ends in tanh. */
    UNIT {
        @Override
        Operand<TFloat32> fromData(Ops tf, Operand<TFloat32> data) {
            return tf.math.sub(tf.math.mul(data, tf.constant(2f)), tf.constant(1f));
        }

        @Override
        Operand<TFloat32> fromSums(Ops tf, Operand<TFloat32> sums) {
            return tf.math.tanh(sums);
        }

        @Override
        Operand<TFloat32> toData(Ops tf, Operand<TFloat32> sample) {
            return tf.math.mul(tf.math.add(sample, tf.constant(1f)), tf.constant(0.5f));
        }
    },
    /** Data in [−1, 1] as they are; the generator ends in tanh. */
    SYMMETRIC {
        @Override
        Operand<TFloat32> fromData(Ops tf, Operand<TFloat32> data) {
            return data;
        }

        @Override
        Operand<TFloat32> fromSums(Ops tf, Operand<TFloat32> sums) {
            return tf.math.tanh(sums);
        }

        @Override
        Operand<TFloat32> toData(Ops tf, Operand<TFloat32> sample) {
            return sample;
        }
    };

    /** What the discriminator sees of data. */
    abstract Operand<TFloat32> fromData(Ops tf, Operand<TFloat32> data);

    /** What the generator makes of the sums of its last layer. */
    abstract Operand<TFloat32> fromSums(Ops tf, Operand<TFloat32> sums);

    /** A sample in the range of the data. */
    abstract Operand<TFloat32> toData(Ops tf, Operand<TFloat32> sample);

    /**
     * @throws IllegalArgumentException for binary data and symbols: a sample would have to be drawn from a discrete
     *     distribution, which has no gradient
     */
    static PlayerSpace of(ValueRange range) {
        return switch (range) {
            case REAL -> REAL;
            case UNIT -> UNIT;
            case SYMMETRIC -> SYMMETRIC;
            case BINARY, SYMBOLS ->
                throw new IllegalArgumentException("expected values in the range real, unit or symmetric, got "
                        + range.name().toLowerCase(Locale.ROOT)
                        + ": a GAN's samples are continuous; use grey values without binarisation");
        };
    }
}
