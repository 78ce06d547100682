package org.genera.worker.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.evaluation.Cost;
import org.genera.evaluation.Features;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Profiles;
import org.genera.spi.Profiles.Profile;
import org.genera.views.Cancelled;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.TrainingNeighbours.Looked;
import org.genera.worker.process.Cancellation;

/** All measures of the experiment's protocol, at one step. */
public final class Evaluation implements AutoCloseable {
    private static final int PROFILED_EXAMPLES = 200;

    private final RunContext open;
    private final TestExamples test;
    private final SampleMeasures sampleMeasures;
    private final LikelihoodMeasures likelihoodMeasures;
    private final CodeMeasures codeMeasures;
    private final Cancellation cancellation;
    private Optional<PictureMeasures> pictureMeasures = Optional.empty();
    private Optional<RunFeatures> runFeatures = Optional.empty();

    public Evaluation(RunContext open, Cancellation cancellation) {
        this.open = open;
        this.cancellation = cancellation;
        this.test =
                new TestExamples(open.data().test(open.spec().setup().protocol().testExamples()));
        this.sampleMeasures = new SampleMeasures(open, cancellation, test);
        this.likelihoodMeasures = new LikelihoodMeasures(open, test, cancellation);
        this.codeMeasures = new CodeMeasures(open, test, cancellation);
    }

    /** Whether {@link #prepare} takes a while. */
    public boolean wantsPreparation() {
        return PictureMeasures.areTaken(open, test.whole()) || RunFeatures.areTaken(open, test.whole());
    }

    /**
     * Does once what takes a while, before it could count as time of the training.
     *
     * @throws IllegalArgumentException if what the protocol measures with is not here, or not as it was
     */
    public void prepare() throws Cancelled {
        runFeatures = RunFeatures.of(open, test.whole(), cancellation);
        pictureMeasures = PictureMeasures.of(open, test.whole(), cancellation);
    }

    /** Sentences for the run's page about what it is measured with; there once it is prepared. */
    public List<String> notices() {
        return runFeatures.map(RunFeatures::notices).orElse(List.of());
    }

    /**
     * Takes the measures.
     *
     * @param trainSeconds spent in training up to here
     * @param examplesRead in training up to here; 0 where nothing is to be said of how fast
     * @param last whether this is the end of the run
     */
    public List<Measurement> measure(double trainSeconds, double examplesRead, boolean last) throws Cancelled {
        List<Measurement> measurements = new ArrayList<>(sampleMeasures.measure(pictureMeasures, runFeatures, last));
        measurements.addAll(likelihoodMeasures.measure(last));
        measurements.addAll(codeMeasures.measure());
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

    /** The samples measured last that come nearest to the training data; nothing where none were measured. */
    public Optional<TrainingNeighbours> neighbours() {
        float[] samples = sampleMeasures.measured();
        DataShape.Kind kind = open.data().spec().shape().kind();
        if (samples.length == 0 || (kind != DataShape.Kind.VECTOR && kind != DataShape.Kind.IMAGE)) {
            return Optional.empty();
        }
        if (pictureMeasures.isPresent()) {
            return pictureMeasures.get().neighbours(samples, open.data(), test.whole());
        }
        int size = open.data().spec().shape().size();
        Batch training =
                open.data().trainingChoice(TrainingNeighbours.worthSearching(samples.length / size, size, size));
        return TrainingNeighbours.among(
                raw(training.values(), size),
                raw(samples, size),
                raw(test.whole().values(), size),
                FeatureSpace.RAW_COORDINATES.extractor());
    }

    private static Looked raw(float[] values, int size) {
        return new Looked(values, Features.of(values, size));
    }

    public List<Profile> profiles() {
        return open.model() instanceof Profiles profiles
                ? profiles.profiles(
                        test.first(PROFILED_EXAMPLES),
                        open.spec().setup().protocol().noiseSeed())
                : List.of();
    }

    /** Keeps what each test example scored when the measures were taken last. */
    public void keepLikelihoods(Path folder, long step) {
        likelihoodMeasures.keep(folder, step);
    }

    @Override
    public void close() {
        pictureMeasures.ifPresent(PictureMeasures::close);
        runFeatures.ifPresent(RunFeatures::close);
    }
}
