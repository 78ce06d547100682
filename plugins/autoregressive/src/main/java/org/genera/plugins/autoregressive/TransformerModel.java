package org.genera.plugins.autoregressive;

import static org.genera.plugins.autoregressive.AutoregressiveFamily.LEARNING_RATE;
import static org.genera.plugins.autoregressive.AutoregressiveFamily.TEMPERATURE;
import static org.genera.plugins.autoregressive.AutoregressiveFamily.TRAIN_NLL;
import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.GraphModel;
import org.genera.nn.LearningRate;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Transformer;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
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
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * p(x) = Π p(x_t | x_1 … x_{t−1}) over the symbols of a sequence, or of a picture read row by row, by a transformer. Of sequences the
 * factors are those of the elements given how many there are; lengths are drawn as often as the training had them.
 */
public final class TransformerModel extends GraphModel implements Sampling, Likelihood, Trajectory, SamplingCost {
    static final Hyperparameter<Long> WIDTH = integer("width")
            .from(4)
            .to(1024)
            .orElse(64)
            .help("Numbers at each place, which the heads share evenly. Time grows with their square.");
    static final Hyperparameter<Long> HEADS = integer("heads")
            .from(1)
            .to(64)
            .orElse(2)
            .help("Ways in which each place looks at those before it. Each holds a weight for every two places.");
    static final Hyperparameter<Long> LAYERS =
            integer("layers").from(1).to(48).orElse(3).help("Layers of attention and perceptron.");
    static final Hyperparameter<Long> PIXELS_PER_SYMBOL = integer("pixelsPerSymbol")
            .from(1)
            .to(12)
            .orElse(1)
            .help(
                    "Pictures alone: neighbouring pixels of a row that are one symbol, which then has as many values as they have"
                            + " together: 4 binary ones make 16. Attention costs the square of the number of symbols.");
    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "Learns p(example | class) and p(class), and draws examples of a class; off, or without labels, p(example).");
    static final Hyperparameter<Long> WARM_UP = integer("warmUp")
            .from(0)
            .to(1_000_000)
            .orElse(100)
            .in("steps")
            .help("Over the first steps the learning rate rises to its value.");
    static final Hyperparameter<Boolean> DECAY = flag("decay")
            .orElse(true)
            .help("Lets the learning rate fall to nothing along half a cosine; not under a budget in seconds.");

    static final Metric TRAIN_NLL_PER_ELEMENT =
            new Metric("trainNllPerElement", "Training NLL per element", "nats", Direction.LOWER);
    static final Sampler SYMBOLS = new Sampler(
                    "symbols",
                    "Symbol by symbol",
                    "Draws one symbol after the other, each given those before it. How many a sequence has is drawn from the"
                            + " lengths of the training sequences.",
                    TEMPERATURE)
            .fromBaseNoise();

    private static final List<Knowledge> KNOWS = List.of(
            Knowledge.NOTHING,
            Knowledge.of(Part.PREFIX),
            Knowledge.near(Part.ANY),
            Knowledge.of(Part.LABEL),
            Knowledge.of(Part.LABEL, Part.PREFIX),
            Knowledge.near(Part.LABEL, Part.ANY));

    public static final Variant VARIANT = Variant.named("transformer", "Transformer")
            .summary(
                    "Each symbol attends to all before it: text, music, diaries, and pictures read row by row. Nothing is hidden"
                            + " from a symbol by its distance; the time of a training step grows with the square of the length.")
            .accepts(new Accepts(
                    EnumSet.of(Kind.IMAGE, Kind.SEQUENCE),
                    EnumSet.of(ValueRange.BINARY, ValueRange.UNIT, ValueRange.SYMMETRIC, ValueRange.SYMBOLS),
                    false))
            .with(WIDTH, HEADS, LAYERS, PIXELS_PER_SYMBOL, CLASS_CONDITIONAL, LEARNING_RATE, WARM_UP, DECAY)
            .preset(
                    "Digits",
                    "Binary 28×28 pictures in minutes on two cores: four pixels are one symbol.",
                    WIDTH.at(64),
                    HEADS.at(2),
                    LAYERS.at(3),
                    PIXELS_PER_SYMBOL.at(4))
            .preset("Text", "Lines of some hundred characters.", WIDTH.at(128), HEADS.at(4), LAYERS.at(4))
            .preset(
                    "Short sequences",
                    "A few symbols and some dozen elements, in a minute.",
                    WIDTH.at(32),
                    HEADS.at(2),
                    LAYERS.at(2))
            .reports(TRAIN_NLL, TRAIN_NLL_PER_ELEMENT)
            .drawnBy(SYMBOLS)
            .knows(KNOWS.toArray(Knowledge[]::new))
            .can(Capability.EXACT_LIKELIHOOD, Capability.TRAJECTORY)
            .builds(() -> TransformerModel::new);

    /** A weight for every two of them lies in memory, for each head, layer and example. */
    private static final int MOST_SYMBOLS = 1024;

    private static final String SCOPE = "symbols";

    private final Symbols symbols;
    private final Classes classes;
    private final Elements elements;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> logProb;
    private final SymbolDraws draws;
    private final int outputs;

    TransformerModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.symbols = Symbols.of(shape, spec.data().range(), count(PIXELS_PER_SYMBOL));
        if (symbols.length() > MOST_SYMBOLS) {
            throw new IllegalArgumentException("expected examples of at most " + MOST_SYMBOLS + " symbols, got "
                    + symbols.length()
                    + ", each of which looks at all before it; take shorter sequences, smaller pictures,"
                    + " or more pixels as one symbol");
        }
        Scope scope = graph.scope(SCOPE);
        this.classes = new Classes(
                graph,
                scope.child("priors"),
                get(CLASS_CONDITIONAL) ? spec.data().classes() : 0);
        this.elements = Elements.of(graph, shape, symbols.length());
        Softmax distribution = new Softmax(Levels.ofSymbols(symbols.count()));
        this.outputs = distribution.outputs();
        SymbolNetwork network = new SymbolNetwork(
                scope,
                new Transformer(count(WIDTH), count(HEADS), count(LAYERS)),
                symbols.count(),
                symbols.axes(),
                outputs);
        Operand<TInt32> sequences = symbols.of(tf, x);
        this.logits = network.logits(sequences, classes.oneHot());
        Operand<TFloat32> each = distribution.logProb(tf, logits, tf.dtypes.cast(sequences, TFloat32.class));
        Operand<TFloat32> sum = tf.reduceSum(elements.there(tf, each), tf.constant(1));
        this.logProb = tf.expandDims(sum, tf.constant(1));
        Operand<TFloat32> nll = tf.math.neg(tf.math.mean(sum, tf.constant(0)));
        Operand<TFloat32> length = elements.meanLength(tf);
        training.minimise(
                SCOPE,
                tf.math.div(classes.joint(tf, nll), length),
                new Adam(learningRate(), 0.9f, 0.999f, 1e-8f).clippedTo(1));
        training.report(TRAIN_NLL, nll);
        training.report(TRAIN_NLL_PER_ELEMENT, tf.math.div(nll, length));
        this.draws = new SymbolDraws(graph, network, symbols, classes);
    }

    private LearningRate learningRate() {
        LearningRate rate = LearningRate.constant(get(LEARNING_RATE));
        LearningRate warm = get(WARM_UP) > 0 ? rate.warmedUp(get(WARM_UP)) : rate;
        return get(DECAY) ? warm.cosineOverStage() : warm;
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(batches, batch -> {
            Call call = session().call().feed(x, batch.values(), batch.count(), size);
            return elements.learn(classes.feed(call, batch.labels()), batch);
        });
    }

    /** Exactly where what is known comes first; what is known behind a symbol is not seen by it. */
    @Override
    public List<Knowledge> knows() {
        return classes.known(VARIANT.knows(spec.data()));
    }

    @Override
    public Samples sample(SampleRequest request) {
        int[] lengths = elements.drawn(session(), request);
        float[] noise = session().baseNoise(request.seed(), "symbols", request.count(), symbols.length());
        float[] values = draws.draw(session(), request, lengths, classes.of(session(), request), noise);
        return new Samples(shape, request.count(), values, shape.sequences() > 0 ? lengths : new int[0]);
    }

    /** The beginnings of what was drawn: of pictures the upper rows, above those that are known or empty. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        return Growth.film(sample(request), request, symbols.levels().low(), frames);
    }

    /** A place of the network for each symbol of the longest sequence that is drawn. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return Arrays.stream(elements.drawn(session(), request)).max().orElseThrow();
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

    /** What the symbols of examples are drawn by, each from those before it: [B, N × outputs]. */
    float[] logits(Batch batch) {
        return mapped(batch, logits, symbols.length() * outputs);
    }

    Symbols symbols() {
        return symbols;
    }

    private float[] mapped(Batch batch, Operand<TFloat32> output, int width) {
        List<RowByRow.Input> inputs = new ArrayList<>(List.of(new RowByRow.Input(x, batch.values())));
        inputs.addAll(elements.inputs(batch));
        return map(batch.count(), output, width, classes.with(batch.labels(), inputs.toArray(RowByRow.Input[]::new)));
    }
}
