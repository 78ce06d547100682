package org.genera.plugins.markov;

import java.util.Arrays;
import org.genera.nn.LogSumExp;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat64;

/**
 * The chain (π, A) of hidden states, and the three recursions over it. The graph holds one moment for many sequences at
 * once, and Java calls it moment by moment: a graph that does not grow with the length of sequences. Emissions come as
 * logarithms.
 *
 * <p>Probabilities of states are kept normalised, logarithms of the norms apart, so that nothing underflows however long a
 * sequence is; within a moment, states that are e^700 times less probable than the best one count as impossible. That loses
 * nothing as long as each state can be reached from each; where it cannot, likelihoods are taken in logarithms alone.
 */
final class StateChain {
    /** A transition that is less probable than this does not bring back a state whose own probability underflowed. */
    private static final double UNREACHED = 1e-290;

    private final int states;
    private final Variable<TFloat64> initial;
    private final Variable<TFloat64> transition;
    private final Placeholder<TFloat64> filtered;
    private final Placeholder<TFloat64> logDensity;
    private final Placeholder<TFloat64> smoothed;
    private final Placeholder<TFloat64> best;
    private final Placeholder<TFloat64> initialCounts;
    private final Placeholder<TFloat64> transitionCounts;
    private final Weighed firstWeighed;
    private final Weighed nextWeighed;
    private final Operand<TFloat64> pairs;
    private final Operand<TFloat64> smoothedBefore;
    private final Operand<TFloat64> firstBest;
    private final Operand<TFloat64> nextBest;
    private final Operand<TFloat64> cameFrom;
    private final Op storeInitial;
    private final Op storeTransition;

    /**
     * @param initialStay from 0 to 1: how far A begins from a random matrix towards staying in each state
     * @param smoothing added to expected counts
     */
    StateChain(ModelGraph graph, int states, double initialStay, double smoothing) {
        this.states = states;
        Ops tf = graph.tf();
        initial = graph.variable(
                "initial", TFloat64.class, Shape.of(states), false, Distributions.random(graph, "initial", states));
        transition = graph.variable(
                "transition", TFloat64.class, Shape.of(states, states), false, begin(graph, states, initialStay));
        filtered = rows(tf, "filtered");
        logDensity = rows(tf, "log_density");
        smoothed = rows(tf, "smoothed");
        best = rows(tf, "best");
        initialCounts = tf.withName("initial_counts").placeholder(TFloat64.class, Placeholder.shape(Shape.of(states)));
        transitionCounts = tf.withName("transition_counts")
                .placeholder(TFloat64.class, Placeholder.shape(Shape.of(states, states)));

        // Forward: p(s_t | x_1 … x_t) from p(s_t-1 | x_1 … x_t-1) (Rabiner 1989, eqs. 19, 20 and 91).
        Operand<TFloat64> predicted = tf.linalg.matMul(filtered, transition.value());
        firstWeighed = weigh(tf, initial.value(), logDensity);
        nextWeighed = weigh(tf, predicted, logDensity);

        // Backward in the form of Lindgren 1978 and Kim 1994, which needs no emissions and cannot overflow:
        // ξ(i,j) = α(i) A(i,j) γ'(j) / Σ_k α(k) A(k,j), γ(i) = Σ_j ξ(i,j).
        Operand<TFloat64> ratio = tf.math.divNoNan(smoothed, predicted);
        pairs = tf.math.mul(transition.value(), tf.linalg.matMul(filtered, ratio, MatMul.transposeA(true)));
        smoothedBefore = tf.math.mul(filtered, tf.linalg.matMul(ratio, transition.value(), MatMul.transposeB(true)));

        // Viterbi (Rabiner 1989, eqs. 32 and 33); of equally probable ways the one through the smaller numbers.
        Operand<TFloat64> scores = tf.math.add(tf.expandDims(best, tf.constant(2)), tf.math.log(transition.value()));
        firstBest = tf.math.add(logDensity, tf.math.log(initial.value()));
        nextBest = tf.math.add(tf.reduceMax(scores, tf.constant(1)), logDensity);
        cameFrom = tf.dtypes.cast(tf.math.argMax(scores, tf.constant(1)), TFloat64.class);

        storeInitial = tf.assignVariableOp(initial.handle(), Distributions.normalised(tf, initialCounts, smoothing, 0));
        storeTransition =
                tf.assignVariableOp(transition.handle(), Distributions.normalised(tf, transitionCounts, smoothing, 1));
    }

    private static Operand<TFloat64> begin(ModelGraph graph, int states, double initialStay) {
        Ops tf = graph.tf();
        double[] stay = new double[states * states];
        for (int state = 0; state < states; state++) {
            stay[state * states + state] = initialStay;
        }
        return tf.math.add(
                tf.math.mul(Distributions.random(graph, "transition", states, states), tf.constant(1 - initialStay)),
                tf.reshape(tf.constant(stay), tf.constant(new int[] {states, states})));
    }

    private Placeholder<TFloat64> rows(Ops tf, String name) {
        return tf.withName(name).placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, states)));
    }

    /** @param logNorm [B]: log p(x_t | x_1 … x_t-1) */
    private record Weighed(Operand<TFloat64> normalised, Operand<TFloat64> logNorm) {}

    private static Weighed weigh(Ops tf, Operand<TFloat64> predicted, Operand<TFloat64> logDensity) {
        Operand<TFloat64> joint = tf.math.add(tf.math.log(predicted), logDensity);
        // A finite bound keeps an impossible element, all minus infinity, from ∞ − ∞.
        Operand<TFloat64> most =
                tf.math.maximum(tf.reduceMax(joint, tf.constant(1), ReduceMax.keepDims(true)), tf.constant(-1e300));
        Operand<TFloat64> weights = tf.math.exp(tf.math.sub(joint, most));
        Operand<TFloat64> norm = tf.reduceSum(weights, tf.constant(1), ReduceSum.keepDims(true));
        return new Weighed(
                tf.math.divNoNan(weights, norm), tf.reduceSum(tf.math.add(most, tf.math.log(norm)), tf.constant(1)));
    }

    /**
     * Runs forward over a block.
     *
     * @param logDensities log p(x | state) of the elements [M,S]
     */
    Filtered filter(ModelSession session, SequenceBlock block, double[] logDensities) {
        double[] all = new double[block.elements() * states];
        double[] logLikelihood = new double[block.examples().length];
        double[] before = {};
        for (int t = 0; t < block.longest(); t++) {
            int rows = block.active(t);
            Weighed weighed = t == 0 ? firstWeighed : nextWeighed;
            var call = session.call()
                    .feed(logDensity, SequenceBlock.rows(logDensities, block.offsets()[t], rows, states), rows, states);
            if (t > 0) {
                call.feed(filtered, SequenceBlock.rows(before, 0, rows, states), rows, states);
            }
            try (var fetched = call.fetch(weighed.normalised(), weighed.logNorm())) {
                before = fetched.doubles(0);
                System.arraycopy(before, 0, all, block.offsets()[t] * states, before.length);
                Sums.add(logLikelihood, fetched.doubles(1));
            }
        }
        return new Filtered(all, logLikelihood);
    }

    /** log p of each sequence of a block, in nats: minus infinity where, and only where, it is impossible. */
    double[] logLikelihood(ModelSession session, SequenceBlock block, double[] logDensities) {
        double[] transition = transition(session);
        if (Arrays.stream(transition).min().orElseThrow() > UNREACHED) {
            return filter(session, block, logDensities).logLikelihood();
        }
        double[] first = logarithms(initial(session));
        double[] later = logarithms(transition);
        double[] logLikelihood = new double[block.examples().length];
        for (int row = 0; row < logLikelihood.length; row++) {
            double[] forward = {0};
            for (int t = 0; t < block.longest() && row < block.active(t); t++) {
                forward = ahead(forward, t == 0 ? first : later, logDensities, block.offsets()[t] + row);
            }
            logLikelihood[row] = LogSumExp.of(forward, 0, forward.length);
        }
        return logLikelihood;
    }

    /** One element further in the forward recursion (Rabiner 1989, eq. 20), all of it in logarithms. */
    private double[] ahead(double[] forward, double[] logTransition, double[] logDensities, int element) {
        double[] next = new double[states];
        double[] ways = new double[forward.length];
        for (int to = 0; to < states; to++) {
            for (int from = 0; from < ways.length; from++) {
                ways[from] = forward[from] + logTransition[from * states + to];
            }
            next[to] = LogSumExp.of(ways, 0, ways.length) + logDensities[element * states + to];
        }
        return next;
    }

    private static double[] logarithms(double[] probabilities) {
        return Arrays.stream(probabilities).map(Math::log).toArray();
    }

    /**
     * What running forward gives.
     *
     * @param probabilities p(s_t | x_1 … x_t) of each element [M,S]
     * @param logLikelihood of each sequence, in nats
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Filtered(double[] probabilities, double[] logLikelihood) {}

    /** Runs backward over what running forward gave. */
    Smoothed smooth(ModelSession session, SequenceBlock block, Filtered forward) {
        // The last element of a sequence has seen everything already.
        double[] all = forward.probabilities().clone();
        double[] transitions = new double[states * states];
        for (int t = block.longest() - 2; t >= 0; t--) {
            int rows = block.active(t + 1);
            int offset = block.offsets()[t];
            try (var fetched = session.call()
                    .feed(filtered, SequenceBlock.rows(forward.probabilities(), offset, rows, states), rows, states)
                    .feed(smoothed, SequenceBlock.rows(all, block.offsets()[t + 1], rows, states), rows, states)
                    .fetch(smoothedBefore, pairs)) {
                double[] before = fetched.doubles(0);
                System.arraycopy(before, 0, all, offset * states, before.length);
                Sums.add(transitions, fetched.doubles(1));
            }
        }
        double[] starts = new double[states];
        for (int i = 0; i < block.active(0) * states; i++) {
            starts[i % states] += all[i];
        }
        return new Smoothed(all, starts, transitions);
    }

    /**
     * What running backward gives.
     *
     * @param posterior γ: p(s_t | x_1 … x_T) of each element [M,S]
     * @param starts expected number of sequences that begin in each state [S]
     * @param transitions expected number of transitions [S,S]
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Smoothed(double[] posterior, double[] starts, double[] transitions) {}

    /** The most probable states of each element together [M]. */
    Paths mostProbable(ModelSession session, SequenceBlock block, double[] logDensities) {
        int sequences = block.examples().length;
        double[] origins = new double[block.elements() * states];
        double[] scores = new double[sequences * states];
        for (int t = 0; t < block.longest(); t++) {
            int rows = block.active(t);
            var call = session.call()
                    .feed(logDensity, SequenceBlock.rows(logDensities, block.offsets()[t], rows, states), rows, states);
            if (t == 0) {
                System.arraycopy(call.doubles(firstBest), 0, scores, 0, rows * states);
                continue;
            }
            call.feed(best, SequenceBlock.rows(scores, 0, rows, states), rows, states);
            try (var fetched = call.fetch(nextBest, cameFrom)) {
                // Rows of sequences that have ended keep their last scores.
                System.arraycopy(fetched.doubles(0), 0, scores, 0, rows * states);
                System.arraycopy(fetched.doubles(1), 0, origins, block.offsets()[t] * states, rows * states);
            }
        }
        return new Paths(traced(block, origins, scores), highest(scores));
    }

    /**
     * The most probable ways.
     *
     * @param path a state for each element [M]
     * @param logProbability of each way and its sequence together, in nats
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Paths(int[] path, double[] logProbability) {}

    private int[] traced(SequenceBlock block, double[] origins, double[] scores) {
        int[] path = new int[block.elements()];
        for (int t = block.longest() - 1; t >= 0; t--) {
            int going = t + 1 < block.longest() ? block.active(t + 1) : 0;
            for (int row = 0; row < block.active(t); row++) {
                int later = row < going ? block.offsets()[t + 1] + row : -1;
                path[block.offsets()[t] + row] =
                        later < 0 ? lastState(scores, row) : (int) origins[later * states + path[later]];
            }
        }
        return path;
    }

    private int lastState(double[] scores, int row) {
        int last = 0;
        for (int state = 1; state < states; state++) {
            last = scores[row * states + state] > scores[row * states + last] ? state : last;
        }
        return last;
    }

    private double[] highest(double[] scores) {
        double[] highest = new double[scores.length / states];
        for (int row = 0; row < highest.length; row++) {
            highest[row] = scores[row * states + lastState(scores, row)];
        }
        return highest;
    }

    /** Makes the probabilities those of the expected counts (Rabiner 1989, eqs. 40a and 40b). */
    void maximise(ModelSession session, double[] starts, double[] transitions) {
        session.call()
                .feed(initialCounts, starts, states)
                .feed(transitionCounts, transitions, states, states)
                .target(storeInitial)
                .target(storeTransition)
                .run();
    }

    /** π [S]. */
    double[] initial(ModelSession session) {
        return session.call().doubles(initial.value());
    }

    /** A [S,S], a row for the state before. */
    double[] transition(ModelSession session) {
        return session.call().doubles(transition.value());
    }

    /** Free parameters. */
    long parameterCount() {
        return states - 1L + states * (states - 1L);
    }
}
