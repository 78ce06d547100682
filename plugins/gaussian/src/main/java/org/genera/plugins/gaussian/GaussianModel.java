package org.genera.plugins.gaussian;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * p(x) = Σ_k π_k N(x; μ_k, Σ_k), where k is an observed class (or the only one). Maximum likelihood in closed form: class
 * frequencies, means, and covariances with the divisor N, in two passes over the data.
 */
class GaussianModel implements SessionModel, Likelihood, SamplingCost {
    /** Numbers that one call may hold for all classes, which bounds the memory of a whole split. */
    private static final int CHUNK_NUMBERS = 4_000_000;

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final DataShape shape;
    private final Covariance covariance;
    private final int classes;

    private final Placeholder<TFloat32> x;
    private final Placeholder<TInt32> index;
    private final Placeholder<TFloat64> number;
    private final Placeholder<TFloat64> vector;
    private final Variable<TFloat64> logPriors;
    private final Operand<TFloat64> rowSum;
    private final Op storePriors;
    private final Op storeMean;
    private final Op resetScatter;
    private final Op addScatter;
    private final Op storeFactor;
    private final Operand<TFloat64> logJoint;
    private final Operand<TFloat64> draw;
    private final ModelSession session;

    GaussianModel(ModelSpec spec, ModelContext context, Covariance covariance, double floor, int classes) {
        this.shape = spec.data().shape();
        this.covariance = covariance;
        this.classes = classes;
        int size = shape.size();
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();

        x = graph.input("x", -1, size);
        index = tf.withName("index").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        number = tf.withName("number").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
        vector = tf.withName("vector").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1)));
        logPriors = Factor.zeros(graph, "logPriors", classes);
        Variable<TFloat64> means = Factor.zeros(graph, "means", classes, size);
        Factor factor = covariance == Covariance.DIAGONAL
                ? new DiagonalFactor(graph, classes, size, floor)
                : new TriangularFactor(graph, classes, size, covariance == Covariance.SHARED, floor);

        Operand<TFloat64> rows = tf.dtypes.cast(x, TFloat64.class);
        Operand<TFloat64> mean = tf.gather(means.value(), index, tf.constant(0));
        rowSum = tf.reduceSum(rows, tf.constant(0));
        storePriors = tf.assignVariableOp(logPriors.handle(), vector);
        storeMean = tf.resourceScatterUpdate(means.handle(), index, vector);
        resetScatter = factor.reset();
        addScatter = factor.add(tf.math.sub(rows, mean));
        storeFactor = factor.store(index, number);

        // log π_k + log N(x; μ_k, Σ_k) = log π_k − ½ ‖L⁻¹(x − μ_k)‖² − log det L − D/2 log 2π, as [B, K].
        Operand<TFloat64> centred =
                tf.math.sub(tf.expandDims(rows, tf.constant(0)), tf.expandDims(means.value(), tf.constant(1)));
        Operand<TFloat64> white = factor.whiten(shared(tf, centred));
        Operand<TFloat64> squares = tf.reshape(
                tf.reduceSum(tf.math.mul(white, white), tf.constant(2)), tf.constant(new int[] {classes, -1}));
        Operand<TFloat64> constant = tf.math.sub(
                tf.math.sub(logPriors.value(), factor.logDeterminant()), tf.constant(0.5 * size * LOG_TWO_PI));
        logJoint = tf.math.sub(
                tf.expandDims(constant, tf.constant(0)),
                tf.math.mul(tf.constant(0.5), tf.linalg.transpose(squares, tf.constant(new int[] {1, 0}))));
        draw = tf.math.add(mean, factor.colour(index, rows));
        session = graph.open();
    }

    /** With one factor for all classes, the rows of all classes are whitened as one: [1, K·B, D]. */
    private Operand<TFloat64> shared(Ops tf, Operand<TFloat64> centred) {
        return covariance == Covariance.SHARED
                ? tf.reshape(centred, tf.constant(new int[] {1, -1, shape.size()}))
                : centred;
    }

    @Override
    public StepReport trainStep(Batch batch) {
        float[][] byClass = rowsByClass(batch);
        double[] priors = new double[classes];
        for (int k = 0; k < classes; k++) {
            // One imaginary example in each class keeps an empty class from an infinite logarithm.
            int count = byClass[k].length / shape.size();
            priors[k] = Math.log((count + (classes > 1 ? 1.0 : 0.0)) / (batch.count() + (classes > 1 ? classes : 0)));
            storeMean(k, byClass[k], count);
        }
        session.call().feed(vector, priors, classes).target(storePriors).run();
        storeFactors(byClass, batch.count());
        double sum = 0;
        for (double logLikelihood : logLikelihood(batch, "exact", 0)) {
            sum += logLikelihood;
        }
        if (Double.isNaN(sum)) {
            throw singular(null);
        }
        return new StepReport(Map.of(GaussianFamily.TRAIN_NLL.name(), -sum / batch.count()), true);
    }

    private void storeMean(int k, float[] rows, int count) {
        double[] mean = new double[shape.size()];
        forEachChunk(rows, (chunk, length) -> {
            double[] sum = session.call().feed(x, chunk, length, shape.size()).doubles(rowSum);
            for (int j = 0; j < sum.length; j++) {
                mean[j] += sum[j] / count;
            }
        });
        session.call()
                .feed(vector, mean, mean.length)
                .feed(index, new int[] {k})
                .target(storeMean)
                .run();
    }

    private void storeFactors(float[][] byClass, int total) {
        session.call().target(resetScatter).run();
        for (int k = 0; k < classes; k++) {
            int[] scalar = {k};
            forEachChunk(
                    byClass[k],
                    (chunk, length) -> session.call()
                            .feed(x, chunk, length, shape.size())
                            .feed(index, scalar)
                            .target(addScatter)
                            .run());
            if (covariance != Covariance.SHARED) {
                storeFactor(k, Math.max(1, byClass[k].length / shape.size()));
                session.call().target(resetScatter).run();
            }
        }
        if (covariance == Covariance.SHARED) {
            storeFactor(0, total);
        }
    }

    private void storeFactor(int k, int count) {
        try {
            session.call()
                    .feed(index, new int[] {k})
                    .feed(number, new double[] {count})
                    .target(storeFactor)
                    .run();
        } catch (TensorFlowException e) {
            throw singular(e);
        }
    }

    private static IllegalArgumentException singular(@Nullable TensorFlowException cause) {
        return new IllegalArgumentException(
                "expected a positive definite covariance, got one that has no Cholesky factor; raise varianceFloor, or"
                        + " dequantise the data where pixels are constant",
                cause);
    }

    private float[][] rowsByClass(Batch batch) {
        int size = shape.size();
        if (classes == 1) {
            return new float[][] {batch.values()};
        }
        int[] counts = new int[classes];
        for (int label : batch.labels()) {
            counts[label]++;
        }
        float[][] rows = new float[classes][];
        for (int k = 0; k < classes; k++) {
            rows[k] = new float[counts[k] * size];
        }
        int[] next = new int[classes];
        for (int i = 0; i < batch.count(); i++) {
            int k = batch.labels()[i];
            System.arraycopy(batch.values(), i * size, rows[k], next[k]++ * size, size);
        }
        return rows;
    }

    private interface ChunkAction {
        void accept(float[] rows, int count);
    }

    private void forEachChunk(float[] rows, ChunkAction action) {
        int size = shape.size();
        int count = rows.length / size;
        int chunk = Math.max(1, CHUNK_NUMBERS / (classes * size));
        for (int from = 0; from < count; from += chunk) {
            int to = Math.min(count, from + chunk);
            action.accept(Arrays.copyOfRange(rows, from * size, to * size), to - from);
        }
    }

    /** There is no network. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 0;
    }

    @Override
    public Samples sample(SampleRequest request) {
        int size = shape.size();
        int count = request.count();
        float[] noise = session.normal(request.seed(), "x", count, size);
        float[] values = new float[count * size];
        int[] chosen = new int[count];
        double[] priors = session.call().doubles(logPriors.value());
        for (int i = 0; i < count; i++) {
            chosen[i] = request.label().orElse(drawClass(priors, request.seed(), i));
            if (chosen[i] < 0 || chosen[i] >= classes) {
                throw new IllegalArgumentException(
                        "expected a class from 0 to " + (classes - 1) + ", got " + chosen[i]);
            }
        }
        for (int k = 0; k < classes; k++) {
            int[] members = membersOf(chosen, k);
            float[] rows = new float[members.length * size];
            for (int i = 0; i < members.length; i++) {
                System.arraycopy(noise, members[i] * size, rows, i * size, size);
            }
            double[] drawn = affine(k, rows);
            for (int i = 0; i < members.length; i++) {
                for (int j = 0; j < size; j++) {
                    values[members[i] * size + j] = (float) drawn[i * size + j];
                }
            }
        }
        return new Samples(shape, count, values);
    }

    /** μ_k + L_k z for each row z. */
    final double[] affine(int k, float[] rows) {
        double[] moved = new double[rows.length];
        int[] scalar = {k};
        int[] next = {0};
        forEachChunk(rows, (chunk, length) -> {
            double[] part = session.call()
                    .feed(x, chunk, length, shape.size())
                    .feed(index, scalar)
                    .doubles(draw);
            System.arraycopy(part, 0, moved, next[0], part.length);
            next[0] += part.length;
        });
        return moved;
    }

    /** The class of sample i: a uniform number of (seed, i) looked up in the cumulative frequencies. */
    private static int drawClass(double[] logPriors, long seed, int i) {
        double uniform = (Seeds.derive(seed, "class/" + i) >>> 11) * 0x1p-53;
        int k = 0;
        while (k < logPriors.length - 1 && (uniform -= Math.exp(logPriors[k])) >= 0) {
            k++;
        }
        return k;
    }

    private static int[] membersOf(int[] chosen, int k) {
        return java.util.stream.IntStream.range(0, chosen.length)
                .filter(i -> chosen[i] == k)
                .toArray();
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, "closed form"));
    }

    @Override
    public double[] logLikelihood(Batch batch, String method, long seed) {
        double[] joint = logJoint(batch);
        double[] logLikelihood = new double[batch.count()];
        for (int i = 0; i < batch.count(); i++) {
            logLikelihood[i] = logSumExp(joint, i * classes, classes);
        }
        return logLikelihood;
    }

    /** log π_k + log N(x; μ_k, Σ_k): [B, K]. */
    final double[] logJoint(Batch batch) {
        double[] joint = new double[batch.count() * classes];
        int[] next = {0};
        forEachChunk(batch.values(), (chunk, length) -> {
            double[] part = session.call().feed(x, chunk, length, shape.size()).doubles(logJoint);
            System.arraycopy(part, 0, joint, next[0], part.length);
            next[0] += part.length;
        });
        return joint;
    }

    static double logSumExp(double[] values, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(values[i] - max);
        }
        return max + Math.log(sum);
    }

    final int classes() {
        return classes;
    }

    @Override
    public long parameterCount() {
        return classes - 1L + (long) classes * shape.size() + covariance.parameters(classes, shape.size());
    }

    @Override
    public ModelSession session() {
        return session;
    }
}
