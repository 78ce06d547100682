package org.genera.nn;

import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.SampleRequest;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * How long sampled sequences are: as often of each length as the training sequences. For models whose likelihood is that of the elements
 * given how many there are, and that say nothing of lengths themselves.
 */
public final class SequenceLengths {
    /** Stands for a share of 0. */
    private static final double LEAST = 1e-300;

    private final int longest;
    private final Variable<TFloat64> shares;
    private final Placeholder<TFloat64> counts;
    private final Op store;
    private final Op add;

    /** Before training all sequences are as long as can be. */
    public SequenceLengths(ModelGraph graph, DataShape.Sequence shape) {
        this.longest = shape.longest();
        Ops tf = graph.tf();
        this.shares =
                graph.variable("lengths", TFloat64.class, Shape.of(longest), false, tf.constant(new double[longest]));
        this.counts = tf.withName("length_counts").placeholder(TFloat64.class, Placeholder.shape(Shape.of(longest)));
        Operand<TFloat64> normalised = tf.math.div(counts, tf.reduceSum(counts, tf.constant(0)));
        this.store = tf.assignVariableOp(shares.handle(), normalised);
        this.add = tf.assignAddVariableOp(shares.handle(), counts);
    }

    /** Takes the lengths of all training sequences. */
    public void learn(ModelSession session, Batch batch) {
        session.call().feed(counts, counted(batch), longest).target(store).run();
    }

    /** Adds those of a minibatch to what was seen, with the call of a training step. */
    public Call add(Call call, Batch batch) {
        return call.feed(counts, counted(batch), longest).target(add);
    }

    private double[] counted(Batch batch) {
        double[] seen = new double[longest];
        for (int length : batch.lengths()) {
            seen[length - 1]++;
        }
        return seen;
    }

    /** A way to draw lengths by the shares as they are now. */
    public Drawing drawing(ModelSession session) {
        return new Drawing(session.call().doubles(shares.value()));
    }

    /**
     * Draws lengths.
     *
     * @param shares of each length, that of length 1 first, up to a factor; all of them 0 before training
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Drawing(double[] shares) {

        /** The known length of a sample, or one of those that reach as far as its known elements; as far as these do if none does. */
        public int draw(SampleRequest request, int i, double uniform) {
            boolean some = request.known().values().length > 0;
            int least =
                    some ? request.given().map(Given::examples).orElseThrow().lengths()[i] : 1;
            return some && request.known().lengths() ? least : draw(least, uniform);
        }

        private int draw(int least, double uniform) {
            double reaching = 0;
            for (int length = least; length <= shares.length; length++) {
                reaching += shares[length - 1];
            }
            if (reaching == 0) {
                return least == 1 ? shares.length : least;
            }
            double rest = uniform * reaching;
            int last = least;
            for (int length = least; length <= shares.length; length++) {
                double share = shares[length - 1];
                if (share > LEAST) {
                    last = length;
                    rest -= share;
                    if (rest < 0) {
                        return length;
                    }
                }
            }
            return last;
        }
    }
}
