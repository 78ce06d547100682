package org.genera.nn.gaussian;

import org.genera.nn.ModelGraph;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Cholesky factors of full covariance matrices, one for each component or one for all. */
final class TriangularFactor implements Factor {
    private final Ops tf;
    private final int size;
    private final int count;
    private final Variable<TFloat64> scatter;
    private final Variable<TFloat64> factors;

    /** @param count how many factors there are: as many as components, or 1 that they share */
    TriangularFactor(ModelGraph graph, int count, int size) {
        this.tf = graph.tf();
        this.size = size;
        this.count = count;
        this.scatter = Factor.filled(graph, "scatter", 0, size, size);
        this.factors = graph.variable(
                "factors",
                TFloat64.class,
                Shape.of(count, size, size),
                false,
                tf.tile(tf.expandDims(identity(), tf.constant(0)), tf.constant(new int[] {count, 1, 1})));
    }

    private Operand<TFloat64> identity() {
        return diagonal(tf.fill(tf.constant(new int[] {size}), tf.constant(1.0)));
    }

    private Operand<TFloat64> diagonal(Operand<TFloat64> values) {
        return tf.linalg.matrixDiag(values, tf.constant(0), tf.constant(size), tf.constant(size), tf.constant(0.0));
    }

    @Override
    public Op reset() {
        return tf.assignVariableOp(scatter.handle(), tf.zerosLike(scatter.value()));
    }

    @Override
    public Op add(Operand<TFloat64> centred, Operand<TFloat64> amounts) {
        Operand<TFloat64> weighted = tf.math.mul(centred, tf.expandDims(amounts, tf.constant(1)));
        return tf.assignAddVariableOp(scatter.handle(), tf.linalg.matMul(weighted, centred, MatMul.transposeA(true)));
    }

    @Override
    public Op store(Operand<TInt32> index, Operand<TFloat64> amount, Operand<TFloat64> floors) {
        Operand<TFloat64> covariance = tf.math.add(tf.math.div(scatter.value(), amount), diagonal(floors));
        return tf.resourceScatterUpdate(factors.handle(), row(index), tf.linalg.cholesky(covariance));
    }

    @Override
    public Operand<TFloat64> squares(Operand<TFloat64> rows, Operand<TFloat64> means) {
        if (count > 1) {
            // As [K, D, B], whose columns the solver takes; transposing the small rows is cheaper than the differences.
            Operand<TFloat64> columns =
                    tf.math.sub(tf.expandDims(transposed(rows), tf.constant(0)), tf.expandDims(means, tf.constant(2)));
            return Factor.sumOfSquares(tf, solved(columns), 1);
        }
        // Rows and means are whitened once, not a row for each component; about the first mean, not a far origin.
        Operand<TFloat64> about = tf.gather(means, tf.constant(new int[] {0}), tf.constant(0));
        return Factor.sumOfSquares(
                tf, Factor.differences(tf, white(tf.math.sub(rows, about)), white(tf.math.sub(means, about))), 2);
    }

    /** L⁻¹ x of each row, with the only factor: [B, D]. */
    private Operand<TFloat64> white(Operand<TFloat64> rows) {
        Operand<TFloat64> columns = solved(tf.expandDims(transposed(rows), tf.constant(0)));
        return transposed(tf.reshape(columns, tf.constant(new int[] {size, -1})));
    }

    private Operand<TFloat64> solved(Operand<TFloat64> columns) {
        return tf.linalg.triangularSolve(factors.value(), columns, TriangularSolve.lower(true));
    }

    private Operand<TFloat64> transposed(Operand<TFloat64> matrix) {
        return tf.linalg.transpose(matrix, tf.constant(new int[] {1, 0}));
    }

    @Override
    public Operand<TFloat64> precise(Operand<TInt32> index, Operand<TFloat64> centred) {
        Operand<TFloat64> factor = tf.gather(factors.value(), row(index), tf.constant(0));
        Operand<TFloat64> white = tf.linalg.triangularSolve(factor, transposed(centred), TriangularSolve.lower(true));
        return transposed(
                tf.linalg.triangularSolve(factor, white, TriangularSolve.lower(true), TriangularSolve.adjoint(true)));
    }

    /** Σ⁻¹ = L⁻ᵀ L⁻¹, whose diagonal are the squared lengths of the columns of L⁻¹. */
    @Override
    public Operand<TFloat64> precisions(Operand<TInt32> index) {
        Operand<TFloat64> factor = tf.gather(factors.value(), row(index), tf.constant(0));
        return Factor.sumOfSquares(tf, tf.linalg.triangularSolve(factor, identity(), TriangularSolve.lower(true)), 0);
    }

    @Override
    public Operand<TFloat64> logDeterminant() {
        Operand<TFloat64> diagonal = tf.linalg.matrixDiagPart(factors.value(), tf.constant(0), tf.constant(0.0));
        return tf.reduceSum(tf.math.log(diagonal), tf.constant(1));
    }

    @Override
    public Operand<TFloat64> variances() {
        Operand<TFloat64> diagonal = tf.linalg.matrixDiagPart(factors.value(), tf.constant(0), tf.constant(0.0));
        return tf.math.mul(diagonal, diagonal);
    }

    @Override
    public Operand<TFloat64> colour(Operand<TInt32> index, Operand<TFloat64> noise) {
        Operand<TFloat64> factor = tf.gather(factors.value(), row(index), tf.constant(0));
        return tf.linalg.matMul(noise, factor, MatMul.transposeB(true));
    }

    /** Of rows of L in another order, R, it is the Cholesky factor of R Rᵀ. */
    @Override
    public Operand<TFloat64> root(Operand<TInt32> index, Operand<TInt32> order) {
        Operand<TFloat64> factor = tf.gather(factors.value(), row(index), tf.constant(0));
        Operand<TFloat64> rows = tf.gather(factor, order, tf.constant(0));
        return tf.linalg.cholesky(tf.linalg.matMul(rows, rows, MatMul.transposeB(true)));
    }

    private Operand<TInt32> row(Operand<TInt32> index) {
        return count > 1 ? index : tf.constant(0);
    }
}
