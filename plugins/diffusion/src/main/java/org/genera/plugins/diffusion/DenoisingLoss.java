package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.genera.nn.ModelGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The squared error of what a network says of noisy examples, per dimension, as a graph: with ε predicted and weights of 1 it is L_simple
 * (Ho et al. 2020, eq. 14).
 *
 * <p>The times of a batch are spread evenly from a common random start (Kingma et al. 2021, appendix I.1): each is uniform over the
 * training times as in the papers, and the loss varies less.
 */
record DenoisingLoss(NoiseProcess process, Parametrisation parametrisation, LossWeight weight) {

    /**
     * Examples of a training step and the noise in them.
     *
     * @param index of the training time of each [B]
     * @param x0 the examples [B, D] in the scale that diffuses
     * @param epsilon ε [B, D]
     * @param xt x_t [B, D]
     * @param input x_t as the network sees it [B, D]
     * @param time as the network sees it [B]
     */
    record Noised(
            Operand<TInt32> index,
            Operand<TFloat32> x0,
            Operand<TFloat32> epsilon,
            Operand<TFloat32> xt,
            Operand<TFloat32> input,
            Operand<TFloat32> time) {}

    /**
     * @param loss what is minimised, a scalar
     * @param noiseError E‖ε − ε̂‖² per dimension, a scalar: the same thing where ε is predicted and all times count alike
     */
    record Losses(Operand<TFloat32> loss, Operand<TFloat32> noiseError) {}

    Noised noised(ModelGraph graph, Operand<TFloat32> x0) {
        Ops tf = graph.tf();
        double[] times = process.trainingTimes();
        Operand<TInt32> shape = tf.shape(x0);
        Operand<TInt32> count = tf.gather(shape, tf.constant(0), tf.constant(0));
        Operand<TInt32> index = timesteps(graph, count, times.length);
        Operand<TFloat32> epsilon = graph.trainingNormal("noise", shape);
        Operand<TFloat32> xt = tf.math.add(
                tf.math.mul(column(tf, table(process::signal), index), x0),
                tf.math.mul(column(tf, table(process::noise), index), epsilon));
        float[] scales = table(process::inputScale);
        Operand<TFloat32> input = allOnes(scales) ? xt : tf.math.mul(column(tf, scales, index), xt);
        float[] seen = new float[times.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (float) times[i] * (DiffusionNetwork.TIME_SCALE / (float) process.end());
        }
        return new Noised(index, x0, epsilon, xt, input, tf.gather(tf.constant(seen), index, tf.constant(0)));
    }

    /** @param said by the network of the noisy examples [B, D] */
    Losses of(ModelGraph graph, Noised noised, Operand<TFloat32> said) {
        Ops tf = graph.tf();
        Operand<TFloat32> squares = tf.math.squaredDifference(target(tf, noised), said);
        Operand<TFloat32> loss =
                mean(tf, squares, table((signal, noise) -> weight.of(parametrisation, signal, noise)), noised);
        Operand<TFloat32> noiseError = mean(
                tf,
                squares,
                table((signal, noise) ->
                        Math.pow(parametrisation.epsilon(signal, noise).ofOutput(), 2)),
                noised);
        return new Losses(loss, noiseError);
    }

    private Operand<TFloat32> target(Ops tf, Noised noised) {
        Operand<TFloat32> ofX0 = part(tf, table(parametrisation::ofX0), noised.index(), noised.x0());
        Operand<TFloat32> ofEpsilon = part(tf, table(parametrisation::ofEpsilon), noised.index(), noised.epsilon());
        if (ofX0 == null || ofEpsilon == null) {
            return ofX0 == null ? Objects.requireNonNull(ofEpsilon) : ofX0;
        }
        return tf.math.add(ofX0, ofEpsilon);
    }

    /** Nothing where it counts nothing at any time. */
    private static @Nullable Operand<TFloat32> part(
            Ops tf, float[] table, Operand<TInt32> index, Operand<TFloat32> numbers) {
        boolean none = true;
        for (float each : table) {
            none &= each == 0;
        }
        if (none) {
            return null;
        }
        return allOnes(table) ? numbers : tf.math.mul(column(tf, table, index), numbers);
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> squares, float[] weights, Noised noised) {
        Operand<TFloat32> weighted =
                allOnes(weights) ? squares : tf.math.mul(column(tf, weights, noised.index()), squares);
        return tf.math.mean(weighted, tf.constant(new int[] {0, 1}));
    }

    /** [B] places in the training times: ⌊N · ((u + i/B) mod 1)⌋ for example i. */
    private static Operand<TInt32> timesteps(ModelGraph graph, Operand<TInt32> count, int times) {
        Ops tf = graph.tf();
        Operand<TFloat32> parts = tf.math.div(
                tf.dtypes.cast(tf.range(tf.constant(0), count, tf.constant(1)), TFloat32.class),
                tf.dtypes.cast(count, TFloat32.class));
        Operand<TFloat32> start = graph.trainingUniform("timestep", tf.constant(new int[] {1}));
        Operand<TFloat32> spread = tf.math.floorMod(tf.math.add(parts, start), tf.constant(1f));
        Operand<TInt32> index =
                tf.dtypes.cast(tf.math.floor(tf.math.mul(spread, tf.constant((float) times))), TInt32.class);
        return tf.math.minimum(index, tf.constant(times - 1));
    }

    /** What a table of the training times has for each example: [B, 1]. */
    static Operand<TFloat32> column(Ops tf, float[] table, Operand<TInt32> index) {
        return tf.expandDims(tf.gather(tf.constant(table), index, tf.constant(0)), tf.constant(1));
    }

    private static boolean allOnes(float[] table) {
        for (float each : table) {
            if (each != 1) {
                return false;
            }
        }
        return true;
    }

    private interface OfLevel {
        double at(double signal, double noise);
    }

    private float[] table(OfLevel value) {
        return table(time -> value.at(process.signal(time), process.noise(time)));
    }

    private float[] table(DoubleUnaryOperator value) {
        double[] numbers = Arrays.stream(process.trainingTimes()).map(value).toArray();
        float[] table = new float[numbers.length];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) numbers[i];
        }
        return table;
    }
}
