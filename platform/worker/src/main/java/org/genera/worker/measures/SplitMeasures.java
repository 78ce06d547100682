package org.genera.worker.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.evaluation.Features;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Profiles;
import org.genera.spi.Profiles.Profile;
import org.genera.views.Cancelled;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.TrainingNeighbours.Looked;
import org.genera.worker.process.Cancellation;

/** All measures of a model against the same examples. For one thread. */
final class SplitMeasures implements AutoCloseable {
    private static final int PROFILED_EXAMPLES = 200;

    private final RunContext open;
    private final Cancellation cancellation;
    private final TestExamples examples;
    private final SampleMeasures ofSamples;
    private final LikelihoodMeasures ofLikelihoods;
    private final CodeMeasures ofCodes;
    private Optional<PictureMeasures> ofPictures = Optional.empty();
    private Optional<RunFeatures> inFeatures = Optional.empty();

    SplitMeasures(RunContext open, Cancellation cancellation, TestExamples examples) {
        this.open = open;
        this.cancellation = cancellation;
        this.examples = examples;
        this.ofSamples = new SampleMeasures(open, examples);
        this.ofLikelihoods = new LikelihoodMeasures(open, examples, cancellation);
        this.ofCodes = new CodeMeasures(open, examples, cancellation);
    }

    boolean wantsPreparation() {
        return PictureMeasures.areTaken(open, examples.whole()) || RunFeatures.areTaken(open, examples.whole());
    }

    /** @throws IllegalArgumentException if what the protocol measures with is not here, or not as it was */
    void prepare() throws Cancelled {
        inFeatures = RunFeatures.of(open, examples.whole(), cancellation);
        ofPictures = PictureMeasures.of(open, examples.whole(), cancellation);
    }

    /** The same measures against other examples, prepared; what looks at them is lent, so that this one is closed alone. */
    SplitMeasures against(TestExamples others) throws Cancelled {
        SplitMeasures measures = new SplitMeasures(open, cancellation, others);
        if (inFeatures.isPresent()) {
            measures.inFeatures = Optional.of(inFeatures.get().against(others.whole()));
        }
        measures.ofPictures = ofPictures.map(each -> each.against(others.whole()));
        return measures;
    }

    List<String> notices() {
        return inFeatures.map(RunFeatures::notices).orElse(List.of());
    }

    /** @param last whether dear measures are worth their time */
    List<Measurement> measure(EvaluationDraws draws, boolean last) throws Cancelled {
        List<Measurement> measurements = new ArrayList<>(ofSamples.measure(draws, ofPictures, inFeatures, last));
        measurements.addAll(ofLikelihoods.measure(last));
        measurements.addAll(ofCodes.measure());
        return measurements;
    }

    /** Writes what each example scored when the measures were taken last. */
    void keepLikelihoods(Path folder, long step) {
        ofLikelihoods.keep(folder, step);
    }

    /** The samples measured last that come nearest to the training data; nothing where none were measured. */
    Optional<TrainingNeighbours> neighbours() {
        float[] samples = ofSamples.measured();
        DataShape.Kind kind = open.data().spec().shape().kind();
        if (samples.length == 0 || (kind != DataShape.Kind.VECTOR && kind != DataShape.Kind.IMAGE)) {
            return Optional.empty();
        }
        if (ofPictures.isPresent()) {
            return ofPictures.get().neighbours(samples, open.data(), examples.whole());
        }
        int size = open.data().spec().shape().size();
        Batch training =
                open.data().trainingChoice(TrainingNeighbours.worthSearching(samples.length / size, size, size));
        return TrainingNeighbours.among(
                raw(training.values(), size),
                raw(samples, size),
                raw(examples.whole().values(), size),
                FeatureSpace.RAW_COORDINATES.extractor());
    }

    private static Looked raw(float[] values, int size) {
        return new Looked(values, Features.of(values, size));
    }

    List<Profile> profiles() {
        return open.model() instanceof Profiles profiles
                ? profiles.profiles(
                        examples.first(PROFILED_EXAMPLES),
                        open.spec().setup().protocol().noiseSeed())
                : List.of();
    }

    @Override
    public void close() {
        ofPictures.ifPresent(PictureMeasures::close);
        inFeatures.ifPresent(RunFeatures::close);
    }
}
