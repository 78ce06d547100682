package org.genera.plugins.markov;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** A Gaussian with independent coordinates for each state (Rabiner 1989, IV.A, with one mixture component). */
final class GaussianEmission implements Emission {
    /** Numbers that one call may hold, which bounds the memory of [M,S,W]. */
    private static final int CHUNK_NUMBERS = 4_000_000;

    /** A state with less than this many expected elements keeps its parameters: so few say nothing of a variance. */
    private static final double LEAST_MASS = 1e-8;

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final int states;
    private final int width;
    private final VarianceFloor floor;
    private final ModelContext context;
    private final EmissionInitialisation beginning;
    private final long seed;
    private final Variable<TFloat64> means;
    private final Variable<TFloat64> variances;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat64> posterior;
    private final Placeholder<TFloat64> mass;
    private final Placeholder<TFloat64> first;
    private final Placeholder<TFloat64> second;
    private final Operand<TFloat64> logDensity;
    private final Operand<TFloat64> massOfChunk;
    private final Operand<TFloat64> firstOfChunk;
    private final Operand<TFloat64> secondOfChunk;
    private final Op storeMeans;
    private final Op storeVariances;
    private final Op setMeans;
    private final Op setVariances;
    private final Placeholder<TFloat64> least;
    private double @Nullable [] floors;

    GaussianEmission(
            ModelGraph graph,
            ModelContext context,
            int states,
            int width,
            VarianceFloor floor,
            EmissionInitialisation beginning) {
        this.context = context;
        this.states = states;
        this.width = width;
        this.floor = floor;
        // A floor that is no share of it needs no data.
        this.floors = floor.share() == 0 ? floor.of(new float[0], width, false) : null;
        this.beginning = beginning;
        this.seed = graph.seedFor("initial/means");
        Ops tf = graph.tf();
        long[] shape = {states, width};
        means = graph.variable(
                "means", TFloat64.class, Shape.of(shape), false, tf.fill(tf.constant(shape), tf.constant(0.0)));
        variances = graph.variable(
                "variances", TFloat64.class, Shape.of(shape), false, tf.fill(tf.constant(shape), tf.constant(1.0)));
        x = graph.input("elements", -1, width);
        posterior =
                tf.withName("element_posterior").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, states)));
        mass = tf.withName("mass").placeholder(TFloat64.class, Placeholder.shape(Shape.of(states, 1)));
        first = tf.withName("first_moment").placeholder(TFloat64.class, Placeholder.shape(Shape.of(shape)));
        second = tf.withName("second_moment").placeholder(TFloat64.class, Placeholder.shape(Shape.of(shape)));

        least = tf.withName("floor").placeholder(TFloat64.class, Placeholder.shape(Shape.of(width)));

        // Moments about the present means, so that the variance is not the difference of two large numbers: [M,S,W].
        Operand<TFloat64> apart = tf.math.sub(
                tf.expandDims(tf.dtypes.cast(x, TFloat64.class), tf.constant(1)),
                tf.expandDims(means.value(), tf.constant(0)));
        Operand<TFloat64> squares = tf.math.mul(apart, apart);
        logDensity = tf.math.mul(
                tf.constant(-0.5),
                tf.reduceSum(
                        tf.math.add(
                                tf.math.div(squares, variances.value()),
                                tf.math.add(tf.math.log(variances.value()), tf.constant(LOG_TWO_PI))),
                        tf.constant(2)));
        Operand<TFloat64> weights = tf.expandDims(posterior, tf.constant(2));
        massOfChunk = tf.reduceSum(posterior, tf.constant(0));
        firstOfChunk = tf.reduceSum(tf.math.mul(weights, apart), tf.constant(0));
        secondOfChunk = tf.reduceSum(tf.math.mul(weights, squares), tf.constant(0));

        Operand<TFloat64> step = tf.math.divNoNan(first, mass);
        Operand<TFloat64> variance =
                tf.math.maximum(tf.math.sub(tf.math.divNoNan(second, mass), tf.math.mul(step, step)), least);
        var enough = tf.math.greater(
                tf.math.add(mass, tf.zerosLike(first)), tf.fill(tf.constant(shape), tf.constant(LEAST_MASS)));
        storeMeans =
                tf.assignVariableOp(means.handle(), tf.select(enough, tf.math.add(means.value(), step), means.value()));
        storeVariances = tf.assignVariableOp(variances.handle(), tf.select(enough, variance, variances.value()));
        setMeans = tf.assignVariableOp(means.handle(), first);
        setVariances = tf.assignVariableOp(variances.handle(), second);
    }

    @Override
    public void measure(DataShape.Sequence shape, Batch batch) {
        if (floors == null) {
            floors = floor.of(SequenceBlock.whole(shape, batch).values(), width, false);
        }
    }

    private double[] floors() {
        if (floors == null) {
            throw new IllegalStateException("expected the training data to be known by now");
        }
        return floors;
    }

    @Override
    public Map<String, Double> metrics(ModelSession session) {
        // Runs of old have no such floors and did not tell; they repeat as they were.
        if (floor.share() == 0) {
            return Map.of();
        }
        double[] found = variances(session);
        double atFloor = 0;
        for (int i = 0; i < found.length; i++) {
            atFloor += found[i] <= floors()[i % width] ? 1 : 0;
        }
        return Map.of(HiddenMarkov.VARIANCES_AT_FLOOR.name(), atFloor);
    }

    @Override
    public void begin(ModelSession session, DataShape.Sequence shape, Batch batch) {
        GaussianInitialisation places = GaussianInitialisation.of(shape, batch, states, beginning, context, seed);
        double[] spread = places.variances();
        for (int i = 0; i < spread.length; i++) {
            spread[i] = Math.max(spread[i], floors()[i % width]);
        }
        set(session, places.means(), spread);
    }

    /** Puts given means and variances [S,W] in place of the present ones. */
    void set(ModelSession session, double[] newMeans, double[] newVariances) {
        session.call().feed(first, newMeans, states, width).target(setMeans).run();
        session.call()
                .feed(second, newVariances, states, width)
                .target(setVariances)
                .run();
    }

    @Override
    public double[] logDensity(ModelSession session, SequenceBlock block) {
        double[] all = new double[block.elements() * states];
        forEachChunk(block, (from, to) -> {
            double[] part = session.call()
                    .feed(x, elements(block, from, to), to - from, width)
                    .doubles(logDensity);
            System.arraycopy(part, 0, all, from * states, part.length);
        });
        return all;
    }

    @Override
    public double[][] statistics(ModelSession session, SequenceBlock block, double[] weights) {
        double[][] sums = {new double[states], new double[states * width], new double[states * width]};
        forEachChunk(block, (from, to) -> {
            try (var fetched = session.call()
                    .feed(x, elements(block, from, to), to - from, width)
                    .feed(posterior, SequenceBlock.rows(weights, from, to - from, states), to - from, states)
                    .fetch(massOfChunk, firstOfChunk, secondOfChunk)) {
                for (int i = 0; i < sums.length; i++) {
                    Sums.add(sums[i], fetched.doubles(i));
                }
            }
        });
        return sums;
    }

    private void forEachChunk(SequenceBlock block, BiConsumer<Integer, Integer> action) {
        int chunk = Math.max(1, CHUNK_NUMBERS / (states * width));
        for (int from = 0; from < block.elements(); from += chunk) {
            action.accept(from, Math.min(block.elements(), from + chunk));
        }
    }

    private float[] elements(SequenceBlock block, int from, int to) {
        return Arrays.copyOfRange(block.values(), from * width, to * width);
    }

    @Override
    public void maximise(ModelSession session, double[][] sums) {
        // The variances first: they are taken about the means as they were.
        session.call()
                .feed(mass, sums[0], states, 1)
                .feed(first, sums[1], states, width)
                .feed(second, sums[2], states, width)
                .feed(least, floors(), width)
                .target(storeVariances)
                .run();
        session.call()
                .feed(mass, sums[0], states, 1)
                .feed(first, sums[1], states, width)
                .target(storeMeans)
                .run();
    }

    @Override
    public long parameterCount() {
        return 2L * states * width;
    }

    @Override
    public double[] typical(ModelSession session) {
        return session.call().doubles(means.value());
    }

    /** The variances [S,W]. */
    double[] variances(ModelSession session) {
        return session.call().doubles(variances.value());
    }

    @Override
    public Scoring scoring(ModelSession session) {
        double[] mean = typical(session);
        double[] variance = variances(session);
        return (i, t, state, known) -> {
            double logDensity = 0;
            for (int j = 0; j < width; j++) {
                if (known.value(i, t, j)) {
                    double apart = known.valueAt(i, t, j) - mean[state * width + j];
                    double of = variance[state * width + j];
                    logDensity -= 0.5 * (apart * apart / of + Math.log(of) + LOG_TWO_PI);
                }
            }
            return logDensity;
        };
    }

    @Override
    public Drawing drawing(ModelSession session, long noiseSeed, int longest, int count) {
        double[] mean = typical(session);
        double[] variance = variances(session);
        float[] noise = session.normal(noiseSeed, "emission", count, longest * width);
        return (sample, t, state, random, values, at) -> {
            for (int i = 0; i < width; i++) {
                int of = state * width + i;
                values[at + i] =
                        (float) (mean[of] + Math.sqrt(variance[of]) * noise[(sample * longest + t) * width + i]);
            }
        };
    }
}
