package org.genera.plugins.bernoulli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.genera.nn.LogSumExp;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.nn.gaussian.RowChunks;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * p(x) = Σ_k π_k Π_j θ_kj^x_j (1 − θ_kj)^(1 − x_j), where k is an observed class (or the only one), by counting: θ = (n₁ + a) / (n +
 * 2a), with a imaginary examples of either value. Until it is fitted, every θ is ½ and all classes weigh the same.
 */
class BernoulliModel implements SessionModel, Sampling, Likelihood, SamplingCost {
    private final DataShape shape;
    private final int size;
    private final int classes;
    private final double smoothing;
    private final ModelSession session;

    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat64> shares;
    private final Placeholder<TFloat64> vector;
    private final Placeholder<TFloat64> known;
    private final Placeholder<TInt32> chosen;
    private final Operand<TFloat64> ones;
    private final Operand<TFloat64> logJoint;
    private final Operand<TFloat32> drawn;
    private final Variable<TFloat64> logPriors;
    private final Op storeProbabilities;
    private final Op storePriors;

    BernoulliModel(ModelSpec spec, ModelContext context, int classes) {
        this.shape = spec.data().shape();
        this.size = shape.size();
        this.classes = classes;
        this.smoothing = spec.get(BernoulliFamily.SMOOTHING);
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        this.x = graph.input("x", -1, size);
        this.shares = tf.withName("shares").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, classes)));
        this.vector = tf.withName("vector").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1)));
        this.known = tf.withName("known").placeholder(TFloat64.class, Placeholder.shape(Shape.of(size)));
        this.chosen = graph.labelInput("chosen");
        Variable<TFloat64> probabilities = filled(graph, "probabilities", 0.5, classes, size);
        this.logPriors = filled(graph, "logPriors", -Math.log(classes), classes);

        Operand<TFloat64> rows = tf.dtypes.cast(x, TFloat64.class);
        this.ones = tf.linalg.matMul(shares, rows, MatMul.transposeA(true));
        this.storeProbabilities = tf.assignVariableOp(
                probabilities.handle(), tf.reshape(vector, tf.constant(new long[] {classes, size})));
        this.storePriors = tf.assignVariableOp(logPriors.handle(), vector);

        // Σ_j x_j log θ_kj + (1 − x_j) log(1 − θ_kj) over what is known, as [B, K].
        Operand<TFloat64> one = tf.constant(1.0);
        Operand<TFloat64> notSet = tf.math.sub(one, probabilities.value());
        Operand<TFloat64> seen = tf.math.mul(rows, known);
        Operand<TFloat64> seenZeros = tf.math.mul(tf.math.sub(one, rows), known);
        Operand<TFloat64> sum = tf.math.add(
                times(tf, seen, logarithm(tf, probabilities.value())), times(tf, seenZeros, logarithm(tf, notSet)));
        // 0 · −∞ is no number, so what is impossible is counted apart.
        Operand<TFloat64> impossible = tf.math.add(
                times(tf, seen, isZero(tf, probabilities.value())), times(tf, seenZeros, isZero(tf, notSet)));
        Operand<TFloat64> logPossible = tf.math.log(isZero(tf, impossible));
        this.logJoint = tf.math.add(tf.math.add(sum, logPossible), tf.expandDims(logPriors.value(), tf.constant(0)));

        // Φ(noise) < θ has probability θ.
        Operand<TFloat64> uniform =
                tf.math.mul(tf.math.erfc(tf.math.mul(rows, tf.constant(-Math.sqrt(0.5)))), tf.constant(0.5));
        this.drawn = tf.dtypes.cast(
                tf.math.less(uniform, tf.gather(probabilities.value(), chosen, tf.constant(0))), TFloat32.class);
        this.session = graph.open();
    }

    private static Variable<TFloat64> filled(ModelGraph graph, String path, double value, long... shape) {
        Ops tf = graph.tf();
        return graph.variable(
                path, TFloat64.class, Shape.of(shape), true, tf.fill(tf.constant(shape), tf.constant(value)));
    }

    private static Operand<TFloat64> times(Ops tf, Operand<TFloat64> rows, Operand<TFloat64> byClass) {
        return tf.linalg.matMul(rows, byClass, MatMul.transposeB(true));
    }

    private static Operand<TFloat64> isZero(Ops tf, Operand<TFloat64> values) {
        return tf.dtypes.cast(tf.math.equal(values, tf.constant(0.0)), TFloat64.class);
    }

    /** Of 0 it is 0 here. */
    private static Operand<TFloat64> logarithm(Ops tf, Operand<TFloat64> values) {
        return tf.math.log(tf.math.add(values, isZero(tf, values)));
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        double[] counts = new double[classes];
        double[] set = new double[classes * size];
        RowChunks.forEach(batch.values(), size, 1, (chunk, from, count) -> {
            double[] members = new double[count * classes];
            for (int i = 0; i < count; i++) {
                int k = classes == 1 ? 0 : batch.labels()[from + i];
                members[i * classes + k] = 1;
                counts[k]++;
            }
            double[] part = session.call()
                    .feed(x, chunk, count, size)
                    .feed(shares, members, count, classes)
                    .doubles(ones);
            Arrays.setAll(set, i -> set[i] + part[i]);
        });
        double[] probabilities = new double[set.length];
        for (int i = 0; i < set.length; i++) {
            double seen = counts[i / size] + 2 * smoothing;
            probabilities[i] = seen > 0 ? (set[i] + smoothing) / seen : 0.5;
        }
        session.call()
                .feed(vector, probabilities, probabilities.length)
                .target(storeProbabilities)
                .run();
        session.call()
                .feed(vector, logPriors(counts, batch.count()), classes)
                .target(storePriors)
                .run();
        double sum = 0;
        for (double each : logLikelihood(batch, "exact", 0).values()) {
            sum += each;
        }
        return new StepReport(Map.of(BernoulliFamily.TRAIN_NLL.name(), -sum / batch.count()), true);
    }

    /** One imaginary example in each of several classes keeps an empty one from an infinite logarithm. */
    private static double[] logPriors(double[] counts, int total) {
        double imaginary = counts.length > 1 ? 1 : 0;
        return Arrays.stream(counts)
                .map(count -> Math.log((count + imaginary) / (total + imaginary * counts.length)))
                .toArray();
    }

    @Override
    public List<Knowledge> knows() {
        return List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));
    }

    /** There is no network. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 0;
    }

    /** Draw i depends on the seed, on i and on what is known of example i alone. */
    @Override
    public Samples sample(SampleRequest request) {
        int count = request.count();
        int[] byClass = request.labels().length > 0 ? request.labels() : chosen(request);
        float[] noise = session.baseNoise(request.seed(), "x", count, size);
        float[] values = new float[count * size];
        RowChunks.forEach(noise, size, 1, (chunk, from, rows) -> {
            float[] part = session.call()
                    .feed(x, chunk, rows, size)
                    .feed(chosen, Arrays.copyOfRange(byClass, from, from + rows), rows)
                    .floats(drawn);
            System.arraycopy(part, 0, values, from * size, part.length);
        });
        request.restore(values);
        return new Samples(shape, count, values);
    }

    /** A uniform number of (seed, i) looked up in the cumulative p(k | what is known of example i). */
    private int[] chosen(SampleRequest request) {
        int count = request.count();
        double[] known = new double[size];
        Arrays.setAll(known, i -> request.known().value(i) ? 1 : 0);
        float[] values = request.given().map(it -> it.examples().values()).orElseGet(() -> new float[count * size]);
        double[] posterior = posterior(values, known);
        int[] found = new int[count];
        for (int i = 0; i < count; i++) {
            double uniform = Seeds.uniform(request.seed(), "class/" + i);
            while (found[i] < classes - 1 && (uniform -= Math.exp(posterior[i * classes + found[i]])) >= 0) {
                found[i]++;
            }
        }
        return found;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.COUNTING, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] joint = logJoint(batch.values(), everything());
        double[] evidence = new double[batch.count()];
        Arrays.setAll(evidence, i -> LogSumExp.of(joint, i * classes, classes));
        return new LogLikelihoods(evidence);
    }

    /** log p(k | what is known of x): [B, K]; that of the classes alone where what is known is impossible. */
    final double[] posterior(float[] rows, double[] whatIsKnown) {
        double[] joint = logJoint(rows, whatIsKnown);
        double[] priors = session.call().doubles(logPriors.value());
        for (int from = 0; from < joint.length; from += classes) {
            double evidence = LogSumExp.of(joint, from, classes);
            for (int k = 0; k < classes; k++) {
                joint[from + k] = evidence == Double.NEGATIVE_INFINITY ? priors[k] : joint[from + k] - evidence;
            }
        }
        return joint;
    }

    final double[] everything() {
        double[] all = new double[size];
        Arrays.fill(all, 1);
        return all;
    }

    private double[] logJoint(float[] rows, double[] whatIsKnown) {
        double[] joint = new double[rows.length / size * classes];
        RowChunks.forEach(rows, size, classes, (chunk, from, count) -> {
            double[] part = session.call()
                    .feed(x, chunk, count, size)
                    .feed(known, whatIsKnown, size)
                    .doubles(logJoint);
            System.arraycopy(part, 0, joint, from * classes, part.length);
        });
        return joint;
    }

    /** Free numbers: probabilities, and the weights of classes. */
    @Override
    public long parameterCount() {
        return (long) classes * size + classes - 1;
    }

    @Override
    public ModelSession session() {
        return session;
    }
}
