package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.evaluation.Cost;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Sampler;
import org.genera.spi.SamplingCost;
import org.genera.views.Cancelled;
import org.genera.worker.context.RunContext;

/** Measures over fresh samples: how far from the examples that are scored, how they spread over known modes, how long drawing takes. */
final class SampleMeasures {
    private final RunContext open;
    private final TestExamples test;
    private Optional<RawMeasures> raw = Optional.empty();
    private float[] measured = new float[0];

    SampleMeasures(RunContext open, TestExamples test) {
        this.open = open;
        this.test = test;
    }

    /**
     * Takes the measures.
     *
     * @param pictures measures of the same samples, where they are pictures and a classifier knows them
     * @param features measures of the same samples, where the protocol names a run in whose features they are taken
     * @param last whether it is worth the time to find out how far the measures scatter
     */
    List<Measurement> measure(
            EvaluationDraws draws, Optional<PictureMeasures> pictures, Optional<RunFeatures> features, boolean last)
            throws Cancelled {
        List<Measurement> measurements = new ArrayList<>();
        Optional<EvaluationDraws.Drawn> found = draws.against(test);
        if (found.isEmpty()) {
            return measurements;
        }
        EvaluationDraws.Drawn draw = found.get();
        Sampler sampler = draw.by().sampler();
        int count = draw.count();
        float[] samples = draw.values();
        measured = samples;
        EvaluationSamples drawn = new EvaluationSamples(
                count,
                sampler.title(),
                open.spec().setup().protocol().version(),
                last,
                open.split("train"),
                test.split());
        measurements.addAll(raw(count).measure(samples, drawn));
        if (pictures.isPresent()) {
            measurements.addAll(pictures.get().measure(samples, drawn));
        }
        if (features.isPresent()) {
            measurements.addAll(features.get().measure(samples, drawn));
        }
        measurements.add(new Measurement(
                Cost.SECONDS_PER_THOUSAND_SAMPLES, draw.seconds() * 1_000 / count, null, drawn.alone(), ""));
        if (open.model() instanceof SamplingCost cost) {
            measurements.add(new Measurement(
                    Cost.NETWORK_EVALUATIONS,
                    cost.networkEvaluations(draw.givens().into(draw.by().way().request(1, draw.seed()), 0)),
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
        RawMeasures found = raw.orElseGet(() -> RawMeasures.of(
                open.data(), test.whole(), count, open.spec().setup().protocol().version()));
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
