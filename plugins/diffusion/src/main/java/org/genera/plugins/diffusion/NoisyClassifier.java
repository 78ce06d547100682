package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.real;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Adam;
import org.genera.nn.DataRange;
import org.genera.nn.Gradients;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Training;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * p(class | x) for examples among noise of any level, which leads the draws of others (Dhariwal and Nichol 2021, sec. 4). It sees u = x/√(a²
 * + s²) and the angle whose tangent is s/a, both of which any process has, with angles drawn evenly.
 */
final class NoisyClassifier extends GraphModel implements Classification, Guide {
    private static final Hyperparameter<Double> LEARNING_RATE =
            real("learningRate").from(1e-6).to(1e-1).orElse(1e-3).logarithmic().help("Step size of Adam.");

    private static final Metric LOSS =
            new Metric("crossEntropy", "Cross-entropy among noise", "nats", Metric.Direction.LOWER);
    private static final Metric ACCURACY =
            new Metric("noisyAccuracy", "Accuracy among noise", "", Metric.Direction.HIGHER);

    static final Variant VARIANT = Variant.named("noisy-classifier", "Noisy classifier")
            .summary(
                    "Tells the classes of examples among noise of any level, and leads the draws of diffusions to a class.")
            .accepts(new Accepts(
                    EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                    EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                    true))
            .with(ResidualDense.WIDTH, ResidualDense.LAYERS, UNet.CHANNELS, LEARNING_RATE)
            .reports(LOSS, ACCURACY)
            .can(Capability.CLASSIFY, Capability.GUIDE)
            .builds(() -> NoisyClassifier::new);

    private static final String NETWORK = "classifier";

    private final int classes;
    private final DataRange range;
    private final Placeholder<TFloat32> labels;
    private final Placeholder<TFloat32> noisy;
    private final Placeholder<TFloat32> angle;
    private final Operand<TFloat32> logPosterior;
    private final Operand<TFloat32> gradient;

    NoisyClassifier(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.classes = spec.data().classes();
        this.range = DataRange.ofContinuous(spec.data().range());
        this.labels = graph.input("labels", -1, classes);
        ClassNetwork network = new ClassNetwork(
                shape, classes, count(ResidualDense.WIDTH), count(ResidualDense.LAYERS), count(UNet.CHANNELS));
        Scope scope = graph.scope(NETWORK);

        Operand<TFloat32> x0 = range.toModel(tf, x);
        Operand<TFloat32> drawn = tf.math.mul(
                graph.trainingUniform(
                        "angle",
                        tf.stack(List.of(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)), tf.constant(1)))),
                tf.constant((float) (Math.PI / 2)));
        Operand<TFloat32> u = tf.math.add(
                tf.math.mul(tf.math.cos(drawn), x0),
                tf.math.mul(tf.math.sin(drawn), graph.trainingNormal("noise", tf.shape(x))));
        Operand<TFloat32> logits = network.logits(scope, u, drawn);
        Operand<TFloat32> loss = tf.math.neg(tf.math.mean(ofLabels(tf.nn.logSoftmax(logits)), tf.constant(0)));
        Training.Move move = training.minimise(NETWORK, loss, Adam.usual(get(LEARNING_RATE)));
        training.report(LOSS, loss);
        Operand<TInt64> guessed = tf.math.argMax(logits, tf.constant(1));
        Operand<TInt64> right = tf.math.argMax(labels, tf.constant(1));
        training.report(
                ACCURACY, tf.math.mean(tf.dtypes.cast(tf.math.equal(guessed, right), TFloat32.class), tf.constant(0)));

        this.noisy = graph.input("noisy", -1, size);
        this.angle = graph.input("angle", -1, 1);
        this.logPosterior = tf.nn.logSoftmax(network.logits(scope, noisy, angle));
        this.gradient = Gradients.of(graph, tf.reduceSum(ofLabels(logPosterior), tf.constant(0)), noisy);
    }

    /** log p of each example's label [B]. */
    private Operand<TFloat32> ofLabels(Operand<TFloat32> logs) {
        return tf.reduceSum(tf.math.mul(labels, logs), tf.constant(1));
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(
                batches,
                batch -> session()
                        .call()
                        .feed(x, batch.values(), batch.count(), size)
                        .feed(labels, oneHot(batch.labels()), batch.count(), classes));
    }

    private float[] oneHot(int[] of) {
        float[] rows = new float[of.length * classes];
        for (int i = 0; i < of.length; i++) {
            rows[i * classes + of[i]] = 1;
        }
        return rows;
    }

    @Override
    public double[] logPosterior(Batch batch) {
        float[] logs = RowByRow.map(
                session(),
                batch.count(),
                logPosterior,
                classes,
                seen(batch, Collections.nCopies(batch.count(), NoiseLevel.CLEAN)));
        double[] doubles = new double[logs.length];
        Arrays.setAll(doubles, i -> logs[i]);
        return doubles;
    }

    @Override
    public boolean noiseAware() {
        return true;
    }

    @Override
    public float[] gradient(Batch examples, List<NoiseLevel> levels, Given target) {
        RowByRow.Input[] inputs = Arrays.copyOf(seen(examples, levels), 3);
        inputs[2] = new RowByRow.Input(labels, oneHot(target.examples().labels()));
        float[] ofU = RowByRow.map(session(), examples.count(), gradient, size, inputs);
        double factor = Math.exp(range.logDerivative());
        double[] perData = levels.stream()
                .mapToDouble(level -> factor / Math.hypot(level.alpha(), factor * level.sigma()))
                .toArray();
        return Numbers.combine(ofU, perData, ofU, new double[levels.size()]);
    }

    /** u and its angle. What is f x + c without noise is f x + α c at its level. */
    private RowByRow.Input[] seen(Batch examples, List<NoiseLevel> levels) {
        double factor = Math.exp(range.logDerivative());
        double offset = range.toModel(new float[1])[0];
        float[] u = new float[examples.values().length];
        float[] angles = new float[examples.count()];
        for (int i = 0; i < u.length; i++) {
            NoiseLevel level = levels.get(i / size);
            double noise = factor * level.sigma();
            angles[i / size] = (float) Math.atan2(noise, level.alpha());
            u[i] = (float)
                    ((factor * examples.values()[i] + level.alpha() * offset) / Math.hypot(level.alpha(), noise));
        }
        return new RowByRow.Input[] {new RowByRow.Input(noisy, u), new RowByRow.Input(angle, angles)};
    }
}
