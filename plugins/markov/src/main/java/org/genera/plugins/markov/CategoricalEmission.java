package org.genera.plugins.markov;

import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** B, a distribution over K symbols for each state (Rabiner 1989, eq. 40c). Begins anywhere, drawn from the seed. */
final class CategoricalEmission implements Emission {
    private final int states;
    private final int symbols;
    private final Variable<TFloat64> probabilities;
    private final Placeholder<TInt32> seen;
    private final Placeholder<TFloat64> posterior;
    private final Placeholder<TFloat64> counts;
    private final Operand<TFloat64> logDensity;
    private final Operand<TFloat64> expectedCounts;
    private final Op store;

    CategoricalEmission(ModelGraph graph, int states, int symbols, double smoothing) {
        this.states = states;
        this.symbols = symbols;
        Ops tf = graph.tf();
        probabilities = graph.variable(
                "emission",
                TFloat64.class,
                Shape.of(states, symbols),
                false,
                Distributions.random(graph, "emission", states, symbols));
        seen = tf.withName("symbols").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        posterior =
                tf.withName("symbol_posterior").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, states)));
        counts = tf.withName("symbol_counts").placeholder(TFloat64.class, Placeholder.shape(Shape.of(symbols, states)));
        int[] swap = {1, 0};
        logDensity = tf.gather(
                tf.linalg.transpose(tf.math.log(probabilities.value()), tf.constant(swap)), seen, tf.constant(0));
        expectedCounts = tf.math.unsortedSegmentSum(posterior, seen, tf.constant(symbols));
        store = tf.assignVariableOp(
                probabilities.handle(),
                Distributions.normalised(tf, tf.linalg.transpose(counts, tf.constant(swap)), smoothing, 1));
    }

    @Override
    public void begin(ModelSession session, DataShape.Sequence shape, Batch batch) {}

    @Override
    public double[] logDensity(ModelSession session, SequenceBlock block) {
        return session.call().feed(seen, block.symbols(), block.elements()).doubles(logDensity);
    }

    @Override
    public double[][] statistics(ModelSession session, SequenceBlock block, double[] weights) {
        return new double[][] {
            session.call()
                    .feed(seen, block.symbols(), block.elements())
                    .feed(posterior, weights, block.elements(), states)
                    .doubles(expectedCounts)
        };
    }

    @Override
    public void maximise(ModelSession session, double[][] sums) {
        session.call().feed(counts, sums[0], symbols, states).target(store).run();
    }

    @Override
    public long parameterCount() {
        return states * (symbols - 1L);
    }

    @Override
    public double[] typical(ModelSession session) {
        double[] table = probabilities(session);
        double[] typical = new double[states];
        for (int state = 0; state < states; state++) {
            int best = 0;
            for (int k = 1; k < symbols; k++) {
                best = table[state * symbols + k] > table[state * symbols + best] ? k : best;
            }
            typical[state] = best;
        }
        return typical;
    }

    @Override
    public Drawing drawing(ModelSession session, long seed, int longest, int count) {
        double[] table = probabilities(session);
        return (sample, t, state, random, values, at) ->
                values[at] = Distributions.draw(table, state * symbols, symbols, random.nextDouble());
    }

    @Override
    public Scoring scoring(ModelSession session) {
        double[] table = Distributions.possible(probabilities(session));
        return (i, t, state, known) ->
                known.value(i, t, 0) ? Math.log(table[state * symbols + (int) known.valueAt(i, t, 0)]) : 0;
    }

    /** B [S,K], a row for each state. */
    double[] probabilities(ModelSession session) {
        return session.call().doubles(probabilities.value());
    }
}
