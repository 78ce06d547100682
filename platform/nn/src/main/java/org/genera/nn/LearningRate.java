package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The step size of an optimizer: a number, or a function of the training step, which must then be fed. */
@FunctionalInterface
public interface LearningRate {

    /** A scalar. */
    Operand<TFloat32> in(ModelGraph graph);

    /** The same at every step. */
    static LearningRate constant(double rate) {
        return graph -> graph.tf().constant((float) rate);
    }

    /** Rises linearly over the first steps: times min(1, t / steps) at step t = 1, 2, … */
    default LearningRate warmedUp(long steps) {
        return graph -> {
            Ops tf = graph.tf();
            Operand<TFloat32> part = tf.math.div(step(graph), tf.constant((float) Math.max(1, steps)));
            return tf.math.mul(in(graph), tf.math.minimum(part, tf.constant(1f)));
        };
    }

    /** Falls by half in each so many steps: times 2^(−t / steps) at step t. */
    default LearningRate halvedEvery(long steps) {
        return graph -> {
            Ops tf = graph.tf();
            Operand<TFloat32> exponent =
                    tf.math.mul(step(graph), tf.constant((float) (-Math.log(2) / Math.max(1, steps))));
            return tf.math.mul(in(graph), tf.math.exp(exponent));
        };
    }

    /** Falls along half a cosine to nothing (Loshchilov & Hutter 2017): times (1 + cos(π min(1, t / steps))) / 2. */
    default LearningRate cosineOver(long steps) {
        return graph -> {
            Ops tf = graph.tf();
            Operand<TFloat32> part =
                    tf.math.minimum(tf.math.div(step(graph), tf.constant((float) Math.max(1, steps))), tf.constant(1f));
            Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(part, tf.constant((float) Math.PI)));
            return tf.math.mul(in(graph), tf.math.mul(tf.math.add(cosine, tf.constant(1f)), tf.constant(0.5f)));
        };
    }

    /**
     * Falls along half a cosine to nothing over the stage: times (1 + cos(π p)) / 2 where the part p of its budget is
     * spent. Constant under a budget in seconds, where nobody knows p.
     */
    default LearningRate cosineOverStage() {
        return graph -> {
            Ops tf = graph.tf();
            Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(graph.partOfStage(), tf.constant((float) Math.PI)));
            return tf.math.mul(in(graph), tf.math.mul(tf.math.add(cosine, tf.constant(1f)), tf.constant(0.5f)));
        };
    }

    private static Operand<TFloat32> step(ModelGraph graph) {
        return graph.tf().dtypes.cast(graph.step(), TFloat32.class);
    }
}
