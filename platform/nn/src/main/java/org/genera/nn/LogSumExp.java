package org.genera.nn;

/** log Σ exp, without overflow. */
public final class LogSumExp {
    private LogSumExp() {}

    /**
     * Of some of the values.
     *
     * @param from the first
     * @param count how many, at least 1
     * @return −∞ where all of them are
     */
    public static double of(double[] values, int from, int count) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            most = Math.max(most, values[i]);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(values[i] - most);
        }
        return most + Math.log(sum);
    }
}
