package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.evaluation.Cost;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Protocol;
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
    /** Apart from the noise of the sample sets, which people look at. */
    private static final long EVALUATION_NOISE = 0x5EED0FE7A1L;

    private final RunContext open;
    private final Cancellation cancellation;
    private final TestExamples test;
    private Optional<RawMeasures> raw = Optional.empty();
    private float[] measured = new float[0];

    SampleMeasures(RunContext open, Cancellation cancellation, TestExamples test) {
        this.open = open;
        this.cancellation = cancellation;
        this.test = test;
    }

    /**
     * Takes the measures.
     *
     * @param pictures measures of the same samples, where they are pictures and a classifier knows them
     * @param features measures of the same samples, where the protocol names a run in whose features they are taken
     * @param last whether it is worth the time to find out how far the measures scatter
     */
    List<Measurement> measure(Optional<PictureMeasures> pictures, Optional<RunFeatures> features, boolean last)
            throws Cancelled {
        List<Measurement> measurements = new ArrayList<>();
        Optional<EvaluationSampler> by = open.evaluationSampler();
        if (by.isEmpty()) {
            return measurements;
        }
        Protocol protocol = open.spec().setup().protocol();
        Sampler sampler = by.get().sampler();
        int count = protocol.evaluationSamples();
        long before = System.nanoTime();
        long seed = open.evaluationSeed(EVALUATION_NOISE);
        Subject subject = open.subject(cancellation);
        Givens givens = subject.usuallyGiven(count);
        float[] samples = subject.draws().values(count, seed, by.get().way(), givens);
        double seconds = (System.nanoTime() - before) / 1e9;
        measured = samples;
        EvaluationSamples drawn = new EvaluationSamples(
                count, sampler.title(), protocol.version(), last, open.split("train"), open.split("test"));
        measurements.addAll(raw(count).measure(samples, drawn));
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

    /** Made when they are first taken: a model without samplers needs none of it. */
    private RawMeasures raw(int count) {
        RawMeasures found = raw.orElseGet(() -> RawMeasures.of(open.data(), test.whole(), count));
        raw = Optional.of(found);
        return found;
    }

    static String digits(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    static String count(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
