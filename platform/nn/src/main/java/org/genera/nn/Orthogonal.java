package org.genera.nn;

/**
 * Random matrices with orthonormal columns, or rows where these are fewer, uniform over all such: standard normal numbers of the
 * {@link BaseNoise} made orthonormal one after the other. In double, by {@link StrictMath} alone, so that every machine has the same.
 */
public final class Orthogonal {
    private Orthogonal() {}

    /** @return {@code rows × columns} numbers */
    public static double[][] matrix(int rows, int columns, long seed) {
        boolean wide = columns > rows;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), seed);
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i][j] = wide ? vectors[i][j] : vectors[j][i];
            }
        }
        return matrix;
    }

    private static double[][] orthonormal(int count, int length, long seed) {
        float[] noise = BaseNoise.normal(seed, count, length);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            double[] vector = vectors[i];
            for (int j = 0; j < length; j++) {
                vector[j] = noise[i * length + j];
            }
            // Twice, since the first time leaves what rounding made of a vector that was nearly in the span of the
            // others.
            for (int turn = 0; turn < 2; turn++) {
                for (int k = 0; k < i; k++) {
                    add(vector, -dot(vector, vectors[k]), vectors[k]);
                }
            }
            double norm = Math.sqrt(dot(vector, vector));
            for (int j = 0; j < length; j++) {
                vector[j] /= norm;
            }
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static void add(double[] to, double times, double[] vector) {
        for (int j = 0; j < to.length; j++) {
            to[j] += times * vector[j];
        }
    }
}
