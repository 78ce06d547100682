package org.genera.server.statistics;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A confidence interval of a mean.
 *
 * @param confidence such as 0.95
 * @param how it was computed, for people
 */
public record Interval(double low, double high, double confidence, String how) {
    static final double CONFIDENCE = 0.95;

    /** The library searches for a quantile; thousands of groups have the same few sizes. */
    private static final Map<Integer, Double> QUANTILES = new ConcurrentHashMap<>();

    /**
     * Of the mean of normal values by Student's t: mean ± t(1 − α/2, n − 1) s/√n.
     *
     * @param n values, 2 or more
     * @param standardDeviation of the sample, with n − 1 below
     */
    static Interval ofMean(double mean, double standardDeviation, int n) {
        double half = quantile(n - 1) * standardDeviation / Math.sqrt(n);
        String how = String.format(Locale.ROOT, "Student's t, 95 %%, n − 1 = %d", n - 1);
        return new Interval(mean - half, mean + half, CONFIDENCE, how);
    }

    /** The two-sided 95 % quantile of Student's t. */
    static double quantile(int degreesOfFreedom) {
        return QUANTILES.computeIfAbsent(
                degreesOfFreedom,
                degrees -> TDistribution.of(degrees).inverseSurvivalProbability((1 - CONFIDENCE) / 2));
    }
}
