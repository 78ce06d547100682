package org.genera.plugins.autoregressive;

import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.genera.nn.Adam;
import org.genera.nn.GraphModel;
import org.genera.nn.Initializer;
import org.genera.nn.LogSumExp;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * p(x) = Π p(x_i | x_1 … x_{i−1}) over the numbers of a picture, row by row, from left to right, channel by channel. Variants say
 * which network gives the factors; it is asked for while the graph is built, before a variant's own fields are set.
 */
abstract class PixelModel extends GraphModel implements Sampling, Likelihood, Trajectory, SamplingCost {
    static final Hyperparameter<Long> CHANNELS = integer("channels")
            .from(6)
            .to(1024)
            .orElse(32)
            .help(
                    "Features of each pixel; the network inside of a block has half as many. Time grows with their square.");
    static final Hyperparameter<Long> BLOCKS = integer("blocks")
            .from(1)
            .to(100)
            .orElse(5)
            .help("Residual blocks. Each lets a pixel see one pixel further.");
    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "Learns p(picture | class) and p(class), and draws pictures of a class; off, or without labels, p(picture).");
    static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1)
            .orElse(1e-3)
            .logarithmic()
            .help("Step size α of Adam (β₁ = 0.9, β₂ = 0.999).");
    static final Hyperparameter<Double> TEMPERATURE = real("temperature")
            .from(0.01)
            .to(10)
            .orElse(1)
            .logarithmic()
            .help("Divides the logits. Below 1 samples are more typical and less varied.");

    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Sampler PIXELS = new Sampler(
                    "pixels",
                    "Pixel by pixel",
                    "Draws one number after the other, each given those before it.",
                    TEMPERATURE)
            .fromBaseNoise();

    private static final List<Knowledge> KNOWS = List.of(
            Knowledge.NOTHING,
            Knowledge.near(Part.ANY),
            Knowledge.of(Part.LABEL),
            Knowledge.near(Part.LABEL, Part.ANY));

    private static final String SCOPE = "pixels";
    private static final String GIVEN_LABEL = "given-label";

    private final DataShape.Image image;
    private final Levels levels;
    private final boolean conditional;
    private final @Nullable Placeholder<TFloat32> classes;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> logProb;
    private final @Nullable Operand<TFloat32> logPriors;
    private final PixelDraws draws;

    PixelModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.image = (DataShape.Image) shape;
        this.levels = Levels.of(spec.data().range());
        this.conditional = get(CLASS_CONDITIONAL) && spec.data().classes() > 0;
        this.classes = conditional ? graph.input("classes", -1, spec.data().classes()) : null;
        PixelNetwork network = network(graph.scope(SCOPE), image.channels(), image.channels() * levels.outputs());
        Operand<TFloat32> pictures = tf.reshape(
                levels.seen(tf, x), tf.constant(new long[] {-1, image.height(), image.width(), image.channels()}));
        long outputs = (long) size * levels.outputs();
        this.logits = tf.reshape(network.logits(pictures, classes), tf.constant(new long[] {-1, outputs}));
        Operand<TFloat32> sum = tf.reduceSum(levels.logProb(tf, logits, x), tf.constant(1));
        this.logProb = tf.expandDims(sum, tf.constant(1));
        Operand<TFloat32> nll = tf.math.neg(tf.math.mean(sum, tf.constant(0)));
        this.logPriors = conditional ? logPriors(graph.scope(SCOPE).child("priors")) : null;
        training.minimise(
                SCOPE, classes == null ? nll : tf.math.add(nll, nllOf(classes)), Adam.usual(get(LEARNING_RATE)));
        training.report(TRAIN_NLL, nll);
        this.draws = new PixelDraws(graph, network, image, levels, classes);
    }

    /** log p(class), learnt beside the pictures: [1, K]. */
    private Operand<TFloat32> logPriors(Scope scope) {
        return tf.nn.logSoftmax(scope.weight("logits", Shape.of(1, spec.data().classes()), Initializer.zeros()));
    }

    private Operand<TFloat32> nllOf(Operand<TFloat32> oneHot) {
        Operand<TFloat32> logProbs = tf.math.mul(oneHot, Objects.requireNonNull(logPriors));
        return tf.math.neg(tf.math.mean(tf.reduceSum(logProbs, tf.constant(1)), tf.constant(0)));
    }

    /** What all variants share. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(Kind.IMAGE),
                        EnumSet.of(ValueRange.BINARY, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(CHANNELS, BLOCKS, CLASS_CONDITIONAL, LEARNING_RATE)
                .reports(TRAIN_NLL)
                .drawnBy(PIXELS)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.TRAJECTORY);
    }

    /** @param outputs numbers for a pixel */
    abstract PixelNetwork network(Scope scope, int colours, int outputs);

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(batches, batch -> {
            var call = session().call().feed(x, batch.values(), batch.count(), size);
            return classes == null
                    ? call
                    : call.feed(
                            classes,
                            oneHot(batch.labels()),
                            batch.count(),
                            spec.data().classes());
        });
    }

    /** Exactly where what is known comes first, as the upper half of a picture; what is known behind a pixel is not seen by it. */
    @Override
    public List<Knowledge> knows() {
        return KNOWS.stream()
                .filter(each -> conditional || !each.parts().contains(Part.LABEL))
                .toList();
    }

    @Override
    public Samples sample(SampleRequest request) {
        return samples(draw(request, (row, values) -> {}));
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        int[] kept = Trajectory.kept(image.height() + 1, frames);
        List<Frame> film = new ArrayList<>();
        float[][] moments = new float[image.height() + 1][];
        draw(request, (row, values) -> moments[row] = values);
        for (int row : kept) {
            film.add(new Frame(
                    row + " of " + image.height() + " rows", (double) row / image.height(), samples(moments[row])));
        }
        return film;
    }

    private float[] draw(SampleRequest request, PixelDraws.Watcher watcher) {
        float[] noise = session().baseNoise(request.seed(), "pixels", request.count(), size);
        int[] labels = request.labels().length > 0 ? request.labels() : drawnLabels(request);
        return draws.draw(session(), request, oneHot(labels), noise, watcher);
    }

    /** By p(class): a uniform number of (seed, i) looked up in its sums. */
    private int[] drawnLabels(SampleRequest request) {
        if (logPriors == null) {
            return new int[0];
        }
        float[] logarithms = session().call().floats(logPriors);
        int[] labels = new int[request.count()];
        for (int i = 0; i < labels.length; i++) {
            double uniform = Seeds.uniform(request.seed(), "class/" + i);
            while (labels[i] < logarithms.length - 1 && (uniform -= Math.exp(logarithms[labels[i]])) >= 0) {
                labels[i]++;
            }
        }
        return labels;
    }

    /** One pass for each number of a picture. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return size;
    }

    /** One pass, or one for each class. */
    @Override
    public List<Method> likelihoodMethods() {
        Method exact = new Method("exact", Exactness.EXACT, ReferenceMeasure.COUNTING, "product of the factors");
        return conditional
                ? List.of(
                        new Method(
                                        GIVEN_LABEL,
                                        Exactness.EXACT,
                                        ReferenceMeasure.COUNTING,
                                        "product of the factors, given the class")
                                .given(Part.LABEL),
                        new Method(
                                        "exact",
                                        Exactness.EXACT,
                                        ReferenceMeasure.COUNTING,
                                        "product of the factors, summed over the classes")
                                .atTheEnd())
                : List.of(exact);
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (logPriors == null || method.equals(GIVEN_LABEL)) {
            return new LogLikelihoods(scores(batch));
        }
        int all = spec.data().classes();
        float[] priors = session().call().floats(logPriors);
        double[] joint = new double[batch.count() * all];
        for (int label = 0; label < all; label++) {
            int[] labels = new int[batch.count()];
            Arrays.fill(labels, label);
            double[] given = scores(new Batch(batch.count(), batch.values(), labels));
            for (int i = 0; i < given.length; i++) {
                joint[i * all + label] = given[i] + priors[label];
            }
        }
        double[] values = new double[batch.count()];
        Arrays.setAll(values, i -> LogSumExp.of(joint, i * all, all));
        return new LogLikelihoods(values);
    }

    private double[] scores(Batch batch) {
        float[] scored = mapped(batch, logProb, 1);
        double[] values = new double[scored.length];
        Arrays.setAll(values, i -> scored[i]);
        return values;
    }

    /** The logits of all numbers of pictures, each from those before it: [B, size × outputs]. */
    final float[] logits(Batch batch) {
        return mapped(batch, logits, size * levels.outputs());
    }

    final Levels levels() {
        return levels;
    }

    private float[] mapped(Batch batch, Operand<TFloat32> output, int width) {
        RowByRow.Input pictures = new RowByRow.Input(x, batch.values());
        return classes == null
                ? map(batch.count(), output, width, pictures)
                : map(batch.count(), output, width, pictures, new RowByRow.Input(classes, oneHot(batch.labels())));
    }

    private float[] oneHot(int[] labels) {
        int all = spec.data().classes();
        float[] rows = new float[labels.length * all];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= all) {
                throw new IllegalArgumentException("expected a class from 0 to " + (all - 1) + ", got " + labels[i]);
            }
            rows[i * all + labels[i]] = 1;
        }
        return rows;
    }
}
