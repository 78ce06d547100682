package org.genera.nn.gaussian;

import org.genera.nn.ModelGraph;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Standard deviations, for covariance matrices that are diagonal. */
final class DiagonalFactor implements Factor {
    private final Ops tf;
    private final Variable<TFloat64> squares;
    private final Variable<TFloat64> deviations;

    DiagonalFactor(ModelGraph graph, int components, int size) {
        this.tf = graph.tf();
        this.squares = Factor.filled(graph, "squares", 0, size);
        this.deviations = Factor.filled(graph, "deviations", 1, components, size);
    }

    @Override
    public Op reset() {
        return tf.assignVariableOp(squares.handle(), tf.zerosLike(squares.value()));
    }

    @Override
    public Op add(Operand<TFloat64> centred, Operand<TFloat64> amounts) {
        Operand<TFloat64> weighted = tf.math.mul(centred, tf.expandDims(amounts, tf.constant(1)));
        return tf.assignAddVariableOp(squares.handle(), tf.reduceSum(tf.math.mul(weighted, centred), tf.constant(0)));
    }

    @Override
    public Op store(Operand<TInt32> index, Operand<TFloat64> amount, Operand<TFloat64> floors) {
        Operand<TFloat64> variance = tf.math.add(tf.math.div(squares.value(), amount), floors);
        return tf.resourceScatterUpdate(deviations.handle(), index, tf.math.sqrt(variance));
    }

    @Override
    public Operand<TFloat64> squares(Operand<TFloat64> rows, Operand<TFloat64> means) {
        Operand<TFloat64> centred = Factor.differences(tf, rows, means);
        Operand<TFloat64> white = tf.math.div(centred, tf.expandDims(deviations.value(), tf.constant(1)));
        return Factor.sumOfSquares(tf, white, 2);
    }

    @Override
    public Operand<TFloat64> precise(Operand<TInt32> index, Operand<TFloat64> centred) {
        Operand<TFloat64> deviation = tf.gather(deviations.value(), index, tf.constant(0));
        return tf.math.div(centred, tf.math.mul(deviation, deviation));
    }

    @Override
    public Operand<TFloat64> precisions(Operand<TInt32> index) {
        return tf.math.reciprocal(tf.gather(variances(), index, tf.constant(0)));
    }

    @Override
    public Operand<TFloat64> logDeterminant() {
        return tf.reduceSum(tf.math.log(deviations.value()), tf.constant(1));
    }

    @Override
    public Operand<TFloat64> root(Operand<TInt32> index, Operand<TInt32> order) {
        return tf.gather(tf.gather(deviations.value(), index, tf.constant(0)), order, tf.constant(0));
    }

    @Override
    public Operand<TFloat64> variances() {
        return tf.math.mul(deviations.value(), deviations.value());
    }

    @Override
    public Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise) {
        return tf.math.mul(noise, tf.gather(deviations.value(), index, tf.constant(0)));
    }
}
