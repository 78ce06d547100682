package org.genera.plugins.diffusion;

/** Sums of flat arrays of examples; coefficients are double, numbers float32. */
final class Numbers {

    private Numbers() {}

    /** a x + b y, element by element. */
    static float[] combine(float[] x, double a, float[] y, double b) {
        requireEqualLengths(x, y);
        float[] sum = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }

    /** a x + b y with coefficients of each example. */
    static float[] combine(float[] x, double[] a, float[] y, double[] b) {
        requireEqualLengths(x, y);
        int size = x.length / a.length;
        float[] sum = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = (float) (a[i / size] * x[i] + b[i / size] * y[i]);
        }
        return sum;
    }

    private static void requireEqualLengths(float[] x, float[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "expected arrays of one length, got " + x.length + " and " + y.length + " values");
        }
    }
}
