package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * An invertible map of ℝᴰ (or of a box in it) whose Jacobian determinant is cheap. Examples are vectors [B, D] or pictures
 * [B, H, W, C].
 *
 * @param <T> precision
 */
interface Bijection<T extends TNumber> {

    /** For people, such as {@code "coupling 3"}. */
    String name();

    /** From the data towards the base distribution: z and log |det ∂z/∂x| for examples x. */
    Mapped<T> forward(Ops tf, Operand<T> x);

    /** Back: x and log |det ∂x/∂z| for examples z. */
    Mapped<T> inverse(Ops tf, Operand<T> z);

    /**
     * The shape of z, for the shape of an example x: the same for most.
     *
     * @throws IllegalArgumentException if there is no way to map such examples; the message is shown to the user
     */
    default Shape after(Shape example) {
        return example;
    }

    /** Whether it is the same in all flows, without weights: it then only says how data are looked at. */
    default boolean fixed() {
        return false;
    }

    /**
     * Where points went.
     *
     * @param values as many numbers in each example as before
     * @param logDeterminant of the absolute Jacobian determinant [B], in nats
     */
    record Mapped<T extends TNumber>(Operand<T> values, Operand<T> logDeterminant) {}
}
