package org.genera.plugins.gaussian;

import org.genera.nn.ModelGraph;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Factors L of covariance matrices Σ = L Lᵀ, and what is done with them. Everything in double precision: a likelihood in
 * hundreds of dimensions leaves nothing of float32.
 */
interface Factor {

    /** Sets the sum of outer products to 0. */
    Op reset();

    /**
     * Adds the outer products of centred rows.
     *
     * @param centred [B, D]
     */
    Op add(Operand<TFloat64> centred);

    /**
     * Makes the factor of a class of what was added.
     *
     * @param index of the class, a scalar
     * @param count of the rows that were added, a scalar
     */
    Op store(Operand<TInt32> index, Operand<TFloat64> count);

    /**
     * L⁻¹ x for each class.
     *
     * @param centred [K, B, D]
     * @return [K, B, D]
     */
    Operand<TFloat64> whiten(Operand<TFloat64> centred);

    /** log det L for each class: [K], or [1] where the factor is shared. */
    Operand<TFloat64> logDeterminant();

    /**
     * L z for one class.
     *
     * @param index of the class, a scalar
     * @param noise [B, D]
     * @return [B, D]
     */
    Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise);

    /** A variable of zeros. */
    static Variable<TFloat64> zeros(ModelGraph graph, String path, long... shape) {
        Ops tf = graph.tf();
        return graph.variable(
                path, TFloat64.class, Shape.of(shape), false, tf.fill(tf.constant(shape), tf.constant(0.0)));
    }
}
