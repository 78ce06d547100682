package org.genera.plugins.markov;

import java.util.Arrays;
import org.genera.nn.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat64;

/** Rows of probabilities. */
final class Distributions {
    /** Stands for 0 where something is drawn given what cannot be, and stood for it in the tables of old checkpoints. */
    private static final double LEAST = 1e-300;

    private Distributions() {}

    /** Draws rows from the Dirichlet distribution whose parameters are all 1: uniform over all distributions. */
    static Operand<TFloat64> random(ModelGraph graph, String purpose, long... shape) {
        Ops tf = graph.tf();
        // Normalised exponential draws; the smallest uniform is kept from the logarithm's pole.
        Operand<TFloat64> uniform = tf.random.statelessRandomUniform(
                tf.constant(shape), tf.constant(new long[] {graph.seedFor("initial/" + purpose), 0}), TFloat64.class);
        Operand<TFloat64> exponential = tf.math.neg(tf.math.log(tf.math.maximum(uniform, tf.constant(1e-30))));
        return normalised(tf, exponential, 0, Shape.of(shape).numDimensions() - 1);
    }

    /** (counts + smoothing) / Σ (counts + smoothing), the sum along an axis; uniform where nothing was counted. */
    static Operand<TFloat64> normalised(Ops tf, Operand<TFloat64> counts, double smoothing, int axis) {
        Operand<TFloat64> smoothed = tf.math.add(counts, tf.constant(smoothing));
        Operand<TFloat64> nothing =
                tf.dtypes.cast(tf.math.equal(sum(tf, smoothed, axis), tf.constant(0.0)), TFloat64.class);
        Operand<TFloat64> weights = tf.math.add(smoothed, nothing);
        return tf.math.div(weights, sum(tf, weights, axis));
    }

    private static Operand<TFloat64> sum(Ops tf, Operand<TFloat64> of, int axis) {
        return tf.reduceSum(of, tf.constant(axis), ReduceSum.keepDims(true));
    }

    /**
     * Probabilities to condition on what is known by: where that is impossible, there still is a most probable way to it,
     * the one with the fewest impossible parts.
     */
    static double[] possible(double[] probabilities) {
        return Arrays.stream(probabilities).map(each -> Math.max(each, LEAST)).toArray();
    }

    /** The first index at which the sum of the probabilities of a row exceeds a uniform number; never one of probability 0. */
    static int draw(double[] probabilities, int from, int count, double uniform) {
        double rest = uniform;
        int last = 0;
        for (int k = 0; k < count; k++) {
            double probability = probabilities[from + k];
            if (probability > LEAST) {
                last = k;
                rest -= probability;
                if (rest < 0) {
                    return k;
                }
            }
        }
        return last;
    }
}
