package org.genera.server.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far a mean, or a difference of two, may be from the truth: a part that a few seeds estimate and a part of the
 * evaluation whose variance is known. Both go together as Cochran and Cox (1957, §4.14) weigh two quantiles by their
 * variances: half the width is (t A + z B) / √(A + B).
 *
 * <p>Of the ways to put them together this one was chosen by simulation (200,000 groups for each of 130 mixes of seeds,
 * noise and examples). With two, three and five seeds its nominal 95 % cover 93.9 to 97.9, 94.9 to 97.2 and 94.9 to 96.4
 * %. The square root of the sum of the squared halves covers up to 98.8 % of two seeds, the degrees of freedom of Welch
 * and Satterthwaite as little as 87.5 %.
 *
 * <p>Where the runs have noise of their own, their spread holds it and {@code seeds} needs nothing more. But the spread of
 * two may come out far below it by luck, so that the interval is never narrower than one standard error of that noise
 * leaves it. A whole 1.96 of them would cover 99.3 % where noise is all there is.
 *
 * @param seeds variance as the seeds show it
 * @param degrees of freedom of that variance
 * @param evaluation variance that the evaluation adds, as it is known
 * @param noise variance that the seeds cannot be without
 */
record Uncertainty(double seeds, double degrees, double evaluation, double noise) {
    static final double CONFIDENCE = 0.95;
    private static final double NORMAL = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    private static final double SMALLEST_P = 1e-300;
    private static final int STEPS_AT_MOST = 200;

    /** The library searches for a quantile; thousands of groups have the same few sizes. */
    private static final Map<Double, Double> QUANTILES = new ConcurrentHashMap<>();

    /** Whether there is anything to measure by. */
    boolean known() {
        return seeds > 0 || evaluation > 0 || noise > 0;
    }

    /** Half of the 95 % interval. */
    double half() {
        return Math.max(weighed(), leastByNoise());
    }

    /** Whether the runs agree by luck better than their noise allows. */
    boolean isHeldByNoise() {
        return noise > 0 && leastByNoise() > weighed();
    }

    private double weighed() {
        return together(seeds > 0 ? quantile(degrees) : 0, NORMAL);
    }

    private double leastByNoise() {
        return Math.sqrt(noise + NORMAL * NORMAL * evaluation);
    }

    /** What half of it would be without the evaluation. */
    double halfOfSeeds() {
        return Math.max(seeds > 0 ? quantile(degrees) * Math.sqrt(seeds) : 0, Math.sqrt(noise));
    }

    /** What half of it would be without the seeds. */
    double halfOfEvaluation() {
        return NORMAL * Math.sqrt(evaluation);
    }

    private double together(double ofSeeds, double ofEvaluation) {
        double sum = seeds + evaluation;
        return sum == 0 ? 0 : (ofSeeds * seeds + ofEvaluation * evaluation) / Math.sqrt(sum);
    }

    /** The level at which the interval of this difference would just reach 0. */
    double pValue(double difference) {
        double size = Math.abs(difference);
        // One standard error of the noise is 1 / 1.96 of what it has at 95 %.
        double floor = Math.sqrt(noise / (NORMAL * NORMAL) + evaluation);
        double byNoise = floor > 0 ? normalP(size / floor) : 0;
        return Math.min(1, Math.max(byNoise, together(size)));
    }

    private double together(double size) {
        if (seeds == 0) {
            return evaluation == 0 ? 0 : normalP(size / Math.sqrt(evaluation));
        }
        TDistribution student = TDistribution.of(degrees);
        double most = size / Math.sqrt(seeds + evaluation);
        if (evaluation == 0) {
            return 2 * student.survivalProbability(most);
        }
        // Student's quantile is the larger of both, so it lies above the weighted mean and below what it would be
        // alone.
        double low = most;
        double high = most * (seeds + evaluation) / seeds;
        for (int i = 0; i < STEPS_AT_MOST && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            double p = 2 * student.survivalProbability(middle);
            if (together(middle, normalQuantile(p)) < size) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 2 * student.survivalProbability(high);
    }

    private static double normalP(double size) {
        return 2 * NormalDistribution.of(0, 1).survivalProbability(size);
    }

    private static double normalQuantile(double p) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(Math.max(p, SMALLEST_P) / 2);
    }

    /** The two-sided 95 % quantile of Student's t. */
    static double quantile(double degreesOfFreedom) {
        return QUANTILES.computeIfAbsent(
                degreesOfFreedom,
                degrees -> TDistribution.of(degrees).inverseSurvivalProbability((1 - CONFIDENCE) / 2));
    }
}
