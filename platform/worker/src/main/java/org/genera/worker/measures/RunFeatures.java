package org.genera.worker.measures;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.data.Likeness;
import org.genera.evaluation.Features;
import org.genera.evaluation.NeighbourMetrics;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.spec.PinnedRun;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Dependency;
import org.genera.spi.Embedding;
import org.genera.spi.Encoder;
import org.genera.spi.Half;
import org.genera.spi.Metric;
import org.genera.spi.Model;
import org.genera.views.Cancelled;
import org.genera.views.ChunkedDraws;
import org.genera.views.SequenceEnds;
import org.genera.worker.context.OtherRuns;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures of samples in the features of another run: its embedding, else its codes. Real examples are looked at once.
 *
 * <p>Owns the other run's model; for one thread.
 */
public final class RunFeatures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFeatures.class);
    /** More than the measures compare: a copy among the rest of a large training split is not found. */
    private static final int TRAINING_EXAMPLES = 5_000;

    private static final Dependency ROLE = new Dependency(
            "features", "Features", "The run in whose features samples are measured.", Set.of(), false, false);

    private final OtherRuns opened;
    private final DataShape shape;
    private final Look look;
    private final Cancellation cancellation;
    private final FeatureSpace space;
    private final Features training;
    private final int samples;
    private final Optional<FeatureMeasures> measures;

    private RunFeatures(RunContext open, OtherRuns opened, PinnedRun pin, Batch test, Cancellation cancellation)
            throws Cancelled {
        this.opened = opened;
        this.shape = open.data().spec().shape();
        this.look = look(opened.model(ROLE.role()), open.likenessTo(pin), shape);
        this.cancellation = cancellation;
        this.space = space(pin).asOf(open.spec().setup().protocol().version());
        this.samples = open.spec().setup().protocol().evaluationSamples();
        this.training = seen(open.data().trainingChoice(Math.max(samples, TRAINING_EXAMPLES)));
        this.measures = FeatureMeasures.of(space, seen(test), training, samples);
    }

    private RunFeatures(RunFeatures lender, Batch test) throws Cancelled {
        this.opened = lender.opened;
        this.shape = lender.shape;
        this.look = lender.look;
        this.cancellation = lender.cancellation;
        this.space = lender.space;
        this.samples = lender.samples;
        this.training = lender.training;
        this.measures = FeatureMeasures.of(space, seen(test), training, samples);
    }

    /** The same measures against other examples, in the features of this one, which closes what gives them. */
    RunFeatures against(Batch others) throws Cancelled {
        return new RunFeatures(this, others);
    }

    /** One vector for each example. */
    private record Look(int width, Vectors vectors) {
        interface Vectors {
            float[] of(Batch examples);
        }
    }

    /** Whether the protocol asks for these measures, and the model can be drawn from. */
    public static boolean areTaken(RunContext open, Batch test) {
        return open.spec().setup().protocol().features() != null
                && !open.variant().samplers().isEmpty()
                && Math.min(open.spec().setup().protocol().evaluationSamples(), test.count())
                        > NeighbourMetrics.USUAL_NEIGHBOUR;
    }

    /** @throws IllegalArgumentException saying why the other run cannot be looked with */
    public static Optional<RunFeatures> of(RunContext open, Batch test, Cancellation cancellation) throws Cancelled {
        PinnedRun pin = open.spec().setup().protocol().features();
        if (pin == null || !areTaken(open, test)) {
            return Optional.empty();
        }
        OtherRuns opened = open.others(ROLE, pin);
        try {
            return Optional.of(new RunFeatures(open, opened, pin, test, cancellation));
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    private static Look look(Model model, Likeness likeness, DataShape shape) {
        if (model instanceof Embedding embedding) {
            int width = embedding.embeddingWidth();
            Set<Half> halves = embedding.halves();
            if (likeness.half().isPresent() && halves.contains(likeness.half().get())) {
                return new Look(width, examples -> embedding.embed(examples, likeness.half()));
            }
            if (likeness.half().isEmpty() && halves.isEmpty()) {
                return new Look(width, examples -> embedding.embed(examples, Optional.empty()));
            }
            if (likeness.half().isEmpty() && shape instanceof DataShape.Pair pair) {
                List<Half> each = halves.stream().sorted().toList();
                return new Look(width * each.size(), pairs -> beside(embedding, each, pairs, pair));
            }
        }
        if (model instanceof Encoder encoder && likeness.half().isEmpty()) {
            return new Look(encoder.codeWidth(), encoder::encode);
        }
        throw new IllegalArgumentException("cannot measure in the features of the run: expected a model that embeds or"
                + " encodes "
                + likeness.half()
                        .map(half -> "the " + half.name().toLowerCase(Locale.ROOT) + " half of its pairs")
                        .orElse("such examples")
                + ", got one that does not; make an experiment that measures in another run");
    }

    /** The vectors of the halves of each pair, one after the other, so that what belongs together shows. */
    private static float[] beside(Embedding embedding, List<Half> halves, Batch pairs, DataShape.Pair pair) {
        int width = embedding.embeddingWidth();
        float[] beside = new float[pairs.count() * width * halves.size()];
        for (int h = 0; h < halves.size(); h++) {
            float[] vectors = embedding.embed(pairs.half(halves.get(h), pair), Optional.of(halves.get(h)));
            for (int i = 0; i < pairs.count(); i++) {
                System.arraycopy(vectors, i * width, beside, (i * halves.size() + h) * width, width);
            }
        }
        return beside;
    }

    /** Under names of their own, so that values of two checkpoints never stand in one column. */
    static FeatureSpace space(PinnedRun pin) {
        String digest = pin.checkpointSha256()
                .substring(0, Math.min(8, pin.checkpointSha256().length()));
        String of = "run " + pin.run() + " at step " + pin.step();
        Map<Metric, Metric> names = new LinkedHashMap<>();
        for (Metric metric : FeatureMeasures.METRICS) {
            names.put(
                    metric,
                    new Metric(
                            "features" + metric.name().substring(0, 1).toUpperCase(Locale.ROOT)
                                    + metric.name().substring(1) + "/"
                                    + pin.run().replaceAll("[^a-z0-9]", "") + "/"
                                    + pin.step() + "/" + digest,
                            metric.title() + " in features of " + of,
                            metric.unit(),
                            metric.direction()));
        }
        return new FeatureSpace(pin.family() + "/" + pin.variant() + ", " + of + " (" + digest + ")", "", names);
    }

    /** Sentences for the run's page where the plugin of the other run is not that of its launch. */
    public List<String> notices() {
        return opened.notices();
    }

    /**
     * Takes the measures.
     *
     * @param samples as the model gives them, not a number beyond the end of a sequence
     * @param drawn what they are
     */
    public List<Measurement> measure(float[] samples, EvaluationSamples drawn) throws Cancelled {
        if (measures.isEmpty()) {
            return List.of();
        }
        return measures.get().measure(ofSamples(samples, drawn.count()), drawn);
    }

    /** What is wrong with samples is said by measures that are not numbers, and costs the run nothing else. */
    private Features ofSamples(float[] samples, int count) throws Cancelled {
        Optional<Batch> batch = SequenceEnds.read(shape, count, samples);
        if (batch.isPresent()) {
            try {
                return seen(batch.get());
            } catch (IllegalArgumentException e) {
                LOG.warn("the samples have no features: {}", e.getMessage());
            }
        }
        double[] nothing = new double[count * look.width()];
        Arrays.fill(nothing, Double.NaN);
        return Features.of(nothing, look.width());
    }

    /** Without labels, which samples have none of. */
    private Features seen(Batch examples) throws Cancelled {
        double[] values = new double[Math.multiplyExact(examples.count(), look.width())];
        int size = shape.size();
        int ends = shape.sequences();
        for (int from = 0; from < examples.count(); from += ChunkedDraws.CHUNK) {
            cancellation.leaveIfAsked();
            int to = Math.min(from + ChunkedDraws.CHUNK, examples.count());
            float[] vectors = look.vectors()
                    .of(new Batch(
                            to - from,
                            Arrays.copyOfRange(examples.values(), from * size, to * size),
                            new int[0],
                            Arrays.copyOfRange(examples.lengths(), from * ends, to * ends)));
            for (int i = 0; i < vectors.length; i++) {
                values[from * look.width() + i] = vectors[i];
            }
        }
        return Features.of(values, look.width());
    }

    @Override
    public void close() {
        opened.close();
    }
}
