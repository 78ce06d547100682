package org.genera.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.genera.data.PreparedData;
import org.genera.evaluation.ClassBalance;
import org.genera.evaluation.ClassifierExtractor;
import org.genera.evaluation.ClassifierExtractor.Seen;
import org.genera.evaluation.ClassifierMetrics;
import org.genera.evaluation.Features;
import org.genera.evaluation.FrechetDistance;
import org.genera.evaluation.InceptionScore;
import org.genera.evaluation.KernelDistance;
import org.genera.evaluation.NeighbourMetrics;
import org.genera.run.JournalEvent.Measurement;
import org.genera.spi.Batch;
import org.genera.worker.TrainingNeighbours.Looked;

/**
 * Measures of pictures that read what the data set's classifier sees in them: its features, and the classes it takes
 * them for. Real pictures are looked at once.
 *
 * <p>Owns the extractor; for one thread.
 */
final class PictureMeasures implements AutoCloseable {
    /** More than the measures compare: a copy among the rest of a large training split is not found. */
    private static final int TRAINING_PICTURES = 5_000;

    private final ClassifierExtractor extractor;
    private final EightBit eightBit;
    private final Seen test;
    private final Seen training;
    private final Optional<FeatureMeasures> featureMeasures;
    private final String by;
    private Optional<Features> measured = Optional.empty();

    private PictureMeasures(ClassifierExtractor extractor, EightBit eightBit, Batch test, Batch training, int samples) {
        this.extractor = extractor;
        this.eightBit = eightBit;
        this.test = seen(test.values(), test.count());
        this.training = seen(training.values(), training.count());
        this.by = extractor.name() + " ("
                + String.format(Locale.ROOT, "%.4g", extractor.testAccuracy()) + " % right on "
                + SampleMeasures.count(extractor.testPictures()) + " test pictures)";
        FeatureSpace space = new FeatureSpace(
                "features of " + by,
                Map.of(
                        FrechetDistance.METRIC, ClassifierMetrics.FRECHET,
                        KernelDistance.METRIC, ClassifierMetrics.KERNEL));
        this.featureMeasures = FeatureMeasures.of(space, this.test.features(), this.training.features(), samples);
    }

    /** Whether data and protocol allow these measures. */
    static boolean areTaken(OpenRun open, Batch test) {
        int fewest = Math.min(open.spec().ground().protocol().evaluationSamples(), test.count());
        return !open.variant().samplers().isEmpty()
                && fewest > NeighbourMetrics.USUAL_NEIGHBOUR
                && EightBit.of(open.spec().ground().data().preprocessing()).isPresent()
                && Extractors.refusal(open.card()).isEmpty();
    }

    /** Nothing where they are not taken, or where there is no extractor, for a reason that the log says. */
    static Optional<PictureMeasures> of(OpenRun open, Batch test, Cancellation cancellation)
            throws Cancellation.Cancelled {
        if (!areTaken(open, test)) {
            return Optional.empty();
        }
        EightBit eightBit =
                EightBit.of(open.spec().ground().data().preprocessing()).orElseThrow();
        int samples = open.spec().ground().protocol().evaluationSamples();
        return open.extractors(cancellation)
                .of(open.card())
                .map(extractor -> new PictureMeasures(
                        extractor,
                        eightBit,
                        test,
                        open.data().trainingChoice(Math.max(samples, TRAINING_PICTURES)),
                        samples));
    }

    /**
     * Takes the measures.
     *
     * @param samples as the model gives them
     * @param drawn their number and origin, for people
     */
    List<Measurement> measure(float[] samples, int count, String drawn) {
        Seen seen = finite(samples) ? seen(samples, count) : nothingSeen(count);
        measured = Optional.of(seen.features());
        List<Measurement> measurements = new ArrayList<>();
        featureMeasures.ifPresent(each -> measurements.addAll(each.measure(seen.features(), drawn)));
        int splits = splits(count);
        measurements.add(new Measurement(
                ClassifierMetrics.INCEPTION,
                InceptionScore.of(seen.probabilities(), splits).mean(),
                null,
                "classes by " + by + "; " + drawn + " in " + splits + (splits == 1 ? " split" : " splits")
                        + "; test examples reach " + SampleMeasures.digits(testScore()) + " of at most "
                        + extractor.classes()));
        measurements.add(new Measurement(
                ClassBalance.METRIC,
                imbalance(seen),
                null,
                "classes by " + by + "; " + drawn + " against "
                        + SampleMeasures.count(test.features().count()) + " test examples; "
                        + SampleMeasures.count(training.features().count()) + " training examples reach "
                        + SampleMeasures.digits(imbalance(training))));
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
        int width = ClassifierExtractor.FEATURES;
        Batch searched = data.trainingChoice(TrainingNeighbours.worthSearching(count, width, size));
        return finite(samples)
                ? TrainingNeighbours.among(
                        new Looked(
                                searched.values(),
                                seen(searched.values(), searched.count()).features()),
                        new Looked(
                                samples,
                                measured.orElseGet(() -> seen(samples, count).features())),
                        new Looked(test.values(), this.test.features()),
                        "features of " + extractor.name())
                : Optional.empty();
    }

    private double imbalance(Seen seen) {
        return seen.probabilities().finite()
                ? ClassBalance.totalVariation(seen.classes(), test.classes(), extractor.classes())
                : Double.NaN;
    }

    private double testScore() {
        return InceptionScore.of(
                        test.probabilities(), splits(test.probabilities().count()))
                .mean();
    }

    /** The authors' ten need samples enough for each: the score of a few samples is far too low. */
    private static int splits(int count) {
        return count >= InceptionScore.USUAL_SPLITS * 100 ? InceptionScore.USUAL_SPLITS : 1;
    }

    private Seen seen(float[] values, int count) {
        return extractor.see(eightBit.pictures(values), count);
    }

    /** Quantising would make a black picture of what is not a number, and hide that the model is broken. */
    private Seen nothingSeen(int count) {
        return new Seen(nothing(count, ClassifierExtractor.FEATURES), nothing(count, extractor.classes()));
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
