package org.genera.nn.gaussian;

import java.util.Arrays;

/**
 * What keeps variances from vanishing: a number in squared units of the data, and a share of their variance.
 *
 * @param absolute 0 or more
 * @param share 0 or more
 */
public record VarianceFloor(double absolute, double share) {

    public VarianceFloor {
        if (!(absolute >= 0 && share >= 0)) {
            throw new IllegalArgumentException(
                    "need an absolute floor and a share of 0 or more, got " + absolute + " and " + share);
        }
    }

    /**
     * The floor of each coordinate of rows. Each takes its share of its own variance, for columns may have units of their own;
     * one that never varies, or coordinates that share a unit, as pixels do, take that of the mean. Where nothing varies, the
     * variance is taken to be 1.
     *
     * @param rows [N, D]
     * @param oneUnit whether the coordinates share a unit
     * @return [D]
     */
    public double[] of(float[] rows, int size, boolean oneUnit) {
        double[] floors = new double[size];
        Arrays.fill(floors, absolute);
        if (share > 0) {
            double[] variances = variances(rows, size);
            double mean = Arrays.stream(variances).average().orElseThrow();
            double otherwise = mean > 0 ? mean : 1;
            Arrays.setAll(floors, j -> absolute + share * (oneUnit || variances[j] == 0 ? otherwise : variances[j]));
        }
        return floors;
    }

    /** Of each coordinate of rows [N, D], with the divisor N: [D]. */
    public static double[] variances(float[] rows, int size) {
        int count = rows.length / size;
        double[] mean = new double[size];
        double[] variance = new double[size];
        for (int i = 0; i < rows.length; i++) {
            mean[i % size] += (double) rows[i] / count;
        }
        for (int i = 0; i < rows.length; i++) {
            double apart = rows[i] - mean[i % size];
            variance[i % size] += apart * apart / count;
        }
        return variance;
    }
}
