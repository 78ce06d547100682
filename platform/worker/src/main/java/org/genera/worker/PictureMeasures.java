package org.genera.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.genera.spi.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Measures of pictures that read the features of the data set's classifier: each against the test pictures, each beside
 * what as many training pictures reach in place of samples. Features of real pictures are taken once.
 *
 * <p>Owns the extractor; for one thread.
 */
final class PictureMeasures implements AutoCloseable {
    private static final int SUBSETS = 10;
    private static final int SUBSET = 1_000;
    /** Fixed, so that values of all runs compare. */
    private static final long SUBSETS_SEED = 161_803;

    private final ClassifierExtractor extractor;
    private final EightBit eightBit;
    private final PreparedData data;
    private final Seen test;
    private final NeighbourMetrics neighbours;
    private @Nullable Scores ceiling;

    private PictureMeasures(ClassifierExtractor extractor, EightBit eightBit, PreparedData data, Batch test) {
        this.extractor = extractor;
        this.eightBit = eightBit;
        this.data = data;
        this.test = seen(test.values(), test.count());
        this.neighbours = new NeighbourMetrics(this.test.features(), NeighbourMetrics.USUAL_NEIGHBOUR);
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
        return open.extractors(cancellation)
                .of(open.card())
                .map(extractor -> new PictureMeasures(extractor, eightBit, open.data(), test));
    }

    /** What is computed of one set of pictures. */
    private record Scores(
            double frechet,
            KernelDistance.Estimate kernel,
            InceptionScore inception,
            NeighbourMetrics.Scores neighbours,
            double imbalance) {}

    /**
     * Takes the measures.
     *
     * @param samples as the model gives them
     * @param drawn their number and origin, for people
     */
    List<Measurement> of(float[] samples, int count, String drawn) {
        Scores real = ceiling(count);
        Scores scores = scores(finite(samples) ? seen(samples, count) : nothingSeen(count));
        String by = extractor.name() + ", whose accuracy is " + number(extractor.testAccuracy()) + " % on "
                + SampleMeasures.count(extractor.testPictures()) + " test pictures; ";
        String against =
                by + drawn + " against " + SampleMeasures.count(test.features().count()) + " test pictures";
        String reach = "; training pictures reach ";
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(measurement(
                ClassifierMetrics.FRECHET,
                scores.frechet(),
                against + reach + number(real.frechet()) + "; two samples of one distribution differ by about "
                        + number(FrechetDistance.biasFloor(
                                test.features(), count, test.features().count()))));
        measurements.add(measurement(
                ClassifierMetrics.KERNEL,
                scores.kernel().mean(),
                against + kernelSpread(scores) + reach + number(real.kernel().mean())));
        measurements.add(measurement(
                ClassifierMetrics.INCEPTION,
                scores.inception().mean(),
                by + drawn + " in " + splits(count) + (splits(count) == 1 ? " split" : " splits")
                        + "; test pictures reach " + number(testInception(count)) + " of " + extractor.classes()));
        String neighbour = against + ", neighbour " + NeighbourMetrics.USUAL_NEIGHBOUR + reach;
        NeighbourMetrics.Scores own = scores.neighbours();
        NeighbourMetrics.Scores best = real.neighbours();
        measurements.add(
                measurement(NeighbourMetrics.PRECISION, own.precision(), neighbour + number(best.precision())));
        measurements.add(measurement(NeighbourMetrics.RECALL, own.recall(), neighbour + number(best.recall())));
        measurements.add(measurement(NeighbourMetrics.DENSITY, own.density(), neighbour + number(best.density())));
        measurements.add(measurement(NeighbourMetrics.COVERAGE, own.coverage(), neighbour + number(best.coverage())));
        measurements.add(
                measurement(ClassBalance.METRIC, scores.imbalance(), against + reach + number(real.imbalance())));
        return measurements;
    }

    private static String kernelSpread(Scores scores) {
        double spread = scores.kernel().standardDeviation();
        return spread > 0 ? ", standard deviation of subsets " + number(spread) : "";
    }

    private static Measurement measurement(Metric metric, double value, String detail) {
        return new Measurement(metric, value, null, detail);
    }

    private Scores ceiling(int count) {
        Scores known = ceiling;
        if (known == null) {
            Batch training = data.trainingChoice(count);
            known = scores(seen(training.values(), training.count()));
            ceiling = known;
        }
        return known;
    }

    private Scores scores(Seen seen) {
        int count = seen.features().count();
        boolean whole = Math.min(count, test.features().count()) <= SUBSET;
        KernelDistance kernel = new KernelDistance(whole ? 1 : SUBSETS, SUBSET, SUBSETS_SEED);
        return new Scores(
                FrechetDistance.between(seen.features(), test.features()),
                kernel.between(seen.features(), test.features()),
                InceptionScore.of(seen.probabilities(), splits(count)),
                neighbours.of(seen.features()),
                seen.probabilities().finite()
                        ? ClassBalance.totalVariation(seen.classes(), test.classes(), extractor.classes())
                        : Double.NaN);
    }

    private double testInception(int count) {
        int splits = Math.min(splits(count), splits(test.probabilities().count()));
        return InceptionScore.of(test.probabilities(), splits).mean();
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

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    @Override
    public void close() {
        extractor.close();
    }
}
