package org.genera.worker.measures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.evaluation.Accuracy;
import org.genera.evaluation.BitsPerDimension;
import org.genera.evaluation.NegativeLogLikelihood;
import org.genera.run.home.LikelihoodFile;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.Likelihood;
import org.genera.spi.Likelihood.Method;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric;
import org.genera.views.Cancelled;
import org.genera.views.ChunkedDraws;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;
import org.jspecify.annotations.Nullable;

/** Measures over examples that were not trained on: likelihoods by every method the model has, and accuracy. */
final class LikelihoodMeasures {
    private static final long SCORING_NOISE = 0x5C0121AE5L;

    private final RunContext open;
    private final TestExamples test;
    private final Cancellation cancellation;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** What each test example scored last by a method, in nats. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(String method, double[] values) {}

    LikelihoodMeasures(RunContext open, TestExamples test, Cancellation cancellation) {
        this.open = open;
        this.test = test;
        this.cancellation = cancellation;
    }

    /** @param last whether dear methods are worth their time; before, at most the cheapest is taken */
    List<Measurement> measure(boolean last) throws Cancelled {
        List<Measurement> measurements = new ArrayList<>();
        if (open.model() instanceof Likelihood likelihood) {
            List<Method> methods = likelihood.likelihoodMethods();
            Set<Metric> seen = new HashSet<>();
            for (Method method : last ? methods : cheapest(methods)) {
                boolean first = seen.add(NegativeLogLikelihood.nats(method.exactness(), method.given()));
                likelihood(measurements, likelihood, method, first);
            }
        }
        if (open.model() instanceof Classification classification
                && test.whole().labelled()) {
            measurements.add(accuracy(classification));
        }
        return measurements;
    }

    /** Writes what each example scored last, so that runs can be compared example by example. */
    void keep(Path folder, long step) {
        String examples = test.digest();
        kept.forEach((metric, scores) ->
                new LikelihoodFile(folder, metric).write(step, scores.method(), examples, scores.values()));
    }

    private static List<Method> cheapest(List<Method> methods) {
        return methods.stream()
                .limit(1)
                .filter(method -> !method.atTheEndAlone())
                .toList();
    }

    private void likelihood(List<Measurement> measurements, Likelihood likelihood, Method method, boolean first)
            throws Cancelled {
        ExampleScores scores = new ExampleScores(test.count());
        int chunk = 0;
        for (Batch batch : test.chunks()) {
            cancellation.leaveIfAsked();
            long seed = ChunkedDraws.seed(open.evaluationSeed(SCORING_NOISE), chunk);
            scores.add(likelihood.logLikelihood(batch, method.id(), seed));
            chunk++;
        }
        double sum = scores.sum();
        double nll = -sum / test.count();
        double noise = scores.noiseError();
        int[] ones = new int[test.count()];
        Arrays.fill(ones, 1);
        double examples = scores.examplesError(ones);
        MeasurementContext context = scored().setting(method.how())
                .likelihood(method.measure(), scoredValues(method), method.given(), scores.impossible());
        Metric nats = named(NegativeLogLikelihood.nats(method.exactness(), method.given()), method, first);
        kept.put(nats.name(), new Kept(method.id(), scores.values()));
        measurements.add(new Measurement(
                nats,
                nll,
                method.exactness(),
                context.standardError(noise / test.count()).examplesError(examples / test.count()),
                ""));
        if (open.data().spec().shape().kind() == DataShape.Kind.SEQUENCE) {
            measurements.add(new Measurement(
                    named(NegativeLogLikelihood.perElement(method.exactness(), method.given()), method, first),
                    -sum / test.elements(),
                    method.exactness(),
                    context.standardError(noise / test.elements())
                            .examplesError(scores.examplesError(test.whole().lengths()) / test.elements()),
                    KnownSource.nllPerElement(open, test.whole())
                            .map(known ->
                                    String.format(Locale.ROOT, "the model behind the data scores %.5f itself", known))
                            .orElse("")));
        }
        Optional<BitsPerDimension> bits = bits(method.measure());
        if (bits.isPresent()) {
            int size = open.data().spec().shape().size();
            double natsInABit = test.count() * size * Math.log(2);
            measurements.add(new Measurement(
                    named(NegativeLogLikelihood.bits(method.exactness(), method.given()), method, first),
                    bits.get().of(nll, size),
                    method.exactness(),
                    context.standardError(noise / natsInABit).examplesError(examples / natsInABit),
                    ""));
        }
    }

    private static Metric named(Metric metric, Method method, boolean first) {
        return first ? metric : NegativeLogLikelihood.of(metric, method.id());
    }

    /** Of a method whose values are densities of what is stored. */
    private @Nullable ScoredValues scoredValues(Method method) {
        if (method.measure() == ReferenceMeasure.COUNTING) {
            return null;
        }
        Preprocessing preprocessing = open.spec().setup().data().preprocessing();
        Preprocessing second = open.spec().setup().data().secondPreprocessing();
        boolean levels = open.card().eightBit()
                || (open.data().spec().shape() instanceof DataShape.Sequence sequence && sequence.symbols() > 0);
        if (!levels) {
            return ScoredValues.REAL;
        }
        return preprocessing.dequantise() && (second == null || second.dequantise())
                ? ScoredValues.DEQUANTISED
                : ScoredValues.DISCRETE;
    }

    /** Bits are those of 8-bit values, so they exist where their probabilities are scored or a density over dequantised ones. */
    private Optional<BitsPerDimension> bits(ReferenceMeasure measure) {
        return switch (measure) {
            case COUNTING ->
                open.card().eightBit() && !binarised()
                        ? Optional.of(BitsPerDimension.OF_PROBABILITIES)
                        : Optional.empty();
            case LEBESGUE -> bitsOfDensity();
            case MIXED -> Optional.empty();
        };
    }

    private boolean binarised() {
        return open.spec().setup().data().preprocessing().binarisation() != Preprocessing.Binarisation.NONE;
    }

    private Optional<BitsPerDimension> bitsOfDensity() {
        DataSelection selection = open.spec().setup().data();
        Preprocessing preprocessing = selection.preprocessing();
        Preprocessing second = selection.secondPreprocessing();
        boolean alike = second == null || second.equals(preprocessing);
        if (!open.card().eightBit() || !preprocessing.dequantise() || !alike) {
            return Optional.empty();
        }
        if (preprocessing.scaling() == Scaling.UNIT) {
            return Optional.of(BitsPerDimension.ON_UNIT);
        }
        return preprocessing.scaling() == Scaling.SYMMETRIC
                ? Optional.of(BitsPerDimension.ON_SYMMETRIC)
                : Optional.empty();
    }

    private Measurement accuracy(Classification classification) throws Cancelled {
        int correct = 0;
        for (Batch batch : test.chunks()) {
            cancellation.leaveIfAsked();
            correct += Accuracy.correct(classification.logPosterior(batch), batch.labels());
        }
        double share = (double) correct / test.count();
        double error = Math.sqrt(share * (1 - share) / test.count());
        return new Measurement(
                Accuracy.METRIC, 100.0 * correct / test.count(), null, scored().examplesError(100 * error), "");
    }

    private MeasurementContext scored() {
        return MeasurementContext.over(test.split(), test.count());
    }
}
