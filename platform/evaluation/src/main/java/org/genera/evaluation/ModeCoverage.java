package org.genera.evaluation;

import java.util.List;
import org.genera.spi.Metric;

/**
 * How samples spread over the modes of a mixture of equal isotropic Gaussians (Srivastava et al. 2017, VEEGAN): each sample
 * belongs to its nearest mode, and is of high quality within three standard deviations of it.
 *
 * <p>In the plane a perfect sampler has 1 − exp(−9/2) = 98.89 % of high quality, not 100.
 *
 * @param modes how many modes there are
 * @param recovered modes with at least one sample of high quality
 * @param highQuality share of such samples in percent
 */
public record ModeCoverage(int modes, int recovered, double highQuality) {
    private static final double RADIUS_IN_DEVIATIONS = 3;

    public static final Metric MODES_RECOVERED =
            new Metric("modesRecovered", "Modes recovered", "", Metric.Direction.HIGHER);
    public static final Metric HIGH_QUALITY =
            new Metric("highQuality", "High-quality samples", "%", Metric.Direction.HIGHER);

    /**
     * Counts the samples around each mode.
     *
     * @param points one after the other, each as long as a centre; one that is not finite belongs nowhere
     */
    public static ModeCoverage of(float[] points, List<List<Double>> centres, double standardDeviation) {
        if (centres.isEmpty() || points.length % centres.get(0).size() != 0) {
            throw new IllegalArgumentException("expected points as long as the centres of one or more modes, got "
                    + points.length + " numbers and " + centres.size() + " modes");
        }
        int dimensions = centres.get(0).size();
        int count = points.length / dimensions;
        int[] good = new int[centres.size()];
        double radius = RADIUS_IN_DEVIATIONS * standardDeviation;
        int goodOverall = 0;
        for (int i = 0; i < count; i++) {
            int nearest = -1;
            double smallest = Double.POSITIVE_INFINITY;
            for (int mode = 0; mode < centres.size(); mode++) {
                double squares = squaredDistance(points, i * dimensions, centres.get(mode));
                if (squares < smallest) {
                    smallest = squares;
                    nearest = mode;
                }
            }
            if (nearest >= 0 && smallest <= radius * radius) {
                good[nearest]++;
                goodOverall++;
            }
        }
        int recovered = 0;
        for (int each : good) {
            recovered += each > 0 ? 1 : 0;
        }
        return new ModeCoverage(centres.size(), recovered, 100.0 * goodOverall / Math.max(1, count));
    }

    private static double squaredDistance(float[] points, int offset, List<Double> centre) {
        double squares = 0;
        for (int i = 0; i < centre.size(); i++) {
            double difference = points[offset + i] - centre.get(i);
            squares += difference * difference;
        }
        return squares;
    }
}
