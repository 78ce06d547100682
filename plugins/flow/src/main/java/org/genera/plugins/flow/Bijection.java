package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * An invertible map of ℝᴰ (or of a box in it) whose Jacobian determinant is cheap.
 *
 * @param <T> precision
 */
interface Bijection<T extends TNumber> {

    /** For people, such as {@code "coupling 3"}. */
    String name();

    /** From the data towards the base distribution: z and log |det ∂z/∂x| for x [B, D]. */
    Mapped<T> forward(Ops tf, Operand<T> x);

    /** Back: x and log |det ∂x/∂z| for z [B, D]. */
    Mapped<T> inverse(Ops tf, Operand<T> z);

    /**
     * Where points went.
     *
     * @param values [B, D]
     * @param logDeterminant of the absolute Jacobian determinant [B], in nats
     */
    record Mapped<T extends TNumber>(Operand<T> values, Operand<T> logDeterminant) {}
}
