package org.genera.nn.gaussian;

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
 * hundreds of dimensions leaves nothing of float32. Before anything is stored they are identities.
 */
interface Factor {

    /** Sets the sum of outer products to 0. */
    Op reset();

    /**
     * Adds the outer products of centred rows.
     *
     * @param centred [B, D]
     * @param amounts [B], how often each row counts
     */
    Op add(Operand<TFloat64> centred, Operand<TFloat64> amounts);

    /**
     * Makes the factor of a component of what was added.
     *
     * @param index of the component, a scalar
     * @param amount of all that was added, a scalar above 0
     * @param floors [D], added to the variances
     */
    Op store(Operand<TInt32> index, Operand<TFloat64> amount, Operand<TFloat64> floors);

    /** The squared diagonals of the factors, variances given the coordinates before: [K, D], or fewer where they are shared. */
    Operand<TFloat64> variances();

    /**
     * ‖L⁻¹(x − μ)‖² for each component and row.
     *
     * @param rows [B, D]
     * @param means [K, D]
     * @return [K, B]
     */
    Operand<TFloat64> squares(Operand<TFloat64> rows, Operand<TFloat64> means);

    /**
     * Σ⁻¹ x for one component.
     *
     * @param index of the component, a scalar
     * @param centred [B, D]
     * @return [B, D]
     */
    Operand<TFloat64> precise(Operand<TInt32> index, Operand<TFloat64> centred);

    /**
     * The diagonal of Σ⁻¹ of one component.
     *
     * @param index of the component, a scalar
     * @return [D]
     */
    Operand<TFloat64> precisions(Operand<TInt32> index);

    /** log det L for each component: [K], or [1] where the factor is shared. */
    Operand<TFloat64> logDeterminant();

    /**
     * L z for one component.
     *
     * @param index of the component, a scalar
     * @param noise [B, D]
     * @return [B, D]
     */
    Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise);

    /**
     * The lower triangular root of the covariance matrix of some coordinates of one component, in the order in which they are
     * given.
     *
     * @param index of the component, a scalar
     * @param order N coordinates
     * @return [N, N], or its diagonal [N] where all else is 0
     */
    Operand<TFloat64> root(Operand<TInt32> index, Operand<TInt32> order);

    /** A variable filled with one number. */
    static Variable<TFloat64> filled(ModelGraph graph, String path, double first, long... shape) {
        Ops tf = graph.tf();
        return graph.variable(
                path, TFloat64.class, Shape.of(shape), false, tf.fill(tf.constant(shape), tf.constant(first)));
    }

    /** x − μ: [K, B, D]. */
    static Operand<TFloat64> differences(Ops tf, Operand<TFloat64> rows, Operand<TFloat64> means) {
        return tf.math.sub(tf.expandDims(rows, tf.constant(0)), tf.expandDims(means, tf.constant(1)));
    }

    /** Sums of squares along an axis. */
    static Operand<TFloat64> sumOfSquares(Ops tf, Operand<TFloat64> values, int axis) {
        return tf.reduceSum(tf.math.mul(values, values), tf.constant(axis));
    }
}
