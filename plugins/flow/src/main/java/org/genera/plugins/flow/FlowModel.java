package org.genera.plugins.flow;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.integers;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.nn.Adam;
import org.genera.nn.DataRange;
import org.genera.nn.Gradients;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Encoder;
import org.genera.spi.Hyperparameter;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A flow trained by maximum likelihood. Codes and latent vectors are standard normal whatever the base distribution: a
 * logistic base is entered at equal quantiles. Variants say which layers it has.
 */
abstract class FlowModel extends GraphModel
        implements Sampling,
                Likelihood,
                ScoreField,
                Encoder,
                LatentSpaces,
                Reconstruction,
                Trajectory,
                Profiles,
                SamplingCost {
    static final Hyperparameter<Long> COUPLINGS = integer("couplings")
            .from(2)
            .to(64)
            .orElse(8)
            .in("layers")
            .help(
                    "Coupling layers; each moves the coordinates that the one before kept. More bend the data further and cost"
                            + " in proportion.");
    static final Hyperparameter<List<Long>> HIDDEN = integers("hidden")
            .from(1)
            .to(8192)
            .lengths(0, 8)
            .in("units")
            .help(
                    "Widths of the hidden layers in each coupling. An empty list chooses: 128 and 128 for vectors, 512 and 512"
                            + " for images.");
    static final Hyperparameter<Boolean> MASKED = flag("masked")
            .help(
                    "For repeating earlier runs: networks of couplings take and give all coordinates, though half of them are"
                            + " always zero. Off, they have no weights that nothing reaches.");
    static final Hyperparameter<String> BASE = choice("base", "gaussian", "logistic")
            .help("Distribution that the data are carried to; the logistic one has heavier tails.");
    static final Hyperparameter<Boolean> LOGIT = flag("logit")
            .orElse(true)
            .help("Opens bounded values by a logit first, so that samples stay within their range; changes nothing on"
                    + " unbounded data.");
    static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1)
            .orElse(5e-4)
            .logarithmic()
            .help("Step size α of Adam (β₁ = 0.9, β₂ = 0.999). Lower it where the likelihood jumps.");
    static final Hyperparameter<Double> GRADIENT_NORM = real("gradientNorm")
            .from(1e-3)
            .to(1e9)
            .orElse(10)
            .logarithmic()
            .help(
                    "Longer gradients of all weights together are shortened to this norm. An example far out in the tails has"
                            + " a gradient that would undo what was learned.");
    static final Hyperparameter<Double> TEMPERATURE = real("temperature")
            .from(0)
            .to(2)
            .orElse(1)
            .help("Factor on the standard normal draw. Below 1 samples are more typical and less varied.");

    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric LOG_DETERMINANT =
            new Metric("logDeterminant", "Mean log-determinant", "nats", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "A draw from the base distribution, carried back through the flow.", TEMPERATURE)
            .fromBaseNoise();

    private static final String SCOPE = "flow";
    /** α of the logit (Dinh et al. 2017, sec. 4.1). */
    private static final double ALPHA = 0.05;

    private final Space space = Space.z(size);
    private final List<String> layerNames;
    private final Placeholder<TFloat32> normal;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> logProb;
    private final Operand<TFloat32> layerLogDeterminants;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> reconstruction;
    private final List<Operand<TFloat32>> way;
    private final Operand<TFloat32> gradient;

    FlowModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
        Flow<TFloat32> flow = flow(graph.scope(SCOPE));
        this.layerNames = flow.layers().stream().map(Bijection::name).toList();

        List<Bijection.Mapped<TFloat32>> forward = flow.forward(tf, x);
        this.logProb = tf.expandDims(flow.logProb(tf, forward), tf.constant(1));
        this.layerLogDeterminants = tf.stack(
                forward.stream().map(Bijection.Mapped::logDeterminant).toList(), org.tensorflow.op.core.Stack.axis(1L));
        this.loss = tf.math.neg(tf.math.mean(logProb, tf.constant(new int[] {0, 1})));
        training.minimise(SCOPE, loss, Adam.usual(get(LEARNING_RATE)).clippedTo(get(GRADIENT_NORM)));
        training.report(TRAIN_NLL, loss);
        training.report(LOG_DETERMINANT, tf.math.mean(Flow.logDeterminant(tf, forward), tf.constant(0)));

        Operand<TFloat32> z = Flow.last(forward).values();
        this.code = flow.base().toNormal(tf, z);
        this.reconstruction = Flow.last(flow.inverse(tf, z)).values();
        this.normal = graph.input("normal", -1, size);
        List<Operand<TFloat32>> stops = new ArrayList<>();
        stops.add(flow.base().fromNormal(tf, normal));
        flow.inverse(tf, stops.get(0)).forEach(each -> stops.add(each.values()));
        this.way = List.copyOf(stops);
        this.gradient = Gradients.of(graph, tf.reduceSum(logProb, tf.constant(new int[] {0, 1})), x);
    }

    /** What all variants share. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(Kind.VECTOR, Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(COUPLINGS, HIDDEN, BASE, LOGIT, LEARNING_RATE, GRADIENT_NORM, MASKED)
                .before(MASKED.at(true))
                .reports(TRAIN_NLL, LOG_DETERMINANT)
                .drawnBy(EXACT)
                .can(
                        Capability.EXACT_LIKELIHOOD,
                        Capability.SCORE,
                        Capability.ENCODE,
                        Capability.LATENT_SPACE,
                        Capability.RECONSTRUCT,
                        Capability.TRAJECTORY);
    }

    private Flow<TFloat32> flow(Scope scope) {
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        DataRange range = DataRange.ofContinuous(spec.data().range());
        if (get(LOGIT) && range.bounded()) {
            layers.add(new Logit<>(range.low(), range.high(), ALPHA));
        }
        layers.addAll(layers(scope));
        return new Flow<>(layers, Base.valueOf(get(BASE).toUpperCase(Locale.ROOT)));
    }

    /** What the variant carries the data through, from the data on; asked for while the graph is built. */
    abstract List<Bijection<TFloat32>> layers(Scope scope);

    /**
     * Couplings in turn, each moving what the one before kept.
     *
     * @param conditioner makes scale and shift of the kept coordinates [B, D]
     */
    final List<Bijection<TFloat32>> couplings(Scope scope, Conditioner conditioner) {
        List<Bijection<TFloat32>> couplings = new ArrayList<>();
        for (int i = 1; i <= count(COUPLINGS); i++) {
            Scope place = scope.child("coupling" + i);
            Halves halves = new Halves(Conditioner.alternating(shape, i % 2 == 0), get(MASKED));
            couplings.add(new AffineCoupling<>(
                    "coupling " + i, halves.kept(), kept -> conditioner.scaleAndShift(place, halves, kept)));
        }
        return couplings;
    }

    /** −log p of a batch, for tests of its gradient. */
    final Operand<TFloat32> loss() {
        return loss;
    }

    @Override
    public Samples sample(SampleRequest request) {
        return samples(way.get(way.size() - 1), latents(request));
    }

    private float[] latents(SampleRequest request) {
        float[] latents = prior(space.id(), request.count(), request.seed());
        float temperature = request.settings().get(TEMPERATURE).floatValue();
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= temperature;
        }
        return latents;
    }

    private Samples samples(Operand<TFloat32> output, float[] latents) {
        return samples(map(space.count(latents), output, size, new RowByRow.Input(normal, latents)));
    }

    /** From the base through the layers to the sample; each layer takes the same time. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        float[] latents = latents(request);
        List<Frame> trajectory = new ArrayList<>();
        for (int stop : Trajectory.kept(way.size(), frames)) {
            String label = stop == 0 ? "base" : "after " + layerNames.get(layerNames.size() - stop);
            double time = stop / (way.size() - 1.0);
            trajectory.add(new Frame(label, time, samples(way.get(stop), latents)));
        }
        return trajectory;
    }

    /** The inverse runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public List<Space> spaces() {
        return List.of(space);
    }

    @Override
    public float[] prior(String ofSpace, int count, long seed) {
        return session().baseNoise(seed, "prior", count, size);
    }

    @Override
    public Samples decode(String ofSpace, float[] latents) {
        return samples(way.get(way.size() - 1), latents);
    }

    @Override
    public int codeWidth() {
        return size;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(space.id());
    }

    @Override
    public float[] encode(Batch batch) {
        return map(batch, code, size);
    }

    /** There and back: what differs from the example is the error of the inverse in single precision. */
    @Override
    public Samples reconstruct(Batch batch) {
        return samples(map(batch, reconstruction, size));
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "change of variables"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        float[] values = map(batch, logProb, 1);
        double[] logLikelihood = new double[values.length];
        Arrays.setAll(logLikelihood, i -> values[i]);
        return new LogLikelihoods(logLikelihood);
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return new Scores(map(x, gradient, size), logLikelihood(x, "exact", 0).values());
    }

    /** Where the flow stretches the data and where it presses them, from the data on. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        int layers = layerNames.size();
        double[] mean = RowByRow.columnMeans(map(batch, layerLogDeterminants, layers), layers);
        return List.of(
                new Profile("logDeterminants", "log-determinant of each layer", "layer from the data", "nats", mean));
    }
}
