package org.genera.plugins.diffusion;

import org.genera.nn.ModelGraph;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * E ‖ε − ε_θ(√ᾱ_t x_0 + √(1−ᾱ_t) ε, t)‖², per dimension (Ho et al. 2020, eq. 14), as a graph.
 *
 * <p>The timesteps of a batch are spread evenly from a common random start (Kingma et al. 2021, appendix I.1): each is
 * uniform over 1 … T as in the paper, and the loss varies less.
 */
record DenoisingLoss(GaussianDiffusion diffusion) {

    /** The scale of time that networks see, whatever T is. */
    static final float TIME_SCALE = 1000f;

    /**
     * @param x0 examples [B, D] in the scale that diffuses
     * @return the mean squared error of the noise, a scalar
     */
    Operand<TFloat32> of(ModelGraph graph, Scope scope, NoiseNetwork network, Operand<TFloat32> x0) {
        Ops tf = graph.tf();
        Operand<TInt32> shape = tf.shape(x0);
        Operand<TInt32> count = tf.gather(shape, tf.constant(0), tf.constant(0));
        Operand<TInt32> index = timesteps(graph, count);
        Operand<TFloat32> epsilon = graph.trainingNormal("noise", shape);
        Operand<TFloat32> xt = tf.math.add(
                tf.math.mul(column(tf, signals(), index), x0), tf.math.mul(column(tf, noises(), index), epsilon));
        Operand<TFloat32> time = tf.math.mul(
                tf.math.add(tf.dtypes.cast(index, TFloat32.class), tf.constant(1f)),
                tf.constant(TIME_SCALE / diffusion.timesteps()));
        Operand<TFloat32> predicted = network.epsilon(scope, xt, time);
        return tf.math.mean(tf.math.squaredDifference(epsilon, predicted), tf.constant(new int[] {0, 1}));
    }

    /** [B] timesteps minus 1: ⌊T · ((u + i/B) mod 1)⌋ for example i. */
    private Operand<TInt32> timesteps(ModelGraph graph, Operand<TInt32> count) {
        Ops tf = graph.tf();
        Operand<TFloat32> parts = tf.math.div(
                tf.dtypes.cast(tf.range(tf.constant(0), count, tf.constant(1)), TFloat32.class),
                tf.dtypes.cast(count, TFloat32.class));
        Operand<TFloat32> start = graph.trainingUniform("timestep", tf.constant(new int[] {1}));
        Operand<TFloat32> spread = tf.math.floorMod(tf.math.add(parts, start), tf.constant(1f));
        Operand<TInt32> index = tf.dtypes.cast(
                tf.math.floor(tf.math.mul(spread, tf.constant((float) diffusion.timesteps()))), TInt32.class);
        return tf.math.minimum(index, tf.constant(diffusion.timesteps() - 1));
    }

    private static Operand<TFloat32> column(Ops tf, float[] table, Operand<TInt32> index) {
        return tf.expandDims(tf.gather(tf.constant(table), index, tf.constant(0)), tf.constant(1));
    }

    private float[] signals() {
        float[] table = new float[diffusion.timesteps()];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) diffusion.signal(i + 1);
        }
        return table;
    }

    private float[] noises() {
        float[] table = new float[diffusion.timesteps()];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) diffusion.noise(i + 1);
        }
        return table;
    }
}
