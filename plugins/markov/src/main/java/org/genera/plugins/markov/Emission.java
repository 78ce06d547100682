package org.genera.plugins.markov;

import java.util.Map;
import java.util.SplittableRandom;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;

/** p(x | state) for S states, and its part of expectation maximisation. For one thread, as the session is. */
interface Emission {

    /** Learns of the training data what each step must know of them. */
    default void measure(DataShape.Sequence shape, Batch batch) {}

    /** What a step reports of it, by name of metric. */
    default Map<String, Double> metrics(ModelSession session) {
        return Map.of();
    }

    /**
     * Finds where to begin, where that depends on the data.
     *
     * @throws IllegalArgumentException if the data cannot be modelled; the message is shown to the user
     */
    void begin(ModelSession session, DataShape.Sequence shape, Batch batch);

    /** log p(x | state) for the elements of a block [M,S], in nats. */
    double[] logDensity(ModelSession session, SequenceBlock block);

    /**
     * What maximisation needs to know of a block; sums over blocks are those of all.
     *
     * @param posterior p(state | sequence) for each element [M,S]
     */
    double[][] statistics(ModelSession session, SequenceBlock block, double[] posterior);

    /** Maximises, given the sums of the statistics. */
    void maximise(ModelSession session, double[][] sums);

    /** Free parameters. */
    long parameterCount();

    /** The most typical element of each state [S,W]. */
    double[] typical(ModelSession session);

    /** A way to draw the elements of so many sequences from the parameters as they are now. */
    Drawing drawing(ModelSession session, long seed, int longest, int count);

    /** A way to score elements of which some numbers are known, by the parameters as they are now. */
    Scoring scoring(ModelSession session);

    /** Scores elements of which some numbers are known. */
    interface Scoring {
        /** log p(what is known of element t of sequence i | state), in nats: 0 where nothing is. */
        double logDensity(int i, int t, int state, KnownElements known);
    }

    /** Draws elements. */
    interface Drawing {
        /**
         * Writes one element.
         *
         * @param sample index of the sequence
         * @param random of the sequence; drawn from equally often whatever the state
         * @param at where in the values
         */
        void draw(int sample, int t, int state, SplittableRandom random, float[] values, int at);
    }
}
