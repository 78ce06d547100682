package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.data.preparation.PreparedData;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.evaluation.Features;
import org.genera.evaluation.ModeCoverage;
import org.genera.evaluation.SlicedWasserstein;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Metric;
import org.genera.worker.measures.Resampling.Errors;

/**
 * Measures of samples against real examples by the values that a model sees, wherever the samples come from. What real
 * examples alone decide, and what some of them score in place of samples, is computed once.
 */
final class RawMeasures {
    /** Fixed, so that values of all runs compare. */
    private static final long DIRECTIONS_SEED = 271_828;

    private static final int DIRECTIONS = 256;
    private static final int DIRECTIONS_OF_IMAGES = 128;

    private final PreparedData data;
    private final Batch test;
    private final Batch inPlaceOfSamples;
    private final SlicedWasserstein sliced;
    private final Optional<SlicedWasserstein.Projections> slicedTest;
    private final double ceiling;
    private final Optional<FeatureMeasures> featureMeasures;

    /**
     * Against what a model has seen and what it has not.
     *
     * @param samples how many there will be
     * @param version of the rules by which is measured
     */
    static RawMeasures of(PreparedData data, Batch test, int samples, int version) {
        // Random ones: the first of a file need not be like the rest.
        Batch inPlaceOfSamples = data.trainingChoice(samples);
        return new RawMeasures(
                data, test, areVectors(data) ? data.trainingSplit() : inPlaceOfSamples, inPlaceOfSamples, version);
    }

    /**
     * @param training what copies are looked for in, of vectors
     * @param inPlaceOfSamples what is scored in place of samples, as many as there will be
     */
    RawMeasures(PreparedData data, Batch test, Batch training, Batch inPlaceOfSamples) {
        this(data, test, training, inPlaceOfSamples, Protocol.LATEST);
    }

    private RawMeasures(PreparedData data, Batch test, Batch training, Batch inPlaceOfSamples, int version) {
        this.data = data;
        this.test = test;
        this.inPlaceOfSamples = inPlaceOfSamples;
        this.sliced = new SlicedWasserstein(size(), size() > 16 ? DIRECTIONS_OF_IMAGES : DIRECTIONS, DIRECTIONS_SEED);
        this.slicedTest = haveJointDistribution() ? Optional.of(sliced.projected(test.values())) : Optional.empty();
        this.ceiling = slicedTest
                .map(real -> sliced.distance(inPlaceOfSamples.values(), real))
                .orElse(Double.NaN);
        this.featureMeasures = areVectors(data)
                ? FeatureMeasures.of(
                        FeatureSpace.RAW_COORDINATES.asOf(version),
                        Features.of(test.values(), size()),
                        Features.of(training.values(), size()),
                        inPlaceOfSamples.count())
                : Optional.empty();
    }

    /**
     * Takes the measures.
     *
     * @param samples as the model gives them
     * @param drawn what they are
     */
    List<Measurement> measure(float[] samples, EvaluationSamples drawn) {
        List<Measurement> measurements = new ArrayList<>();
        data.modes().ifPresent(modes -> coverage(measurements, samples, modes, drawn));
        slicedTest.ifPresent(real -> measurements.add(sliced(samples, real, drawn)));
        featureMeasures.ifPresent(each -> measurements.addAll(each.measure(Features.of(samples, size()), drawn)));
        return measurements;
    }

    private Measurement sliced(float[] samples, SlicedWasserstein.Projections real, EvaluationSamples drawn) {
        MeasurementContext context = drawn.againstTest(drawn.count(), test.count())
                .extractor(FeatureSpace.RAW_COORDINATES.extractor())
                .setting(sliced.directions() + " directions")
                .ceiling(ceiling, inPlaceOfSamples.count());
        Errors errors = drawn.judged() ? errorsOfSliced(samples) : Errors.UNKNOWN;
        return new Measurement(SlicedWasserstein.METRIC, sliced.distance(samples, real), null, errors.in(context), "");
    }

    /** Distances of raw pixels say little about pictures. */
    private static boolean areVectors(PreparedData data) {
        return data.spec().shape().kind() == DataShape.Kind.VECTOR;
    }

    /** Neither do numbers of sequences that end at different places compare, nor pictures that stand beside others by chance. */
    private boolean haveJointDistribution() {
        DataSpec spec = data.spec();
        return spec.shape().sequences() == 0 && spec.aligned();
    }

    private void coverage(List<Measurement> measurements, float[] samples, Modes modes, EvaluationSamples drawn) {
        int threshold = drawn.modeThreshold();
        ModeCoverage coverage = coverage(samples, modes, threshold);
        ModeCoverage real = coverage(inPlaceOfSamples.values(), modes, threshold);
        Map<Metric, Errors> errors = drawn.judged() ? errorsOfModes(samples, modes, threshold) : Map.of();
        int count = inPlaceOfSamples.count();
        MeasurementContext context = drawn.alone().extractor(FeatureSpace.RAW_COORDINATES.extractor());
        measurements.add(ofModes(
                ModeCoverage.MODES_RECOVERED,
                coverage.recovered(),
                context.setting(words(threshold) + " within 3σ").ceiling(real.recovered(), count),
                errors,
                "of " + coverage.modes()));
        measurements.add(ofModes(
                ModeCoverage.HIGH_QUALITY,
                coverage.highQuality(),
                context.setting("within 3σ of a mode").ceiling(real.highQuality(), count),
                errors,
                ""));
        measurements.add(ofModes(
                ModeCoverage.REVERSE_KL,
                coverage.reverseKl(),
                context.setting("each sample to its nearest mode")
                        .biasFloor(ModeCoverage.biasFloorOfReverseKl(coverage.modes(), drawn.count()))
                        .ceiling(real.reverseKl(), count),
                errors,
                ""));
    }

    private static String words(int threshold) {
        return threshold == 1 ? "one sample" : threshold + " samples";
    }

    private static Measurement ofModes(
            Metric metric, double value, MeasurementContext context, Map<Metric, Errors> errors, String detail) {
        return new Measurement(
                metric,
                value,
                null,
                context.standardError(
                        errors.getOrDefault(metric, Errors.UNKNOWN).noise()),
                detail);
    }

    private static ModeCoverage coverage(float[] points, Modes modes, int threshold) {
        return ModeCoverage.of(points, modes.centres(), modes.standardDeviation(), threshold);
    }

    /** Of half as many samples half as many recover a mode. */
    private Map<Metric, Errors> errorsOfModes(float[] samples, Modes modes, int threshold) {
        int count = samples.length / size();
        Map<Metric, Errors> errors = new LinkedHashMap<>(Resampling.errors(count, 0, (part, none) -> {
            int ofPart = Math.max(1, Math.round((float) threshold * part.length / count));
            ModeCoverage found = coverage(rows(samples, part), modes, ofPart);
            return Map.of(
                    ModeCoverage.MODES_RECOVERED,
                    (double) found.recovered(),
                    ModeCoverage.REVERSE_KL,
                    found.reverseKl());
        }));
        double share = coverage(samples, modes, threshold).highQuality() / 100;
        errors.put(ModeCoverage.HIGH_QUALITY, new Errors(100 * Resampling.ofShare(share, count), Double.NaN));
        return errors;
    }

    private Errors errorsOfSliced(float[] samples) {
        return Resampling.errors(
                        samples.length / size(),
                        test.count(),
                        (ofSamples, ofTest) -> Map.of(
                                SlicedWasserstein.METRIC,
                                sliced.distance(rows(samples, ofSamples), rows(test.values(), ofTest))))
                .getOrDefault(SlicedWasserstein.METRIC, Errors.UNKNOWN);
    }

    private float[] rows(float[] values, int[] wanted) {
        int size = size();
        float[] taken = new float[wanted.length * size];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(values, wanted[i] * size, taken, i * size, size);
        }
        return taken;
    }

    private int size() {
        return data.spec().shape().size();
    }
}
