package org.genera.nn;

import java.util.Locale;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The range of the data and the maps between it and the space in which models work: bounded data are seen as [−1, 1], real
 * ones as they are. The map of one value is y = factor · x + offset.
 */
public enum DataRange {
    REAL(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 0),
    UNIT(0, 1, 2, -1),
    SYMMETRIC(-1, 1, 1, 0);

    private final double low;
    private final double high;
    private final float factor;
    private final float offset;

    DataRange(double low, double high, float factor, float offset) {
        this.low = low;
        this.high = high;
        this.factor = factor;
        this.offset = offset;
    }

    /**
     * The range in which values lie; zeros and ones lie in [0, 1].
     *
     * @throws IllegalArgumentException for symbols, which have no order
     */
    public static DataRange of(ValueRange range) {
        return range == ValueRange.BINARY ? UNIT : ofContinuous(range);
    }

    /**
     * The range of a model whose samples may be any number in it.
     *
     * @throws IllegalArgumentException for binary data and symbols: a sample would have to be drawn from a discrete
     *     distribution
     */
    public static DataRange ofContinuous(ValueRange range) {
        return switch (range) {
            case REAL -> REAL;
            case UNIT -> UNIT;
            case SYMMETRIC -> SYMMETRIC;
            case BINARY, SYMBOLS ->
                throw new IllegalArgumentException("expected values in the range real, unit or symmetric, got "
                        + range.name().toLowerCase(Locale.ROOT)
                        + ": the model's samples are continuous; use grey values without binarisation");
        };
    }

    public boolean bounded() {
        return this != REAL;
    }

    /** The least value, −∞ where there is none. */
    public double low() {
        return low;
    }

    /** The greatest value, ∞ where there is none. */
    public double high() {
        return high;
    }

    /** From the data to the model's space. */
    public <T extends TNumber> Operand<T> toModel(Ops tf, Operand<T> data) {
        return isIdentity() ? data : tf.math.add(tf.math.mul(data, number(tf, data, factor)), number(tf, data, offset));
    }

    /** From the model's space to the data. */
    public <T extends TNumber> Operand<T> toData(Ops tf, Operand<T> modelled) {
        return isIdentity()
                ? modelled
                : tf.math.div(tf.math.sub(modelled, number(tf, modelled, offset)), number(tf, modelled, factor));
    }

    /** From the data to the model's space, in a new array. */
    public float[] toModel(float[] data) {
        float[] modelled = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            modelled[i] = factor * data[i] + offset;
        }
        return modelled;
    }

    /** From the model's space to the data, in a new array. */
    public float[] toData(float[] modelled) {
        float[] data = new float[modelled.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (modelled[i] - offset) / factor;
        }
        return data;
    }

    /** log |dy/dx| of one value: what a density in the model's space gains as a density of the data. */
    public double logDerivative() {
        return Math.log(factor);
    }

    /** Any real numbers as values of the model's space: their tanh where data are bounded. */
    public <T extends TNumber> Operand<T> tanhIntoModel(Ops tf, Operand<T> sums) {
        return bounded() ? tf.math.tanh(sums) : sums;
    }

    /** Any real numbers as values of the data: 1/(1 + e⁻ᵃ), stretched to the range, where data are bounded. */
    public <T extends TNumber> Operand<T> sigmoidIntoData(Ops tf, Operand<T> sums) {
        return switch (this) {
            case REAL -> sums;
            case UNIT -> tf.math.sigmoid(sums);
            case SYMMETRIC -> UNIT.toModel(tf, tf.math.sigmoid(sums));
        };
    }

    private boolean isIdentity() {
        return factor == 1 && offset == 0;
    }

    private static <T extends TNumber> Operand<T> number(Ops tf, Operand<T> like, float value) {
        return tf.constant(like.type(), value);
    }
}
