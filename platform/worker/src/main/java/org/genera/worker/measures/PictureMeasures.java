package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.data.preparation.PreparedData;
import org.genera.evaluation.ClassBalance;
import org.genera.evaluation.ClassifierExtractor;
import org.genera.evaluation.Features;
import org.genera.evaluation.FrechetDistance;
import org.genera.evaluation.InceptionScore;
import org.genera.evaluation.KernelDistance;
import org.genera.evaluation.NeighbourMetrics;
import org.genera.evaluation.PictureExtractor;
import org.genera.evaluation.PictureExtractor.Seen;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Metric;
import org.genera.views.Cancelled;
import org.genera.worker.context.Extractors;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.Resampling.Errors;
import org.genera.worker.measures.TrainingNeighbours.Looked;
import org.genera.worker.process.Cancellation;

/**
 * Measures of pictures that read what an extractor sees in them: its features, and the classes it takes them for. Real pictures are looked at once.
 *
 * <p>Owns the extractor; for one thread.
 */
final class PictureMeasures implements AutoCloseable {
    /** More than the measures compare: a copy among the rest of a large training split is not found. */
    private static final int TRAINING_PICTURES = 5_000;

    private final PictureExtractor extractor;
    private final EightBit eightBit;
    private final int samples;
    private final Seen test;
    private final Seen training;
    private final Optional<FeatureMeasures> featureMeasures;
    private final FeatureSpace space;
    private Optional<Features> measured = Optional.empty();

    PictureMeasures(PictureExtractor extractor, EightBit eightBit, Batch test, Batch training, int samples) {
        this(extractor, eightBit, test, seen(extractor, eightBit, training), samples, Protocol.LATEST);
    }

    private PictureMeasures(
            PictureExtractor extractor, EightBit eightBit, Batch test, Seen training, int samples, int version) {
        this.extractor = extractor;
        this.eightBit = eightBit;
        this.samples = samples;
        this.test = seen(extractor, eightBit, test);
        this.training = training;
        this.space = new FeatureSpace(
                extractor.name(),
                extractor.note(),
                Map.of(
                        FrechetDistance.METRIC, extractor.names().frechet(),
                        KernelDistance.METRIC, extractor.names().kernel()),
                version);
        this.featureMeasures = FeatureMeasures.of(space, this.test.features(), this.training.features(), samples);
    }

    /** Whether data and protocol allow these measures. */
    static boolean areTaken(RunContext open, Batch test) {
        int fewest = Math.min(open.spec().setup().protocol().evaluationSamples(), test.count());
        return !open.variant().samplers().isEmpty()
                && fewest > NeighbourMetrics.USUAL_NEIGHBOUR
                && EightBit.of(open.spec().setup().data().preprocessing()).isPresent()
                && (wantsInception(open)
                        ? open.card().eightBit() && open.card().shape() instanceof DataShape.Image
                        : Extractors.refusal(open.card()).isEmpty());
    }

    /** Nothing where they are not taken, or where there is no extractor, for a reason that the log says. */
    static Optional<PictureMeasures> of(RunContext open, Batch test, Cancellation cancellation) throws Cancelled {
        if (!areTaken(open, test)) {
            return Optional.empty();
        }
        EightBit eightBit =
                EightBit.of(open.spec().setup().data().preprocessing()).orElseThrow();
        int samples = open.spec().setup().protocol().evaluationSamples();
        Extractors extractors = open.extractors(cancellation);
        Optional<? extends PictureExtractor> found =
                wantsInception(open) ? Optional.of(extractors.inception(open.card())) : classifier(open, extractors);
        return found.map(extractor -> new PictureMeasures(
                extractor,
                eightBit,
                test,
                seen(
                        extractor,
                        eightBit,
                        open.data()
                                .trainingChoice(
                                        extractor.worthSeeing() == 0 ? samples : Math.max(samples, TRAINING_PICTURES))),
                samples,
                open.spec().setup().protocol().version()));
    }

    /** The same measures against other examples, through the eyes of this one, which closes them. */
    PictureMeasures against(Batch others) {
        return new PictureMeasures(extractor, eightBit, others, training, samples, space.version());
    }

    private static Optional<ClassifierExtractor> classifier(RunContext open, Extractors extractors) throws Cancelled {
        Protocol protocol = open.spec().setup().protocol();
        return protocol.version() == 1
                ? extractors.of(open.card())
                : extractors.of(open.card(), open.spec().setup().data(), protocol.division());
    }

    private static boolean wantsInception(RunContext open) {
        return open.spec().setup().protocol().extractor() == Protocol.Extractor.INCEPTION;
    }

    /**
     * Takes the measures.
     *
     * @param samples as the model gives them
     * @param drawn what they are
     */
    List<Measurement> measure(float[] samples, EvaluationSamples drawn) {
        int count = drawn.count();
        Seen seen = finite(samples) ? seen(samples, count) : nothingSeen(count);
        measured = Optional.of(seen.features());
        List<Measurement> measurements = new ArrayList<>();
        featureMeasures.ifPresent(each -> measurements.addAll(each.measure(seen.features(), drawn)));
        int real = Math.min(count, training.probabilities().count());
        int splits = splits(count);
        Map<Metric, Errors> errors = drawn.judged() && seen.probabilities().finite() ? errors(seen) : Map.of();
        measurements.add(new Measurement(
                extractor.names().score(),
                InceptionScore.of(seen.probabilities(), splits).mean(),
                null,
                errors.getOrDefault(InceptionScore.METRIC, Errors.UNKNOWN)
                        .in(drawn.alone()
                                .extractor(space.extractor())
                                .setting(splits + (splits == 1 ? " split" : " splits"))
                                .ceiling(
                                        InceptionScore.of(first(training.probabilities(), real), splits(real))
                                                .mean(),
                                        real)),
                space.detail("at most " + extractor.classes())));
        if (extractor.knowsTheData()) {
            measurements.add(new Measurement(
                    ClassBalance.METRIC,
                    imbalance(seen, count),
                    null,
                    errors.getOrDefault(ClassBalance.METRIC, Errors.UNKNOWN)
                            .in(drawn.againstTest(count, test.features().count())
                                    .extractor(space.extractor())
                                    .ceiling(imbalance(training, real), real)),
                    space.detail("")));
        }
        return measurements;
    }

    /**
     * The pictures that come nearest to the training split in what the extractor sees.
     *
     * @param samples that were measured last
     */
    Optional<TrainingNeighbours> neighbours(float[] samples, PreparedData data, Batch test) {
        int size = data.spec().shape().size();
        int count = samples.length / size;
        int most = TrainingNeighbours.worthSearching(count, extractor.width(), size);
        Batch searched = data.trainingChoice(Math.min(
                most, Math.max(extractor.worthSeeing(), training.features().count())));
        Features features = searched.count() <= training.features().count()
                ? first(training.features(), searched.count())
                : seen(searched.values(), searched.count()).features();
        return measured.flatMap(ofSamples -> TrainingNeighbours.among(
                new Looked(searched.values(), features),
                new Looked(samples, ofSamples),
                new Looked(test.values(), this.test.features()),
                "features of " + extractor.name()));
    }

    private static Features first(Features all, int count) {
        return Features.of(Arrays.copyOf(all.values(), count * all.width()), all.width());
    }

    /** In splits of the size that all samples have, as the score of few is far too low. */
    private Map<Metric, Errors> errors(Seen seen) {
        Map<Metric, Errors> errors = new HashMap<>(Resampling.errors(
                seen.probabilities().count(),
                0,
                (part, none) -> Map.of(
                        InceptionScore.METRIC,
                        InceptionScore.of(seen.probabilities().rows(part), 1).mean())));
        if (extractor.knowsTheData()) {
            errors.putAll(Resampling.errors(
                    seen.classes().length,
                    test.classes().length,
                    (ofSamples, ofTest) -> Map.of(
                            ClassBalance.METRIC,
                            ClassBalance.totalVariation(
                                    rows(seen.classes(), ofSamples),
                                    rows(test.classes(), ofTest),
                                    extractor.classes()))));
        }
        return errors;
    }

    private static int[] rows(int[] values, int[] wanted) {
        return Arrays.stream(wanted).map(i -> values[i]).toArray();
    }

    private double imbalance(Seen seen, int count) {
        return seen.probabilities().finite()
                ? ClassBalance.totalVariation(Arrays.copyOf(seen.classes(), count), test.classes(), extractor.classes())
                : Double.NaN;
    }

    /** The authors' ten need samples enough for each: the score of a few samples is far too low. */
    private static int splits(int count) {
        return count >= InceptionScore.USUAL_SPLITS * 100 ? InceptionScore.USUAL_SPLITS : 1;
    }

    private static Seen seen(PictureExtractor extractor, EightBit eightBit, Batch pictures) {
        return extractor.see(eightBit.pictures(pictures.values()), pictures.count());
    }

    private Seen seen(float[] values, int count) {
        return extractor.see(eightBit.pictures(values), count);
    }

    /** Quantising would make a black picture of what is not a number, and hide that the model is broken. */
    private Seen nothingSeen(int count) {
        return new Seen(nothing(count, extractor.width()), nothing(count, extractor.classes()));
    }

    private static Features nothing(int count, int width) {
        double[] values = new double[count * width];
        Arrays.fill(values, Double.NaN);
        return Features.of(values, width);
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        extractor.close();
    }
}
