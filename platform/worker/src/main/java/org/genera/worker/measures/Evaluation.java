package org.genera.worker.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.evaluation.Cost;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.OnValidation;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;
import org.genera.views.Cancelled;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * All measures of the experiment's protocol, at one step: on the test split or, where a share of the training split is kept
 * to choose by, on that share, and on the test split once, at the end.
 */
public final class Evaluation implements AutoCloseable {
    /** Measured once, whatever samples are measured against. */
    private static final Set<Metric> OF_THE_DRAWING =
            Set.of(Cost.SECONDS_PER_THOUSAND_SAMPLES, Cost.NETWORK_EVALUATIONS);

    private final RunContext open;
    private final Cancellation cancellation;
    private final boolean onValidation;
    /** Against what is looked at each time. */
    private final SplitMeasures measures;
    /** Where that is not the test split. */
    private @Nullable SplitMeasures atTheEnd;

    private Evaluation(RunContext open, Cancellation cancellation, boolean onValidation) {
        this.open = open;
        this.cancellation = cancellation;
        this.onValidation = onValidation;
        this.measures = new SplitMeasures(
                open, cancellation, onValidation ? TestExamples.ofValidation(open) : TestExamples.ofTest(open));
    }

    /** Of a run that trains. */
    public static Evaluation during(RunContext open, Cancellation cancellation) {
        return new Evaluation(open, cancellation, open.spec().setup().protocol().validates());
    }

    /** On the test split, because somebody asks for it. */
    public static Evaluation onTest(RunContext open, Cancellation cancellation) {
        return new Evaluation(open, cancellation, false);
    }

    /** Whether {@link #prepare} takes a while. */
    public boolean wantsPreparation() {
        return measures.wantsPreparation();
    }

    /**
     * Does once what takes a while, before it could count as time of the training.
     *
     * @throws IllegalArgumentException if what the protocol measures with is not here, or not as it was
     */
    public void prepare() throws Cancelled {
        measures.prepare();
    }

    /** Sentences for the run's page about what it is measured with; there once it is prepared. */
    public List<String> notices() {
        return measures.notices();
    }

    /**
     * Takes the measures.
     *
     * @param trainSeconds spent in training up to here
     * @param examplesRead in training up to here; 0 where nothing is to be said of how fast
     * @param last whether this is the end of the run
     */
    public List<Measurement> measure(double trainSeconds, double examplesRead, boolean last) throws Cancelled {
        EvaluationDraws draws = new EvaluationDraws(open, cancellation);
        List<Measurement> measurements = new ArrayList<>();
        for (Measurement each : measures.measure(draws, last)) {
            measurements.add(onValidation && !OF_THE_DRAWING.contains(each.metric()) ? renamed(each) : each);
        }
        if (onValidation && last) {
            atTheEnd = measures.against(TestExamples.ofTest(open));
            atTheEnd.measure(draws, true).stream()
                    .filter(each -> !OF_THE_DRAWING.contains(each.metric()))
                    .forEach(measurements::add);
        }
        measurements.add(new Measurement(
                Cost.TRAIN_SECONDS, trainSeconds, null, MeasurementContext.NONE, "without evaluation and sampling"));
        if (trainSeconds > 0 && examplesRead > 0) {
            measurements.add(new Measurement(
                    Cost.EXAMPLES_PER_SECOND,
                    examplesRead / trainSeconds,
                    null,
                    MeasurementContext.NONE,
                    "mean over the training so far"));
        }
        measurements.add(new Measurement(
                Cost.PARAMETERS, open.model().parameterCount(), null, MeasurementContext.NONE, "trainable numbers"));
        PeakMemory.mebibytes()
                .ifPresent(peak -> measurements.add(new Measurement(
                        Cost.PEAK_MEMORY,
                        peak,
                        null,
                        MeasurementContext.NONE,
                        "main memory of the whole process, training and evaluation, in this segment")));
        return measurements;
    }

    private static Measurement renamed(Measurement taken) {
        return new Measurement(
                OnValidation.of(taken.metric()), taken.value(), taken.exactness(), taken.context(), taken.detail());
    }

    /** The samples measured last that come nearest to the training data; nothing where none were measured. */
    public Optional<TrainingNeighbours> neighbours() {
        return ofTest().neighbours();
    }

    public List<Profile> profiles() {
        return measures.profiles();
    }

    /** Keeps what each test example scored at the end of the run. */
    public void keepLikelihoods(Path folder, long step) {
        ofTest().keepLikelihoods(folder, step);
    }

    private SplitMeasures ofTest() {
        return Optional.ofNullable(atTheEnd).orElse(measures);
    }

    @Override
    public void close() {
        measures.close();
    }
}
