package org.genera.plugins.autoregressive;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * A mixture of logistic distributions, of which a level has the part around it and the first and the last the tails as well (Salimans
 * et al. 2017, eqs. 2 and 3): P(l) = Σ_k π_k (σ((v_l + h − μ_k)/s_k) − σ((v_l − h − μ_k)/s_k)) with levels v_l from −1 to 1, half a level h
 * apart from their edges. Each colour of a pixel has a mixture of its own, and sees the colours before it through the network's masks
 * instead of the linear dependence of the paper's means.
 *
 * @param levels 256 of them
 * @param components K; for a number a network gives K logits of their weights π, K means μ and K logarithms of scales s
 */
record LogisticMixture(Levels levels, int components) implements LevelDistribution {
    /** As in the paper's program: a scale far below a level's width changes nothing but the size of gradients. */
    private static final float LEAST_LOG_SCALE = -7;

    LogisticMixture {
        if (levels.count() == 2) {
            throw new IllegalArgumentException("expected pictures of 256 levels for a mixture of logistics, got binary"
                    + " ones; choose the output softmax, or an experiment without binarisation");
        }
    }

    /** Parameters of mixtures, each [B, N, …, K]. */
    private record Mixtures(Operand<TFloat32> logWeights, Operand<TFloat32> means, Operand<TFloat32> logScales) {}

    @Override
    public int outputs() {
        return 3 * components;
    }

    @Override
    public Operand<TFloat32> logProb(Ops tf, Operand<TFloat32> given, Operand<TFloat32> values) {
        Operand<TFloat32> level = tf.expandDims(tf.dtypes.cast(levels.of(tf, values), TFloat32.class), tf.constant(2));
        return logProb(tf, mixtures(tf, given, -1, values.shape().get(1), components), level);
    }

    @Override
    public Operand<TFloat32> logits(Ops tf, Operand<TFloat32> given) {
        long numbers = given.shape().get(1) / outputs();
        float[] all = new float[levels.count()];
        for (int level = 0; level < all.length; level++) {
            all[level] = level;
        }
        Operand<TFloat32> every = tf.constant(Shape.of(all.length, 1), DataBuffers.of(all));
        Operand<TFloat32> logProbs = logProb(tf, mixtures(tf, given, -1, numbers, 1, components), every);
        return tf.reshape(logProbs, tf.constant(new long[] {-1, numbers * all.length}));
    }

    /** @param shape of each parameter */
    private Mixtures mixtures(Ops tf, Operand<TFloat32> given, long... shape) {
        Operand<TFloat32> rows = tf.reshape(given, tf.constant(new long[] {-1, outputs()}));
        List<? extends Operand<TFloat32>> parts =
                tf.split(tf.constant(1), rows, 3L).output();
        Operand<TFloat32> logScales = tf.math.maximum(parts.get(2), tf.constant(LEAST_LOG_SCALE));
        return new Mixtures(
                tf.reshape(tf.nn.logSoftmax(parts.get(0)), tf.constant(shape)),
                tf.reshape(parts.get(1), tf.constant(shape)),
                tf.reshape(logScales, tf.constant(shape)));
    }

    /**
     * With σ(a) − σ(b) = σ(a) σ(−b) (1 − e^(b − a)) nothing is subtracted that is nearly equal, however far away a level is.
     *
     * @param level [B, N, …, 1], from 0
     * @return [B, N, …]
     */
    private Operand<TFloat32> logProb(Ops tf, Mixtures mixtures, Operand<TFloat32> level) {
        Operand<TFloat32> half = tf.constant(1f / (levels.count() - 1));
        Operand<TFloat32> value =
                tf.math.sub(tf.math.mul(level, tf.constant(2f / (levels.count() - 1))), tf.constant(1f));
        Operand<TFloat32> perScale = tf.math.exp(tf.math.neg(mixtures.logScales()));
        Operand<TFloat32> from = tf.math.sub(value, mixtures.means());
        Operand<TFloat32> above = tf.math.mul(tf.math.add(from, half), perScale);
        Operand<TFloat32> below = tf.math.mul(tf.math.sub(from, half), perScale);
        Operand<TFloat32> width = tf.math.mul(perScale, tf.constant(-2f / (levels.count() - 1)));
        Operand<TFloat32> notFirst = tf.math.minimum(level, tf.constant(1f));
        Operand<TFloat32> notLast =
                tf.math.minimum(tf.math.sub(tf.constant(levels.count() - 1f), level), tf.constant(1f));
        Operand<TFloat32> beneath = tf.math.mul(tf.math.softplus(tf.math.neg(above)), notLast);
        Operand<TFloat32> beyond = tf.math.mul(tf.math.softplus(below), notFirst);
        Operand<TFloat32> between =
                tf.math.mul(tf.math.log(tf.math.neg(tf.math.expm1(width))), tf.math.mul(notFirst, notLast));
        Operand<TFloat32> byComponent =
                tf.math.add(mixtures.logWeights(), tf.math.sub(tf.math.sub(between, beneath), beyond));
        return logSumExp(tf, byComponent);
    }

    /** Over the last dimension. */
    private static Operand<TFloat32> logSumExp(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> most = tf.stopGradient(tf.max(x, tf.constant(-1), Max.keepDims(true)));
        Operand<TFloat32> sum = tf.reduceSum(tf.math.exp(tf.math.sub(x, most)), tf.constant(-1));
        return tf.math.add(tf.math.log(sum), tf.squeeze(most, Squeeze.axis(List.of(-1L))));
    }
}
