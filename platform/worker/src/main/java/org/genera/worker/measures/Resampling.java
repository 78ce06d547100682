package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Metric;

/**
 * How far measures of samples against test examples scatter, by other samples and by other test examples: the delete-d
 * jackknife (Shao and Tu 1995, sec. 2.3). The measure is taken on random parts of n = N − d without replacement; the standard
 * error at N is √(n / d) times their standard deviation. Nothing is drawn twice, as a bootstrap would, which distances to
 * nearest neighbours and covariances would take for structure; and the bias that a measure has on fewer examples is the same
 * for all parts. While one side is parted the other is one fixed part of the same share, so that what depends on how dense
 * one set is beside the other keeps its meaning.
 *
 * <p>Where the distributions agree, what is left of a distance is no longer linear in the examples, and the error is said too
 * large, never too small.
 */
final class Resampling {
    /** Their standard deviation is known to a sixth. */
    private static final int PARTS = 16;

    /** More than this on the larger side would cost more than the measures themselves. */
    private static final int MOST = 500;
    /** Fixed, so that parts are the same for all runs with as many examples. */
    private static final long SEED = 577_215;

    private static final int FEWEST = 16;

    private Resampling() {}

    /** Measures of parts of both sides, given by the indices of what they hold. */
    interface Measure {
        Map<Metric, Double> of(int[] samples, int[] examples);
    }

    /**
     * Standard errors of one measure.
     *
     * @param noise by other samples, NaN where it is not finite
     * @param examples by other test examples
     */
    record Errors(double noise, double examples) {
        static final Errors UNKNOWN = new Errors(Double.NaN, Double.NaN);

        MeasurementContext in(MeasurementContext context) {
            return context.standardError(noise).examplesError(examples);
        }
    }

    /**
     * The standard errors.
     *
     * @param samples how many there are
     * @param examples how many there are; the measure of none reads samples alone
     * @return none where there are too few to be parted
     */
    static Map<Metric, Errors> errors(int samples, int examples, Measure measure) {
        if (samples < FEWEST || (examples > 0 && examples < FEWEST)) {
            return Map.of();
        }
        double share = Math.min(0.5, (double) MOST / Math.max(samples, examples));
        Parts ofSamples = new Parts(samples, share, SEED);
        Parts ofExamples = new Parts(examples, share, SEED + 1);
        Map<Metric, Double> noise = deviations(i -> measure.of(ofSamples.part(i), ofExamples.part(0)));
        Map<Metric, Double> byExamples =
                examples == 0 ? Map.of() : deviations(i -> measure.of(ofSamples.part(0), ofExamples.part(i)));
        Map<Metric, Errors> errors = new LinkedHashMap<>();
        noise.forEach((metric, deviation) -> errors.put(
                metric,
                new Errors(
                        deviation * ofSamples.factor(),
                        byExamples.getOrDefault(metric, Double.NaN) * ofExamples.factor())));
        return errors;
    }

    private static Map<Metric, Double> deviations(IntFunction<Map<Metric, Double>> measured) {
        Map<Metric, List<Double>> values = new LinkedHashMap<>();
        for (int i = 0; i < PARTS; i++) {
            measured.apply(i)
                    .forEach((metric, value) -> values.computeIfAbsent(metric, each -> new ArrayList<>())
                            .add(value));
        }
        Map<Metric, Double> deviations = new LinkedHashMap<>();
        values.forEach((metric, each) -> deviations.put(metric, deviation(each)));
        return deviations;
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = 0;
        for (double each : values) {
            squares += (each - mean) * (each - mean);
        }
        return Math.sqrt(squares / (values.size() - 1));
    }

    /** Random parts of a set, the same for sets of equal size. */
    private record Parts(int count, int size, long seed) {
        Parts(int count, double share, long seed) {
            this(count, (int) Math.floor(share * count), seed);
        }

        double factor() {
            return Math.sqrt((double) size / (count - size));
        }

        int[] part(int i) {
            int[] rows = new int[count];
            Arrays.setAll(rows, row -> row);
            SplittableRandom random = new SplittableRandom(seed + 31L * i);
            for (int row = 0; row < size; row++) {
                int other = random.nextInt(row, count);
                int kept = rows[row];
                rows[row] = rows[other];
                rows[other] = kept;
            }
            return Arrays.copyOf(rows, size);
        }
    }

    /** That of a share of so many, never 0: Agresti and Coull (1998), two more of each kind. */
    static double ofShare(double share, int count) {
        double adjusted = (share * count + 2) / (count + 4);
        return Math.sqrt(adjusted * (1 - adjusted) / (count + 4));
    }
}
