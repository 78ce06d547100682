package org.genera.nn.gaussian;

/**
 * The lower triangular root L of a covariance matrix Σ = L Lᵀ.
 *
 * @param rows [N, N], or its diagonal [N] where there is nothing beside it
 * @param size N
 */
@SuppressWarnings("ArrayRecordComponent")
record Root(double[] rows, int size) {

    /** The entry of a row in a column up to the diagonal. */
    private double at(int row, int column) {
        return rows[row * size + column];
    }

    private boolean diagonal() {
        return rows.length == size;
    }

    /** L⁻¹ x for the first coordinates: as many as x has. */
    double[] white(double[] x) {
        double[] z = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            double rest = x[row];
            if (diagonal()) {
                z[row] = rest / rows[row];
                continue;
            }
            for (int column = 0; column < row; column++) {
                rest -= at(row, column) * z[column];
            }
            z[row] = rest / at(row, row);
        }
        return z;
    }

    /** A coordinate of L z. */
    double colour(double[] z, int row) {
        if (diagonal()) {
            return rows[row] * z[row];
        }
        double sum = 0;
        for (int column = 0; column <= row; column++) {
            sum += at(row, column) * z[column];
        }
        return sum;
    }

    /** log det L. */
    double logDeterminant() {
        double sum = 0;
        for (int row = 0; row < size; row++) {
            sum += Math.log(diagonal() ? rows[row] : at(row, row));
        }
        return sum;
    }
}
