package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.evaluation.Accuracy;
import org.genera.evaluation.BitsPerDimension;
import org.genera.evaluation.NegativeLogLikelihood;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.Likelihood;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.Likelihood.Method;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric;
import org.genera.views.Cancelled;
import org.genera.views.ChunkedDraws;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;
import org.jspecify.annotations.Nullable;

/** Measures over the test split: likelihoods by every method the model has, and accuracy. */
final class LikelihoodMeasures {
    private static final long SCORING_NOISE = 0x5C0121AE5L;

    private final RunContext open;
    private final TestExamples test;
    private final Cancellation cancellation;

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

    private static List<Method> cheapest(List<Method> methods) {
        return methods.stream()
                .limit(1)
                .filter(method -> !method.atTheEndAlone())
                .toList();
    }

    private void likelihood(List<Measurement> measurements, Likelihood likelihood, Method method, boolean first)
            throws Cancelled {
        double sum = 0;
        double variance = 0;
        int impossible = 0;
        int chunk = 0;
        for (Batch batch : test.chunks()) {
            cancellation.leaveIfAsked();
            long seed = ChunkedDraws.seed(open.spec().setup().protocol().noiseSeed() ^ SCORING_NOISE, chunk);
            LogLikelihoods scored = likelihood.logLikelihood(batch, method.id(), seed);
            for (double each : scored.values()) {
                sum += each;
                impossible += each == Double.NEGATIVE_INFINITY ? 1 : 0;
            }
            variance += variance(scored);
            chunk++;
        }
        double nll = -sum / test.count();
        double error = Math.sqrt(variance);
        MeasurementContext context = scored().setting(method.how())
                .likelihood(method.measure(), scoredValues(method), method.given(), impossible);
        measurements.add(new Measurement(
                named(NegativeLogLikelihood.nats(method.exactness(), method.given()), method, first),
                nll,
                method.exactness(),
                context.standardError(error / test.count()),
                ""));
        if (open.data().spec().shape().kind() == DataShape.Kind.SEQUENCE) {
            measurements.add(new Measurement(
                    named(NegativeLogLikelihood.perElement(method.exactness(), method.given()), method, first),
                    -sum / test.elements(),
                    method.exactness(),
                    context.standardError(error / test.elements()),
                    KnownSource.nllPerElement(open, test.whole())
                            .map(known ->
                                    String.format(Locale.ROOT, "the model behind the data scores %.5f itself", known))
                            .orElse("")));
        }
        Optional<BitsPerDimension> bits = method.measure() == ReferenceMeasure.LEBESGUE ? bits() : Optional.empty();
        if (bits.isPresent()) {
            int size = open.data().spec().shape().size();
            measurements.add(new Measurement(
                    named(NegativeLogLikelihood.bits(method.exactness(), method.given()), method, first),
                    bits.get().of(nll, size),
                    method.exactness(),
                    context.standardError(error / test.count() / size / Math.log(2)),
                    ""));
        }
    }

    /** Of the sum, whose examples have draws of their own; NaN where nobody knows, or where there is none. */
    private static double variance(LogLikelihoods scored) {
        double variance = scored.standardErrors().length == 0 ? Double.NaN : 0;
        for (double each : scored.standardErrors()) {
            variance += each * each;
        }
        return variance;
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

    /** Bits are those of 8-bit values, so they exist only where a density over dequantised ones is scored. */
    private Optional<BitsPerDimension> bits() {
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
        return new Measurement(Accuracy.METRIC, 100.0 * correct / test.count(), null, scored(), "");
    }

    private MeasurementContext scored() {
        return MeasurementContext.over(open.split("test"), test.count());
    }
}
