package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.evaluation.Features;
import org.genera.evaluation.FrechetDistance;
import org.genera.evaluation.KernelDistance;
import org.genera.evaluation.MaximumMeanDiscrepancy;
import org.genera.evaluation.NearestNeighbours;
import org.genera.evaluation.NeighbourMetrics;
import org.genera.evaluation.NeighbourMetrics.Scores;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Metric;
import org.genera.worker.measures.Resampling.Errors;

/**
 * Measures of samples against real examples in one feature space. What real examples alone decide is computed once: the
 * radii of the test examples, their distances to the training examples, and the ceiling, which is what random training examples
 * score in place of samples.
 */
public final class FeatureMeasures {
    /** Fixed, so that values of all runs compare. */
    private static final long CHOICE_SEED = 161_803;

    private static final KernelDistance KERNEL_DISTANCE = new KernelDistance(10, 1_000, CHOICE_SEED);
    private static final int K = NeighbourMetrics.USUAL_NEIGHBOUR;
    private static final Set<Metric> OF_NEIGHBOURS = Set.of(
            NeighbourMetrics.PRECISION, NeighbourMetrics.RECALL, NeighbourMetrics.DENSITY, NeighbourMetrics.COVERAGE);

    /** All there may be. */
    public static final List<Metric> METRICS = List.of(
            FrechetDistance.METRIC,
            KernelDistance.METRIC,
            MaximumMeanDiscrepancy.METRIC,
            NeighbourMetrics.PRECISION,
            NeighbourMetrics.RECALL,
            NeighbourMetrics.DENSITY,
            NeighbourMetrics.COVERAGE,
            NearestNeighbours.MEMORISED);

    /** The cubic kernel compares three moments, which in the plane the other measures see better. */
    private static final int LEAST_WIDTH_FOR_THE_KERNEL_DISTANCE = 3;

    /** All pairs of so many examples of width 64 take two cores about a second; wider ones are fewer. */
    private static final double PAIRS_TIMES_WIDTH = 5_000.0 * 5_000 * 64;

    private static final int MOST_COMPARED = 5_000;

    /** Wider covariances take minutes for all parts. */
    private static final int WIDEST_IN_PARTS = 512;

    private final FeatureSpace space;
    private final Features test;
    private final Features real;
    private final Features training;
    private final NeighbourMetrics neighbours;
    private final MaximumMeanDiscrepancy mmd;
    private final double[] testToTraining;
    private final double yardstick;
    private final Map<Metric, Double> ceiling;
    private final int ceilingCount;
    private int floorFor;
    private double floor;

    private FeatureMeasures(FeatureSpace space, Features test, Features training, int samples) {
        this.space = space;
        this.test = test;
        this.real = test.random(mostCompared(test), CHOICE_SEED);
        this.training = training.random(mostReferences(test), CHOICE_SEED + 1);
        this.neighbours = new NeighbourMetrics(real, K, space.mindsTwinsAndWholes());
        this.mmd = MaximumMeanDiscrepancy.withMedianDistanceOf(real);
        this.testToTraining = NearestNeighbours.of(real, this.training, 1).nearestDistances();
        this.yardstick = NearestNeighbours.quantile(testToTraining, NearestNeighbours.QUANTILE);
        Features inPlaceOfSamples = training.random(samples, CHOICE_SEED + 2);
        this.ceiling = values(inPlaceOfSamples);
        this.ceilingCount = inPlaceOfSamples.count();
    }

    /**
     * Measures for one run.
     *
     * @param samples how many there will be for each evaluation
     * @return nothing if there are too few examples or samples to speak of a neighbourhood
     */
    public static Optional<FeatureMeasures> of(FeatureSpace space, Features test, Features training, int samples) {
        int fewest = Math.min(samples, Math.min(test.count(), training.count()));
        return fewest > K && test.finite() && training.finite()
                ? Optional.of(new FeatureMeasures(space, test, training, samples))
                : Optional.empty();
    }

    /**
     * Takes the measures.
     *
     * @param samples more than five, as wide as the examples
     * @param drawn what they are
     */
    public List<Measurement> measure(Features samples, EvaluationSamples drawn) {
        List<Measurement> measurements = new ArrayList<>();
        Map<Metric, Errors> errors = drawn.judged() && samples.finite() ? errors(samples) : Map.of();
        values(samples)
                .forEach((metric, value) -> measurements.add(new Measurement(
                        space.named(metric),
                        value,
                        null,
                        errors.getOrDefault(metric, Errors.UNKNOWN).in(context(metric, samples, drawn)),
                        detail(metric))));
        return measurements;
    }

    private MeasurementContext context(Metric metric, Features samples, EvaluationSamples drawn) {
        int compared = Math.min(samples.count(), mostCompared(test));
        MeasurementContext context;
        if (metric.equals(FrechetDistance.METRIC)) {
            context = drawn.againstTest(samples.count(), test.count()).biasFloor(floor(samples.count()));
        } else if (metric.equals(NearestNeighbours.MEMORISED)) {
            context = drawn.againstTraining(compared, training.count())
                    .biasFloor(NearestNeighbours.percentOfFresh(real.count()));
        } else {
            context = drawn.againstTest(compared, real.count());
        }
        if (metric.equals(KernelDistance.METRIC)) {
            context = context.setting(drawn.kernelWords(KERNEL_DISTANCE, compared, real.count()))
                    .biasFloor(0);
        } else if (metric.equals(MaximumMeanDiscrepancy.METRIC)) {
            context = context.setting("Gaussian kernel of the test examples' median distance")
                    .biasFloor(0);
        } else if (OF_NEIGHBOURS.contains(metric)) {
            context = context.setting("k = " + K);
        }
        // The training examples are their own nearest neighbours.
        return (metric.equals(NearestNeighbours.MEMORISED)
                        ? context
                        : context.ceiling(ceiling.getOrDefault(metric, Double.NaN), ceilingCount))
                .extractor(space.extractor());
    }

    /** Once for a number of samples: it is simulated. */
    private double floor(int samples) {
        if (floorFor != samples) {
            floorFor = samples;
            floor = FrechetDistance.biasFloor(training, samples, test.count());
        }
        return floor;
    }

    private String detail(Metric metric) {
        if (metric.equals(NearestNeighbours.MEMORISED)) {
            return space.detail("fresh real examples score "
                    + Math.round(NearestNeighbours.percentOfFresh(real.count())) + " %, copies 100 %");
        }
        return space.detail(
                metric.equals(MaximumMeanDiscrepancy.METRIC)
                        ? "median distance " + SampleMeasures.digits(mmd.bandwidth())
                        : "");
    }

    /** In the order in which they are told. */
    private Map<Metric, Double> values(Features all) {
        Features samples = all.random(mostCompared(test), CHOICE_SEED);
        Map<Metric, Double> values = new LinkedHashMap<>();
        values.put(FrechetDistance.METRIC, FrechetDistance.between(all, test));
        if (test.width() >= LEAST_WIDTH_FOR_THE_KERNEL_DISTANCE) {
            values.put(
                    KernelDistance.METRIC,
                    (space.mindsTwinsAndWholes()
                                    ? KERNEL_DISTANCE.between(samples, real)
                                    : KERNEL_DISTANCE.repeated(samples, real))
                            .mean());
        }
        values.put(MaximumMeanDiscrepancy.METRIC, mmd.squared(samples, real));
        put(values, neighbours.of(samples));
        values.put(
                NearestNeighbours.MEMORISED,
                NearestNeighbours.of(samples, training, 1).percentNearerThan(yardstick));
        return values;
    }

    /** Each measure on parts of the samples and of the test examples; what the training examples are stays. */
    private Map<Metric, Errors> errors(Features all) {
        Features samples = all.random(mostCompared(test), CHOICE_SEED);
        double[] toTraining = NearestNeighbours.of(samples, training, 1).nearestDistances();
        return Resampling.errors(samples.count(), real.count(), (ofSamples, ofTest) -> {
            Map<Metric, Double> values = compared(samples.rows(ofSamples), real.rows(ofTest));
            values.put(
                    NearestNeighbours.MEMORISED,
                    NearestNeighbours.percentNearer(
                            at(toTraining, ofSamples),
                            NearestNeighbours.quantile(at(testToTraining, ofTest), NearestNeighbours.QUANTILE)));
            return values;
        });
    }

    private Map<Metric, Double> compared(Features samples, Features test) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        if (test.width() <= WIDEST_IN_PARTS) {
            values.put(FrechetDistance.METRIC, FrechetDistance.between(samples, test));
        }
        if (test.width() >= LEAST_WIDTH_FOR_THE_KERNEL_DISTANCE) {
            values.put(
                    KernelDistance.METRIC,
                    KERNEL_DISTANCE.between(samples, test).mean());
        }
        values.put(MaximumMeanDiscrepancy.METRIC, mmd.squared(samples, test));
        put(values, new NeighbourMetrics(test, K, space.mindsTwinsAndWholes()).of(samples));
        return values;
    }

    private static void put(Map<Metric, Double> values, Scores scores) {
        values.put(NeighbourMetrics.PRECISION, scores.precision());
        values.put(NeighbourMetrics.RECALL, scores.recall());
        values.put(NeighbourMetrics.DENSITY, scores.density());
        values.put(NeighbourMetrics.COVERAGE, scores.coverage());
    }

    private static double[] at(double[] values, int[] wanted) {
        return Arrays.stream(wanted).mapToDouble(i -> values[i]).toArray();
    }

    private static int mostCompared(Features features) {
        return (int) Math.max(K + 1, Math.min(MOST_COMPARED, Math.sqrt(PAIRS_TIMES_WIDTH / features.width())));
    }

    private static int mostReferences(Features test) {
        return (int) Math.min(Integer.MAX_VALUE, PAIRS_TIMES_WIDTH / test.width() / mostCompared(test));
    }
}
