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

/**
 * How long sampled sequences are: as often of each length as the training sequences. The likelihood does not know of it, for
 * a chain that never ends says nothing of lengths; it is that of the elements given how many there are.
 */
final class Lengths {
    private final int longest;
    private final Variable<TFloat64> shares;
    private final Placeholder<TFloat64> counts;
    private final Op store;

    /** Before training all sequences are as long as can be. */
    Lengths(ModelGraph graph, DataShape.Sequence shape) {
        this.longest = shape.longest();
        Ops tf = graph.tf();
        double[] first = new double[longest];
        first[longest - 1] = 1;
        this.shares = graph.variable("lengths", TFloat64.class, Shape.of(longest), false, tf.constant(first));
        this.counts = tf.withName("length_counts").placeholder(TFloat64.class, Placeholder.shape(Shape.of(longest)));
        Operand<TFloat64> normalised = tf.math.div(counts, tf.reduceSum(counts, tf.constant(0)));
        this.store = tf.assignVariableOp(shares.handle(), normalised);
    }

    /** Takes the lengths of a batch. */
    void learn(ModelSession session, Batch batch) {
        double[] seen = new double[longest];
        for (int length : batch.lengths()) {
            seen[length - 1]++;
        }
        session.call().feed(counts, seen, longest).target(store).run();
    }

    /** A way to draw lengths by the shares as they are now. */
    Drawing drawing(ModelSession session) {
        return new Drawing(session.call().doubles(shares.value()));
    }

    /**
     * Draws lengths.
     *
     * @param shares of each length, that of length 1 first
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Drawing(double[] shares) {

        /** The known length, or one of those that reach as far as the known elements; as far as these do if none does. */
        int draw(KnownElements known, int i, double uniform) {
            int least = known.reach(i);
            if (known.lengthKnown()) {
                return least;
            }
            double reaching = 0;
            for (int length = least; length <= shares.length; length++) {
                reaching += shares[length - 1];
            }
            return reaching == 0
                    ? least
                    : least
                            + Distributions.draw(
                                    shares,
                                    least - 1,
                                    shares.length - least + 1,
                                    least == 1 ? uniform : uniform * reaching);
        }
    }
}
