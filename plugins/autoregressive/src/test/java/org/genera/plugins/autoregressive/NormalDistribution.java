package org.genera.plugins.autoregressive;

/** Φ by its series, independent of the graph's. */
public final class NormalDistribution {
    private NormalDistribution() {}

    /** The probability of what is below x, for |x| up to 6 or so. */
    public static double of(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 200; k++) {
            term *= -x * x / (2 * k);
            sum += term / (2 * k + 1);
        }
        return 0.5 + sum / Math.sqrt(2 * Math.PI);
    }
}
