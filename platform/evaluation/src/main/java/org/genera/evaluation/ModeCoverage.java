package org.genera.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.genera.spi.Metric;

/**
 * How samples spread over the modes of a mixture of equal isotropic Gaussians (Srivastava et al. 2017, VEEGAN): each sample
 * belongs to its nearest mode, and is of high quality within three standard deviations of it.
 *
 * <p>In the plane a perfect sampler has 1 − exp(−9/2) = 98.89 % of high quality, not 100.
 *
 * <p>The counts of nearest modes, of samples of any quality, are compared with the true weights by the reverse divergence
 * KL(q ‖ p) = Σ qᵢ log (qᵢ / pᵢ) (Lin et al. 2018, PacGAN, sec. 4.1), which stays finite where a mode is missed and is log(modes /
 * covered) for equal weights and even counts.
 *
 * @param modes how many modes there are
 * @param recovered modes with at least as many samples of high quality as the threshold says
 * @param highQuality share of such samples in percent
 * @param reverseKl of the counts against the weights in nats; NaN if no sample is finite
 */
public record ModeCoverage(int modes, int recovered, double highQuality, double reverseKl) {
    private static final double RADIUS_IN_DEVIATIONS = 3;
    private static final double USUAL_THRESHOLD = 20;
    private static final double USUAL_SAMPLES = 2_500;

    public static final Metric MODES_RECOVERED =
            new Metric("modesRecovered", "Modes recovered", "", Metric.Direction.HIGHER);
    public static final Metric HIGH_QUALITY =
            new Metric("highQuality", "High-quality samples", "%", Metric.Direction.HIGHER);
    public static final Metric REVERSE_KL =
            new Metric("reverseKlOfModes", "Reverse KL of the modes", "nats", Metric.Direction.LOWER);

    /** Counts the samples around each of some equally weighted modes. */
    public static ModeCoverage of(float[] points, List<List<Double>> centres, double standardDeviation, int threshold) {
        return of(points, centres, standardDeviation, threshold, Collections.nCopies(centres.size(), 1.0));
    }

    /**
     * Samples of high quality that usually recover a mode: 20 of 2,500 and as many for each of other numbers. One would do for
     * a mode that is hit by chance.
     */
    public static int usualThreshold(int samples) {
        return Math.max(1, (int) Math.round(samples * USUAL_THRESHOLD / USUAL_SAMPLES));
    }

    /**
     * Counts the samples around each mode.
     *
     * @param points one after the other, each as long as a centre; one that is not finite belongs nowhere
     * @param threshold samples of high quality that recover a mode, at least 1
     * @param weights of the modes, above 0, of any sum
     */
    public static ModeCoverage of(
            float[] points, List<List<Double>> centres, double standardDeviation, int threshold, List<Double> weights) {
        if (centres.isEmpty() || points.length % centres.get(0).size() != 0) {
            throw new IllegalArgumentException("expected points as long as the centres of one or more modes, got "
                    + points.length + " numbers and " + centres.size() + " modes");
        }
        if (threshold < 1
                || weights.size() != centres.size()
                || weights.stream().anyMatch(each -> !(each > 0))) {
            throw new IllegalArgumentException("expected a threshold of at least 1 and a weight above 0 for each of "
                    + centres.size() + " modes, got " + threshold + " and " + weights);
        }
        int dimensions = centres.get(0).size();
        int count = points.length / dimensions;
        int[] good = new int[centres.size()];
        int[] nearestTo = new int[centres.size()];
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
            if (nearest >= 0) {
                nearestTo[nearest]++;
            }
            if (nearest >= 0 && smallest <= radius * radius) {
                good[nearest]++;
                goodOverall++;
            }
        }
        int recovered = 0;
        for (int each : good) {
            recovered += each >= threshold ? 1 : 0;
        }
        return new ModeCoverage(
                centres.size(), recovered, 100.0 * goodOverall / Math.max(1, count), reverseKl(nearestTo, weights));
    }

    /**
     * What a perfect sampler is expected to give for {@link #reverseKl}, to the first order: (modes − 1) / (2N).
     *
     * @param samples N
     */
    public static double biasFloorOfReverseKl(int modes, int samples) {
        return (modes - 1) / (2.0 * samples);
    }

    private static double reverseKl(int[] counts, List<Double> weights) {
        double total = Arrays.stream(counts).sum();
        double sumOfWeights = weights.stream().mapToDouble(Double::doubleValue).sum();
        double divergence = total > 0 ? 0 : Double.NaN;
        for (int i = 0; i < counts.length; i++) {
            double share = counts[i] / total;
            divergence += counts[i] > 0 ? share * Math.log(share * sumOfWeights / weights.get(i)) : 0;
        }
        return divergence;
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
