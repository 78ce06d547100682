package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.evaluation.Cost;
import org.genera.evaluation.Features;
import org.genera.evaluation.ModeCoverage;
import org.genera.evaluation.SlicedWasserstein;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Sampler;
import org.genera.spi.SamplingCost;
import org.genera.views.Cancelled;
import org.genera.views.Givens;
import org.genera.views.Subject;
import org.genera.worker.context.EvaluationSampler;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;

/** Measures over fresh samples: how far from the test split, how they spread over known modes, how long drawing takes. */
final class SampleMeasures {
    /** Fixed, so that values of all runs compare. */
    private static final long DIRECTIONS_SEED = 271_828;

    private static final int DIRECTIONS = 256;
    private static final int DIRECTIONS_OF_IMAGES = 128;
    /** Apart from the noise of the sample sets, which people look at. */
    private static final long EVALUATION_NOISE = 0x5EED0FE7A1L;

    private final RunContext open;
    private final Cancellation cancellation;
    private final TestExamples test;
    private final SlicedWasserstein sliced;
    private double ceiling = Double.NaN;
    private Optional<FeatureMeasures> rawMeasures = Optional.empty();
    private boolean rawMeasuresPrepared;
    private float[] measured = new float[0];
    private Optional<Batch> training = Optional.empty();

    SampleMeasures(RunContext open, Cancellation cancellation, TestExamples test) {
        this.open = open;
        this.cancellation = cancellation;
        this.test = test;
        this.sliced = new SlicedWasserstein(size(), size() > 16 ? DIRECTIONS_OF_IMAGES : DIRECTIONS, DIRECTIONS_SEED);
    }

    /**
     * Takes the measures.
     *
     * @param pictures measures of the same samples, where they are pictures and a classifier knows them
     * @param features measures of the same samples, where the protocol names a run in whose features they are taken
     */
    List<Measurement> measure(Optional<PictureMeasures> pictures, Optional<RunFeatures> features) throws Cancelled {
        List<Measurement> measurements = new ArrayList<>();
        Optional<EvaluationSampler> by = open.evaluationSampler();
        if (by.isEmpty()) {
            return measurements;
        }
        Protocol protocol = open.spec().setup().protocol();
        Sampler sampler = by.get().sampler();
        int count = protocol.evaluationSamples();
        long before = System.nanoTime();
        long seed = protocol.noiseSeed() ^ EVALUATION_NOISE;
        Subject subject = open.subject(cancellation);
        Givens givens = subject.usuallyGiven(count);
        float[] samples = subject.draws().values(count, seed, by.get().way(), givens);
        double seconds = (System.nanoTime() - before) / 1e9;
        measured = samples;
        EvaluationSamples drawn =
                new EvaluationSamples(count, sampler.title(), open.split("train"), open.split("test"));
        open.data().modes().ifPresent(modes -> coverage(measurements, samples, modes, drawn));
        if (haveJointDistribution()) {
            measurements.add(new Measurement(
                    SlicedWasserstein.METRIC,
                    sliced.distance(samples, test.whole().values()),
                    null,
                    drawn.againstTest(count, test.count())
                            .extractor(FeatureSpace.RAW_COORDINATES.extractor())
                            .setting(sliced.directions() + " directions")
                            .ceiling(ceiling(count), inPlaceOf(count).count()),
                    ""));
        }
        Optional<FeatureMeasures> raw = rawMeasures(count);
        if (raw.isPresent()) {
            measurements.addAll(raw.get().measure(Features.of(samples, size()), drawn));
        }
        if (pictures.isPresent()) {
            measurements.addAll(pictures.get().measure(samples, drawn));
        }
        if (features.isPresent()) {
            measurements.addAll(features.get().measure(samples, drawn));
        }
        measurements.add(
                new Measurement(Cost.SECONDS_PER_THOUSAND_SAMPLES, seconds * 1_000 / count, null, drawn.alone(), ""));
        if (open.model() instanceof SamplingCost cost) {
            measurements.add(new Measurement(
                    Cost.NETWORK_EVALUATIONS,
                    cost.networkEvaluations(givens.into(by.get().way().request(1, seed), 0)),
                    null,
                    MeasurementContext.NONE.samples(0, sampler.title()),
                    "one after the other; samples drawn together share them"));
        }
        return measurements;
    }

    /** The samples that were measured last; none before the first measure. */
    float[] measured() {
        return measured;
    }

    /** Neither do numbers of sequences that end at different places compare, nor pictures that stand beside others by chance. */
    private boolean haveJointDistribution() {
        DataSpec data = open.data().spec();
        return data.shape().sequences() == 0 && data.aligned();
    }

    private void coverage(List<Measurement> measurements, float[] samples, Modes modes, EvaluationSamples drawn) {
        ModeCoverage coverage = ModeCoverage.of(samples, modes.centres(), modes.standardDeviation());
        Batch training = inPlaceOf(drawn.count());
        ModeCoverage real = ModeCoverage.of(training.values(), modes.centres(), modes.standardDeviation());
        MeasurementContext context = drawn.alone().extractor(FeatureSpace.RAW_COORDINATES.extractor());
        measurements.add(new Measurement(
                ModeCoverage.MODES_RECOVERED,
                coverage.recovered(),
                null,
                context.setting("one sample within 3σ").ceiling(real.recovered(), training.count()),
                "of " + coverage.modes()));
        measurements.add(new Measurement(
                ModeCoverage.HIGH_QUALITY,
                coverage.highQuality(),
                null,
                context.setting("within 3σ of a mode").ceiling(real.highQuality(), training.count()),
                ""));
        measurements.add(new Measurement(
                ModeCoverage.REVERSE_KL,
                coverage.reverseKl(),
                null,
                context.setting("each sample to its nearest mode")
                        .biasFloor(ModeCoverage.biasFloorOfReverseKl(coverage.modes(), drawn.count()))
                        .ceiling(real.reverseKl(), training.count()),
                ""));
    }

    /** Distances of raw pixels say little about pictures, so these are for vectors. */
    private Optional<FeatureMeasures> rawMeasures(int count) {
        boolean vectors = open.data().spec().shape().kind() == DataShape.Kind.VECTOR;
        if (vectors && !rawMeasuresPrepared) {
            rawMeasures = FeatureMeasures.of(
                    FeatureSpace.RAW_COORDINATES,
                    Features.of(test.whole().values(), size()),
                    Features.of(open.data().trainingSplit().values(), size()),
                    count);
            rawMeasuresPrepared = true;
        }
        return rawMeasures;
    }

    /** What real examples score in place of samples: no model can be expected to do better. */
    private double ceiling(int count) {
        if (Double.isNaN(ceiling)) {
            ceiling = sliced.distance(inPlaceOf(count).values(), test.whole().values());
        }
        return ceiling;
    }

    /** Random ones: the first of a file need not be like the rest. */
    private Batch inPlaceOf(int count) {
        Batch found = training.orElseGet(() -> open.data().trainingChoice(count));
        training = Optional.of(found);
        return found;
    }

    private int size() {
        return open.data().spec().shape().size();
    }

    static String digits(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    static String count(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
