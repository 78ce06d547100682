package org.genera.nn.gaussian;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.genera.nn.LogSumExp;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.Variable;
import org.genera.spi.SampleRequest;
import org.genera.spi.ScoreField.Scores;
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
 * p(x) = Σ_k π_k N(x; μ_k, Σ_k) with K components in D dimensions, in double precision. Until it is fitted, each component is
 * a standard normal of the same weight. Variables and operations live in the graph it was made in; each method is given
 * the session of that graph.
 */
public final class Gaussians {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final Covariance covariance;
    private final int components;
    private final int ofLabel;
    private final int size;

    private final Placeholder<TFloat32> x;
    private final Placeholder<TInt32> index;
    private final Placeholder<TFloat64> number;
    private final Placeholder<TFloat64> vector;
    private final Placeholder<TFloat64> floor;
    private final Variable<TFloat64> logWeights;
    private final Variable<TFloat64> means;
    private final Operand<TFloat64> weightedSum;
    private final Op storeWeights;
    private final Op storeMean;
    private final Op resetScatter;
    private final Op addScatter;
    private final Op storeFactor;
    private final Operand<TFloat64> logDeterminant;
    private final Operand<TFloat64> variances;
    private final Operand<TFloat64> squares;
    private final Operand<TFloat64> logJoint;
    private final Operand<TFloat64> draw;
    private final Operand<TFloat64> precise;
    private final Operand<TFloat64> precisions;
    private final Placeholder<TInt32> order;
    private final Operand<TFloat64> root;
    private double[] floors;

    /** Of which each is the only one of its label. */
    public Gaussians(ModelGraph graph, Covariance covariance, int components, int size) {
        this(graph, covariance, components, 1, size);
    }

    /** @param ofLabel how many components each label has; those of the first label come first */
    public Gaussians(ModelGraph graph, Covariance covariance, int labels, int ofLabel, int size) {
        this.covariance = covariance;
        this.components = labels * ofLabel;
        this.ofLabel = ofLabel;
        this.size = size;
        this.floors = new double[size];
        Ops tf = graph.tf();
        x = graph.input("x", -1, size);
        index = tf.withName("index").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        number = tf.withName("number").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
        vector = tf.withName("vector").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1)));
        logWeights = Factor.filled(graph, "logPriors", -Math.log(components), components);
        means = Factor.filled(graph, "means", 0, components, size);
        floor = tf.withName("floor").placeholder(TFloat64.class, Placeholder.shape(Shape.of(size)));
        Factor factor = covariance.factor(graph, components, size);

        Operand<TFloat64> rows = tf.dtypes.cast(x, TFloat64.class);
        Operand<TFloat64> mean = tf.gather(means.value(), index, tf.constant(0));
        weightedSum = tf.linalg.matMul(tf.expandDims(vector, tf.constant(0)), rows);
        storeWeights = tf.assignVariableOp(logWeights.handle(), vector);
        storeMean = tf.resourceScatterUpdate(means.handle(), index, vector);
        resetScatter = factor.reset();
        addScatter = factor.add(tf.math.sub(rows, mean), vector);
        storeFactor = factor.store(index, number, floor);
        logDeterminant = factor.logDeterminant();
        variances = factor.variances();

        // log π_k + log N(x; μ_k, Σ_k) = log π_k − ½ ‖L⁻¹(x − μ_k)‖² − log det L − D/2 log 2π, as [B, K].
        squares = tf.linalg.transpose(factor.squares(rows, means.value()), tf.constant(new int[] {1, 0}));
        Operand<TFloat64> constant =
                tf.math.sub(tf.math.sub(logWeights.value(), logDeterminant), tf.constant(0.5 * size * LOG_TWO_PI));
        logJoint = tf.math.sub(tf.expandDims(constant, tf.constant(0)), tf.math.mul(tf.constant(0.5), squares));
        draw = tf.math.add(mean, factor.colour(index, rows));
        precise = factor.precise(index, tf.math.sub(rows, mean));
        precisions = factor.precisions(index);
        order = tf.withName("order").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        root = factor.root(index, order);
    }

    /** K. */
    public int components() {
        return components;
    }

    /** How many components each label has. */
    public int ofLabel() {
        return ofLabel;
    }

    /** D. */
    public int size() {
        return size;
    }

    /** Free numbers: weights, means and covariances. */
    public long parameterCount() {
        return components - 1L + (long) components * size + covariance.parameters(components, size);
    }

    /** From now on these are added to the variances that are fitted: [D]. */
    public void floors(double[] added) {
        floors = added;
    }

    /** How many variances would be no more than half as large without what was added to them. */
    public int atFloor(ModelSession session) {
        double[] found = session.call().doubles(variances);
        double mean = Arrays.stream(floors).average().orElseThrow();
        int atFloor = 0;
        for (int i = 0; i < found.length; i++) {
            double added = covariance == Covariance.SPHERICAL ? mean : floors[i % size];
            atFloor += found[i] <= 2 * added ? 1 : 0;
        }
        return atFloor;
    }

    /**
     * Fits each component to its share: its weighted mean, and the weighted covariance about it with the divisor Σ amounts, in
     * two passes. A component without a share keeps its mean, and its covariance becomes the floor.
     *
     * @param weights log π_k: [K]
     * @param shares by component
     * @throws IllegalArgumentException if a covariance is not positive definite
     */
    public void fit(ModelSession session, double[] weights, IntFunction<WeightedRows> shares) {
        fit(session, weights, shares, ScatterPrior.none(size));
    }

    /**
     * The same where something is known of the covariances before.
     *
     * @param weights log π_k: [K]
     * @param shares by component
     * @throws IllegalArgumentException if a covariance is not positive definite
     */
    public void fit(ModelSession session, double[] weights, IntFunction<WeightedRows> shares, ScatterPrior prior) {
        boolean tied = covariance == Covariance.TIED;
        double all = 0;
        session.call().target(resetScatter).run();
        for (int k = 0; k < components; k++) {
            WeightedRows share = shares.apply(k);
            double total = share.total();
            all += total;
            if (total > 0) {
                move(session, k, mean(session, share, total));
            }
            addScatter(session, k, share);
            if (!tied) {
                storeFactor(session, k, total, prior);
                session.call().target(resetScatter).run();
            }
        }
        if (tied) {
            storeFactor(session, 0, all, prior);
        }
        session.call().feed(vector, weights, components).target(storeWeights).run();
        for (double value : logDeterminants(session)) {
            if (!Double.isFinite(value)) {
                throw singular(null);
            }
        }
    }

    /** Gives a component another mean: [D]. */
    public void move(ModelSession session, int component, double[] mean) {
        session.call()
                .feed(vector, mean, size)
                .feed(index, new int[] {component})
                .target(storeMean)
                .run();
    }

    private double[] mean(ModelSession session, WeightedRows share, double total) {
        double[] mean = new double[size];
        RowChunks.forEach(share.rows(), size, 1, (chunk, from, count) -> {
            double[] sum = session.call()
                    .feed(x, chunk, count, size)
                    .feed(vector, Arrays.copyOfRange(share.amounts(), from, from + count), count)
                    .doubles(weightedSum);
            for (int j = 0; j < size; j++) {
                mean[j] += sum[j] / total;
            }
        });
        return mean;
    }

    private void addScatter(ModelSession session, int component, WeightedRows share) {
        int[] scalar = {component};
        RowChunks.forEach(
                share.rows(),
                size,
                1,
                (chunk, from, count) -> session.call()
                        .feed(x, chunk, count, size)
                        .feed(vector, Arrays.copyOfRange(share.amounts(), from, from + count), count)
                        .feed(index, scalar)
                        .target(addScatter)
                        .run());
    }

    private void storeFactor(ModelSession session, int component, double total, ScatterPrior prior) {
        double amount = total + prior.amount();
        double divisor = amount > 0 ? amount : 1;
        double[] added = new double[size];
        Arrays.setAll(added, j -> floors[j] + prior.scatter()[j] / divisor);
        try {
            session.call()
                    .feed(index, new int[] {component})
                    .feed(number, new double[] {divisor})
                    .feed(floor, added, size)
                    .target(storeFactor)
                    .run();
        } catch (TensorFlowException e) {
            throw singular(e);
        }
    }

    private static IllegalArgumentException singular(@Nullable TensorFlowException cause) {
        return new IllegalArgumentException(
                "expected a positive definite covariance, got one that has no Cholesky factor; raise varianceFloor or relativeVarianceFloor, or"
                        + " dequantise the data where pixels are constant",
                cause);
    }

    /** log π_k: [K]. */
    public double[] logWeights(ModelSession session) {
        return session.call().doubles(logWeights.value());
    }

    /** μ_k: [K, D]. */
    public double[] means(ModelSession session) {
        return session.call().doubles(means.value());
    }

    /** ½ log det Σ_k: [K], or [1] where all share it. */
    public double[] logDeterminants(ModelSession session) {
        return session.call().doubles(logDeterminant);
    }

    /** log π_k + log N(x; μ_k, Σ_k) of rows [B, D]: [B, K]. */
    public double[] logJoint(ModelSession session, float[] rows) {
        return byComponent(session, rows, logJoint);
    }

    /** ‖L_k⁻¹(x − μ_k)‖² of rows [B, D]: [B, K]. */
    public double[] squares(ModelSession session, float[] rows) {
        return byComponent(session, rows, squares);
    }

    private double[] byComponent(ModelSession session, float[] rows, Operand<TFloat64> wanted) {
        double[] all = new double[rows.length / size * components];
        RowChunks.forEach(rows, size, components, (chunk, from, count) -> {
            double[] part = session.call().feed(x, chunk, count, size).doubles(wanted);
            System.arraycopy(part, 0, all, from * components, part.length);
        });
        return all;
    }

    /** The diagonal of Σ_k⁻¹: [D]. */
    public double[] precisions(ModelSession session, int component) {
        return session.call().feed(index, new int[] {component}).doubles(precisions);
    }

    /** Σ_k⁻¹(x − μ_k) of rows [B, D]: [B, D]. */
    public double[] precise(ModelSession session, int component, float[] rows) {
        return byRow(session, component, rows, precise);
    }

    private double[] byRow(ModelSession session, int component, float[] rows, Operand<TFloat64> wanted) {
        double[] all = new double[rows.length];
        int[] scalar = {component};
        RowChunks.forEach(rows, size, 1, (chunk, from, count) -> {
            double[] part = session.call()
                    .feed(x, chunk, count, size)
                    .feed(index, scalar)
                    .doubles(wanted);
            System.arraycopy(part, 0, all, from * size, part.length);
        });
        return all;
    }

    /** log p(x) of rows [B, D]: [B]. */
    public double[] logLikelihood(ModelSession session, float[] rows) {
        return evidence(logJoint(session, rows));
    }

    /** log p(k|x) of rows [B, D]: [B, K]. */
    public double[] logPosterior(ModelSession session, float[] rows) {
        double[] joint = logJoint(session, rows);
        double[] evidence = evidence(joint);
        for (int i = 0; i < joint.length; i++) {
            joint[i] -= evidence[i / components];
        }
        return joint;
    }

    /** ∇ log p(x) = −Σ_k p(k|x) Σ_k⁻¹ (x − μ_k), and log p(x), of rows [B, D]. */
    public Scores score(ModelSession session, float[] rows) {
        double[] joint = logJoint(session, rows);
        double[] evidence = evidence(joint);
        double[] gradient = new double[rows.length];
        for (int k = 0; k < components; k++) {
            double[] part = precise(session, k, rows);
            for (int i = 0; i < part.length; i++) {
                int row = i / size;
                gradient[i] -= Math.exp(joint[row * components + k] - evidence[row]) * part[i];
            }
        }
        float[] single = new float[gradient.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) gradient[i];
        }
        return new Scores(single, evidence);
    }

    /** log Σ_k exp of each row of {@link #logJoint}: [B]. */
    public double[] evidence(double[] joint) {
        double[] evidence = new double[joint.length / components];
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = LogSumExp.of(joint, i * components, components);
        }
        return evidence;
    }

    /**
     * Independent draws; draw i depends on the seed, on i and on what is known of example i alone. Of a known label one of its
     * components is drawn, known coordinates are completed.
     *
     * @return [count, D]
     */
    public float[] sample(ModelSession session, SampleRequest request) {
        return request.known().values().length > 0
                ? sample(session, request, Tails.normal(logWeights(session)))
                : generate(session, request.count(), request.seed(), request.labels());
    }

    /** The same of components with the same ellipsoids and other tails. */
    public float[] sample(ModelSession session, SampleRequest request, Tails tails) {
        return new Completion(this, session, request.known(), tails).draw(request);
    }

    private float[] generate(ModelSession session, int count, long seed, int[] wanted) {
        float[] noise = session.baseNoise(seed, "x", count, size);
        double[] weights = logWeights(session);
        int[] chosen = chosen(seed, count, wanted, i -> weights);
        float[] values = new float[count * size];
        for (int k = 0; k < components; k++) {
            int component = k;
            int[] members = IntStream.range(0, count)
                    .filter(i -> chosen[i] == component)
                    .toArray();
            float[] rows = new float[members.length * size];
            for (int i = 0; i < members.length; i++) {
                System.arraycopy(noise, members[i] * size, rows, i * size, size);
            }
            double[] drawn = affine(session, k, rows);
            for (int i = 0; i < members.length; i++) {
                for (int j = 0; j < size; j++) {
                    values[members[i] * size + j] = (float) drawn[i * size + j];
                }
            }
        }
        return values;
    }

    /**
     * The component of each draw: a uniform number of (seed, i) looked up in cumulative shares, of all components or of those of a
     * known label.
     *
     * @param wanted labels, or none
     * @param shares logarithms of what is in proportion to them, of each draw: [K]
     */
    int[] chosen(long seed, int count, int[] wanted, IntFunction<double[]> shares) {
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int first = wanted.length > 0 ? ofLabel * known(wanted[i]) : 0;
            int last = (wanted.length > 0 ? first + ofLabel : components) - 1;
            chosen[i] = first;
            if (first < last) {
                double[] logShares = shares.apply(i);
                double all = LogSumExp.of(logShares, first, last - first + 1);
                double uniform = Seeds.uniform(seed, "class/" + i);
                while (chosen[i] < last && (uniform -= Math.exp(logShares[chosen[i]] - all)) >= 0) {
                    chosen[i]++;
                }
            }
        }
        return chosen;
    }

    private int known(int label) {
        int labels = components / ofLabel;
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException("expected a class from 0 to " + (labels - 1) + ", got " + label);
        }
        return label;
    }

    /** The root of the covariance matrix of some coordinates of a component, in the order in which they are given. */
    Root root(ModelSession session, int component, int[] coordinates) {
        if (coordinates.length == 0) {
            return new Root(new double[0], 0);
        }
        try {
            return new Root(
                    session.call()
                            .feed(index, new int[] {component})
                            .feed(order, coordinates, coordinates.length)
                            .doubles(root),
                    coordinates.length);
        } catch (TensorFlowException e) {
            throw singular(e);
        }
    }

    /** μ_k + L_k z of rows z [B, D]: [B, D]. */
    public double[] affine(ModelSession session, int component, float[] rows) {
        return byRow(session, component, rows, draw);
    }
}
