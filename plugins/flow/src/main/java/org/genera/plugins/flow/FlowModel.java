package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.nn.Call;
import org.genera.nn.Gradients;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Training;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A flow trained by maximum likelihood. Codes and latent vectors are standard normal whatever the base distribution: a
 * logistic base is entered at equal quantiles.
 */
class FlowModel extends GraphModel
        implements Sampling,
                Likelihood,
                ScoreField,
                Encoder,
                LatentSpaces,
                Reconstruction,
                Trajectory,
                Profiles,
                SamplingCost {
    private static final String SCOPE = "flow";

    /** What is measured and drawn from. */
    final Density measured;
    /** Standard normal numbers [B, D], from which draws start. */
    final Placeholder<TFloat32> normal;
    /** The class of each example or draw as [B, K] of zeros and a one; null where the base tells none apart. */
    final @Nullable Placeholder<TFloat32> classes;
    /** The point of the base [B, D] where draws enter the flow. */
    final Operand<TFloat32> start;

    private final Space z = Space.z(size);
    private final FirstBatch firstBatch;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> logProb;
    private final Operand<TFloat32> layerLogDeterminants;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> reconstruction;
    private final List<Operand<TFloat32>> film;
    private final Operand<TFloat32> gradient;

    /** A model of the layers, which tells classes apart where it is to and can. */
    static FlowModel of(ModelSpec spec, ModelContext context, Architecture architecture) {
        boolean wanted = spec.values().has(FlowVariant.CLASS_CONDITIONAL) && spec.get(FlowVariant.CLASS_CONDITIONAL);
        return wanted && spec.data().classes() > 0
                ? new ClassFlowModel(spec, context, architecture)
                : new FlowModel(spec, context, architecture, 0);
    }

    /** @param count of the classes that its base tells apart, 0 for none */
    FlowModel(ModelSpec spec, ModelContext context, Architecture architecture, int count) {
        super(spec, context);
        Scope weights = graph.scope(SCOPE);
        Base base = Base.valueOf(get(FlowVariant.BASE).toUpperCase(Locale.ROOT));
        Density trained = Density.of(spec, architecture, base, count, weights, x);
        this.firstBatch = new FirstBatch(graph, SCOPE, trained.flow(), x);
        Operand<TFloat32> nll = tf.math.neg(tf.math.mean(trained.logProb(), tf.constant(0)));
        this.classes = count == 0 ? null : graph.input("classes", -1, count);
        this.loss = classes == null ? nll : nllWithLabels(trained, classes);
        Training.Move move = training.minimise(SCOPE, loss, FlowVariant.optimizer(spec));
        training.report(FlowVariant.TRAIN_NLL, nll);
        training.report(FlowVariant.LOG_DETERMINANT, tf.math.mean(trained.logDeterminant(), tf.constant(0)));

        double averaging = get(FlowVariant.AVERAGING);
        this.measured = averaging == 0
                ? trained
                : Density.of(spec, architecture, base, count, weights.averaged(training.average(move, averaging)), x);
        this.logProb = tf.expandDims(measured.logProb(), tf.constant(1));
        this.gradient = Gradients.of(graph, tf.reduceSum(measured.logProb(), tf.constant(0)), x);
        this.layerLogDeterminants = tf.stack(
                measured.way().stream().map(Flow.Stop::logDeterminant).toList(), org.tensorflow.op.core.Stack.axis(1L));
        this.reconstruction = Flow.end(tf, measured.flow().inverse(tf, measured.z()));
        this.normal = graph.input("normal", -1, size);
        this.code = classes == null ? base.toNormal(tf, measured.z()) : measured.z();
        this.start = classes == null ? base.fromNormal(tf, normal) : startOfClass(normal, classes);
        this.film = measured.flow().film(tf, start);
    }

    /** −log p(x, label), the mean of a batch. */
    private Operand<TFloat32> nllWithLabels(Density trained, Operand<TFloat32> labels) {
        Operand<TFloat32> joint = trained.ofClasses().orElseThrow().logJoint();
        Operand<TFloat32> ofLabels = tf.reduceSum(tf.math.mul(joint, labels), tf.constant(1));
        return tf.math.neg(tf.math.mean(ofLabels, tf.constant(0)));
    }

    /** Or whatever is fed in its place. */
    private Operand<TFloat32> startOfClass(Operand<TFloat32> noise, Operand<TFloat32> ofClass) {
        ClassBase<TFloat32> base = measured.ofClasses().orElseThrow().base();
        return tf.placeholderWithDefault(base.fromNormal(tf, noise, ofClass), Shape.of(-1, size));
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(batches, batch -> {
            firstBatch.fit(session(), batch, size);
            return fed(batch);
        });
    }

    /** A call with all that a training step sees of a batch. */
    Call fed(Batch batch) {
        return session().call().feed(x, batch.values(), batch.count(), size);
    }

    /** −log p of a batch, for tests of its gradient. */
    final Operand<TFloat32> loss() {
        return loss;
    }

    @Override
    public Samples sample(SampleRequest request) {
        return drawn(film.size() - 1, request.count(), starts(request));
    }

    /** From the base through the layers to the sample; each layer takes the same time. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        RowByRow.Input[] starts = starts(request);
        List<String> names = measured.flow().names();
        List<Frame> trajectory = new ArrayList<>();
        for (int stop : Trajectory.kept(film.size(), frames)) {
            String label = stop == 0 ? "base" : "after " + names.get(names.size() - stop);
            double time = stop / (film.size() - 1.0);
            trajectory.add(new Frame(label, time, drawn(stop, request.count(), starts)));
        }
        return trajectory;
    }

    /** What is fed to a draw. */
    RowByRow.Input[] starts(SampleRequest request) {
        float[] noise = prior(z.id(), request.count(), request.seed());
        return new RowByRow.Input[] {new RowByRow.Input(normal, tempered(request, noise))};
    }

    /** Noise times the temperature. */
    static float[] tempered(SampleRequest request, float[] noise) {
        float temperature = request.settings().get(FlowVariant.TEMPERATURE).floatValue();
        float[] tempered = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            tempered[i] = noise[i] * temperature;
        }
        return tempered;
    }

    private Samples drawn(int stop, int count, RowByRow.Input... inputs) {
        return samples(map(count, film.get(stop), size, inputs));
    }

    /** What the last layer gives. */
    final Samples drawn(int count, RowByRow.Input... inputs) {
        return drawn(film.size() - 1, count, inputs);
    }

    /** The inverse runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public List<Space> spaces() {
        return List.of(z);
    }

    @Override
    public float[] prior(String ofSpace, int count, long seed) {
        return session().baseNoise(seed, "prior", count, space(ofSpace).dimension());
    }

    @Override
    public Samples decode(String ofSpace, float[] latents) {
        return drawn(space(ofSpace).count(latents), new RowByRow.Input(normal, latents));
    }

    @Override
    public int codeWidth() {
        return size;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(z.id());
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
    public Scores score(Batch batch, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return new Scores(
                map(batch, gradient, size), logLikelihood(batch, "exact", 0).values());
    }

    /** Where the flow stretches the data and where it presses them, from the data on. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        int layers = measured.way().size();
        double[] mean = RowByRow.columnMeans(map(batch, layerLogDeterminants, layers), layers);
        return List.of(
                new Profile("logDeterminants", "log-determinant of each layer", "layer from the data", "nats", mean));
    }
}
