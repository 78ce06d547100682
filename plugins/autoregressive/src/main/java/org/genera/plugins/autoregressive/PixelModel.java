package org.genera.plugins.autoregressive;

import static org.genera.plugins.autoregressive.AutoregressiveFamily.LEARNING_RATE;
import static org.genera.plugins.autoregressive.AutoregressiveFamily.TEMPERATURE;
import static org.genera.plugins.autoregressive.AutoregressiveFamily.TRAIN_NLL;
import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Adam;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
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
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * p(x) = Π p(x_i | x_1 … x_{i−1}) over the numbers of a picture, row by row, from left to right, channel by channel. Variants say
 * which network gives the factors; it is asked for while the graph is built, before a variant's own fields are set.
 */
abstract class PixelModel extends GraphModel implements Sampling, Likelihood, Trajectory, SamplingCost {
    private static final String SOFTMAX = "softmax";
    private static final String LOGISTICS = "logistics";

    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "Learns p(picture | class) and p(class), and draws pictures of a class; off, or without labels, p(picture).");
    static final Hyperparameter<String> OUTPUT = choice("output", SOFTMAX, LOGISTICS)
            .help(
                    "How the probabilities of 256 levels are told: each by itself, or by a mixture of logistic distributions,"
                            + " which knows that neighbouring levels are alike and needs far fewer numbers. Binary pictures have softmax.");
    static final Hyperparameter<Long> COMPONENTS = integer("logistics")
            .from(1)
            .to(100)
            .orElse(10)
            .help("Logistic distributions in a mixture, where the output is one.");

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

    private final DataShape.Image image;
    private final LevelDistribution distribution;
    private final Classes classes;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> logProb;
    private final PixelDraws draws;

    PixelModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.image = (DataShape.Image) shape;
        Levels levels = Levels.of(spec.data().range());
        this.distribution =
                get(OUTPUT).equals(LOGISTICS) ? new LogisticMixture(levels, count(COMPONENTS)) : new Softmax(levels);
        this.classes = new Classes(
                graph,
                graph.scope(SCOPE).child("priors"),
                get(CLASS_CONDITIONAL) ? spec.data().classes() : 0);
        PixelNetwork network = network(graph.scope(SCOPE), image.channels(), image.channels() * distribution.outputs());
        Operand<TFloat32> pictures = tf.reshape(
                levels.seen(tf, x), tf.constant(new long[] {-1, image.height(), image.width(), image.channels()}));
        long outputs = (long) size * distribution.outputs();
        Operand<TFloat32> given =
                tf.reshape(network.logits(pictures, classes.oneHot()), tf.constant(new long[] {-1, outputs}));
        this.logits = distribution.logits(tf, given);
        Operand<TFloat32> sum = tf.reduceSum(distribution.logProb(tf, given, x), tf.constant(1));
        this.logProb = tf.expandDims(sum, tf.constant(1));
        Operand<TFloat32> nll = tf.math.neg(tf.math.mean(sum, tf.constant(0)));
        training.minimise(SCOPE, classes.joint(tf, nll), Adam.usual(get(LEARNING_RATE)));
        training.report(TRAIN_NLL, nll);
        this.draws = new PixelDraws(graph, network, image, distribution, classes.oneHot());
    }

    /** What all variants share. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(Kind.IMAGE),
                        EnumSet.of(ValueRange.BINARY, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(OUTPUT, COMPONENTS, CLASS_CONDITIONAL, LEARNING_RATE)
                .reports(TRAIN_NLL)
                .drawnBy(PIXELS)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.TRAJECTORY);
    }

    /** @param outputs numbers for a pixel */
    abstract PixelNetwork network(Scope scope, int colours, int outputs);

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(
                batches,
                batch -> classes.feed(session().call().feed(x, batch.values(), batch.count(), size), batch.labels()));
    }

    /** Exactly where what is known comes first, as the upper half of a picture; what is known behind a pixel is not seen by it. */
    @Override
    public List<Knowledge> knows() {
        return classes.known(KNOWS);
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
        float[] oneHot = classes.rows(classes.of(session(), request));
        return draws.draw(session(), request, oneHot, noise, watcher);
    }

    /** One pass for each number of a picture. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return size;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return classes.methods();
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        return classes.logLikelihood(session(), batch, method, this::scores);
    }

    private double[] scores(Batch batch) {
        float[] scored = mapped(batch, logProb, 1);
        double[] values = new double[scored.length];
        Arrays.setAll(values, i -> scored[i]);
        return values;
    }

    /** What the levels of all numbers of pictures are drawn by, each from those before it: [B, size × logits of the levels]. */
    final float[] logits(Batch batch) {
        return mapped(batch, logits, size * levels().logits());
    }

    final Levels levels() {
        return distribution.levels();
    }

    private float[] mapped(Batch batch, Operand<TFloat32> output, int width) {
        RowByRow.Input pictures = new RowByRow.Input(x, batch.values());
        return map(batch.count(), output, width, classes.with(batch.labels(), pictures));
    }
}
