package org.genera.plugins.flow;

import java.util.Arrays;
import org.genera.nn.Initializer;
import org.genera.nn.Orthogonal;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * An invertible matrix by its factors, W = P L (U + diag(s)) (Kingma and Dhariwal 2018, eq. 10): L has ones on its diagonal and zeros
 * above it, U zeros on its diagonal and below. Signs of s stay, so W stays invertible and log |det W| = Σ log |s|.
 *
 * @param rows of P: row i of L (U + diag(s)) is row rows[i] of W
 * @param signs of s
 * @param lower [C, C], of which what lies below the diagonal counts
 * @param upper [C, C], of which what lies above the diagonal counts
 * @param logScale log |s| [C]
 */
@SuppressWarnings("ArrayRecordComponent")
record LuMatrix<T extends TNumber>(
        int[] rows, double[] signs, Operand<T> lower, Operand<T> upper, Operand<T> logScale) {

    /** Weights that start as the factors of a random orthogonal matrix, of which P and the signs stay. */
    static LuMatrix<TFloat32> of(Scope scope, int size, long seed) {
        Factors first = Factors.of(Orthogonal.matrix(size, size, seed));
        Shape square = Shape.of(size, size);
        return new LuMatrix<>(
                first.rows(),
                first.signs(),
                scope.weight("lower", square, Initializer.of(first.lower())),
                scope.weight("upper", square, Initializer.of(first.upper())),
                scope.weight("logScale", Shape.of(size), Initializer.of(first.logScale())));
    }

    /** W [C, C]. */
    Operand<T> value(Ops tf) {
        int[] places = new int[rows.length];
        for (int i = 0; i < places.length; i++) {
            places[rows[i]] = i;
        }
        return tf.gather(tf.linalg.matMul(unitLower(tf), upperWithDiagonal(tf)), tf.constant(places), tf.constant(0));
    }

    /** W⁻¹ [C, C], by solves that TensorFlow does not differentiate. */
    Operand<T> inverse(Ops tf) {
        Operand<T> permuted = tf.gather(identity(tf), tf.constant(rows), tf.constant(0));
        Operand<T> half = tf.linalg.triangularSolve(unitLower(tf), permuted, TriangularSolve.lower(true));
        return tf.linalg.triangularSolve(upperWithDiagonal(tf), half, TriangularSolve.lower(false));
    }

    /** log |det W|, a scalar. */
    Operand<T> logDeterminant(Ops tf) {
        return tf.reduceSum(logScale, tf.constant(0));
    }

    private Operand<T> unitLower(Ops tf) {
        return tf.math.add(tf.math.mul(lower, triangle(tf, true)), identity(tf));
    }

    private Operand<T> upperWithDiagonal(Ops tf) {
        Operand<T> scale = tf.math.mul(tf.math.exp(logScale), tf.dtypes.cast(tf.constant(signs), lower.type()));
        return tf.math.add(tf.math.mul(upper, triangle(tf, false)), tf.math.mul(identity(tf), scale));
    }

    private Operand<T> identity(Ops tf) {
        return ones(tf, (i, j) -> i == j);
    }

    private Operand<T> triangle(Ops tf, boolean below) {
        return ones(tf, (i, j) -> below ? j < i : j > i);
    }

    private interface Where {
        boolean at(int row, int column);
    }

    private Operand<T> ones(Ops tf, Where where) {
        double[][] matrix = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                matrix[i][j] = where.at(i, j) ? 1 : 0;
            }
        }
        return tf.dtypes.cast(tf.constant(matrix), lower.type());
    }

    /** What a matrix is decomposed into, by elimination with the largest pivot of each column. */
    @SuppressWarnings("ArrayRecordComponent")
    record Factors(int[] rows, double[] signs, double[][] lower, double[][] upper, double[] logScale) {

        static Factors of(double[][] matrix) {
            int size = matrix.length;
            double[][] left = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
            int[] rows = new int[size];
            Arrays.setAll(rows, i -> i);
            for (int column = 0; column < size; column++) {
                int pivot = column;
                for (int i = column + 1; i < size; i++) {
                    pivot = Math.abs(left[i][column]) > Math.abs(left[pivot][column]) ? i : pivot;
                }
                double[] row = left[pivot];
                left[pivot] = left[column];
                left[column] = row;
                int place = rows[pivot];
                rows[pivot] = rows[column];
                rows[column] = place;
                for (int i = column + 1; i < size; i++) {
                    left[i][column] /= row[column];
                    for (int j = column + 1; j < size; j++) {
                        left[i][j] -= left[i][column] * row[j];
                    }
                }
            }
            return parts(rows, left);
        }

        /** @param packed L below the diagonal, U + diag(s) on it and above */
        private static Factors parts(int[] rows, double[][] packed) {
            int size = rows.length;
            double[] signs = new double[size];
            double[] logScale = new double[size];
            double[][] lower = new double[size][size];
            double[][] upper = new double[size][size];
            for (int i = 0; i < size; i++) {
                signs[i] = Math.signum(packed[i][i]);
                logScale[i] = StrictMath.log(Math.abs(packed[i][i]));
                System.arraycopy(packed[i], 0, lower[i], 0, i);
                System.arraycopy(packed[i], i + 1, upper[i], i + 1, size - i - 1);
            }
            return new Factors(rows, signs, lower, upper, logScale);
        }
    }
}
