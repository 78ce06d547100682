package org.genera.nn.gaussian;

import org.genera.nn.ModelGraph;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** One standard deviation for each component, the same in all dimensions. */
final class SphericalFactor implements Factor {
    private final Ops tf;
    private final int size;
    private final Variable<TFloat64> squares;
    private final Variable<TFloat64> deviations;

    SphericalFactor(ModelGraph graph, int components, int size) {
        this.tf = graph.tf();
        this.size = size;
        this.squares = Factor.filled(graph, "squares", 0);
        this.deviations = Factor.filled(graph, "deviations", 1, components);
    }

    @Override
    public Op reset() {
        return tf.assignVariableOp(squares.handle(), tf.zerosLike(squares.value()));
    }

    @Override
    public Op add(Operand<TFloat64> centred, Operand<TFloat64> amounts) {
        Operand<TFloat64> lengths = Factor.sumOfSquares(tf, centred, 1);
        return tf.assignAddVariableOp(squares.handle(), tf.reduceSum(tf.math.mul(lengths, amounts), tf.constant(0)));
    }

    /** The mean of the variances of all dimensions is the most likely common one. */
    @Override
    public Op store(Operand<TInt32> index, Operand<TFloat64> amount, Operand<TFloat64> floors) {
        Operand<TFloat64> numbers = tf.math.mul(amount, tf.constant((double) size));
        // Their mean, taken about the first so that equal ones are their own mean.
        Operand<TFloat64> first = tf.gather(floors, tf.constant(0), tf.constant(0));
        Operand<TFloat64> floor = tf.math.add(first, tf.math.mean(tf.math.sub(floors, first), tf.constant(0)));
        Operand<TFloat64> variance = tf.math.add(tf.math.div(squares.value(), numbers), floor);
        return tf.resourceScatterUpdate(deviations.handle(), index, tf.math.sqrt(variance));
    }

    @Override
    public Operand<TFloat64> squares(Operand<TFloat64> rows, Operand<TFloat64> means) {
        Operand<TFloat64> lengths = Factor.sumOfSquares(tf, Factor.differences(tf, rows, means), 2);
        Operand<TFloat64> variances = tf.math.mul(deviations.value(), deviations.value());
        return tf.math.div(lengths, tf.expandDims(variances, tf.constant(1)));
    }

    @Override
    public Operand<TFloat64> precise(Operand<TInt32> index, Operand<TFloat64> centred) {
        Operand<TFloat64> deviation = tf.gather(deviations.value(), index, tf.constant(0));
        return tf.math.div(centred, tf.math.mul(deviation, deviation));
    }

    @Override
    public Operand<TFloat64> precisions(Operand<TInt32> index) {
        Operand<TFloat64> deviation = tf.gather(deviations.value(), index, tf.constant(0));
        return tf.fill(tf.constant(new int[] {size}), tf.math.reciprocal(tf.math.mul(deviation, deviation)));
    }

    @Override
    public Operand<TFloat64> logDeterminant() {
        return tf.math.mul(tf.math.log(deviations.value()), tf.constant((double) size));
    }

    @Override
    public Operand<TFloat64> root(Operand<TInt32> index, Operand<TInt32> order) {
        return tf.fill(tf.shape(order), tf.gather(deviations.value(), index, tf.constant(0)));
    }

    @Override
    public Operand<TFloat64> variances() {
        return tf.expandDims(tf.math.mul(deviations.value(), deviations.value()), tf.constant(1));
    }

    @Override
    public Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise) {
        return tf.math.mul(noise, tf.gather(deviations.value(), index, tf.constant(0)));
    }
}
