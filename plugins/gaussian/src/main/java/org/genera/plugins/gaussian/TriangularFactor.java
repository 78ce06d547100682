package org.genera.plugins.gaussian;

import org.genera.nn.ModelGraph;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Cholesky factors of full covariance matrices, one for each class or one for all. */
final class TriangularFactor implements Factor {
    private final Ops tf;
    private final int size;
    private final boolean shared;
    private final double floor;
    private final Variable<TFloat64> scatter;
    private final Variable<TFloat64> factors;

    TriangularFactor(ModelGraph graph, int classes, int size, boolean shared, double floor) {
        this.tf = graph.tf();
        this.size = size;
        this.shared = shared;
        this.floor = floor;
        this.scatter = Factor.zeros(graph, "scatter", size, size);
        this.factors = Factor.zeros(graph, "factors", shared ? 1 : classes, size, size);
    }

    @Override
    public Op reset() {
        return tf.assignVariableOp(scatter.handle(), tf.zerosLike(scatter.value()));
    }

    @Override
    public Op add(Operand<TFloat64> centred) {
        return tf.assignAddVariableOp(scatter.handle(), tf.linalg.matMul(centred, centred, MatMul.transposeA(true)));
    }

    @Override
    public Op store(Operand<TInt32> index, Operand<TFloat64> count) {
        Operand<TFloat64> ridge = tf.linalg.matrixDiag(
                tf.fill(tf.constant(new int[] {size}), tf.constant(floor)),
                tf.constant(0),
                tf.constant(size),
                tf.constant(size),
                tf.constant(0.0));
        Operand<TFloat64> covariance = tf.math.add(tf.math.div(scatter.value(), count), ridge);
        return tf.resourceScatterUpdate(factors.handle(), row(index), tf.linalg.cholesky(covariance));
    }

    @Override
    public Operand<TFloat64> whiten(Operand<TFloat64> centred) {
        Operand<TFloat64> columns = tf.linalg.transpose(centred, tf.constant(new int[] {0, 2, 1}));
        Operand<TFloat64> white = tf.linalg.triangularSolve(factors.value(), columns, TriangularSolve.lower(true));
        return tf.linalg.transpose(white, tf.constant(new int[] {0, 2, 1}));
    }

    @Override
    public Operand<TFloat64> logDeterminant() {
        Operand<TFloat64> diagonal = tf.linalg.matrixDiagPart(factors.value(), tf.constant(0), tf.constant(0.0));
        return tf.reduceSum(tf.math.log(diagonal), tf.constant(1));
    }

    @Override
    public Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise) {
        Operand<TFloat64> factor = tf.gather(factors.value(), row(index), tf.constant(0));
        return tf.linalg.matMul(noise, factor, MatMul.transposeB(true));
    }

    private Operand<TInt32> row(Operand<TInt32> index) {
        return shared ? tf.constant(0) : index;
    }
}
