package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Draws one coordinate after the other from its conditional distribution (Geman &amp; Geman 1984), which for a sum of
 * kernels is exact: p(x_d | x_rest) = Σ_n w_n N(x_d; x_nd, h²) with w_n ∝ exp(−‖x_rest − x_n,rest‖² / 2h²). There is no
 * step size and nothing is refused.
 */
final class Gibbs implements Kernel {
    private final int size;
    private final Placeholder<TFloat64> x;
    private final Placeholder<TFloat64> normal;
    private final Placeholder<TFloat64> uniform;
    private final Placeholder<TInt32> coordinate;
    private final Operand<TFloat64> weights;
    private final Operand<TFloat64> moved;
    private final KernelDensity.At there;

    Gibbs(ModelGraph graph, KernelDensity density) {
        Ops tf = graph.tf();
        this.size = density.size();
        this.x = Inputs.input(tf, "gibbs_x", -1, size);
        this.normal = Inputs.input(tf, "gibbs_normal", -1, 1);
        this.uniform = Inputs.input(tf, "gibbs_uniform", -1, 1);
        this.coordinate = tf.withName("gibbs_coordinate").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));

        Operand<TFloat64> chosen = tf.expandDims(
                tf.oneHot(coordinate, tf.constant(size), tf.constant(1.0), tf.constant(0.0)), tf.constant(0));
        Operand<TFloat64> rest = tf.math.sub(tf.onesLike(chosen), chosen);
        Operand<TFloat64> present = tf.math.mul(x, rest);
        Operand<TFloat64> exponents =
                density.exponents(present, tf.math.mul(density.centres(), rest), density.bandwidth());
        this.weights =
                tf.math.exp(tf.math.sub(exponents, tf.reduceMax(exponents, tf.constant(1), ReduceMax.keepDims(true))));
        Operand<TFloat64> centre = tf.gather(
                tf.gather(density.centres(), coordinate, tf.constant(1)),
                component(tf, density.count()),
                tf.constant(0));
        Operand<TFloat64> drawn =
                tf.math.add(tf.expandDims(centre, tf.constant(1)), tf.math.mul(density.bandwidth(), normal));
        this.moved = tf.math.add(present, tf.math.mul(drawn, chosen));
        this.there = density.at(moved);
    }

    /** The index whose share of the summed weights the uniform number falls in: [C]. */
    private Operand<TInt32> component(Ops tf, int count) {
        Operand<TFloat64> sums = tf.math.cumsum(weights, tf.constant(1));
        Operand<TFloat64> total = tf.reduceMax(sums, tf.constant(1), ReduceMax.keepDims(true));
        Operand<TInt32> below = tf.reduceSum(
                tf.dtypes.cast(tf.math.lessEqual(sums, tf.math.mul(uniform, total)), TInt32.class),
                tf.constant(1),
                ReduceSum.keepDims(false));
        return tf.math.minimum(below, tf.constant(count - 1));
    }

    /** w_n of the conditional of a coordinate, summing to 1: [C, N]. */
    double[] weights(ModelSession session, double[] points, int d) {
        int count = points.length / size;
        double[] raw = session.call()
                .feed(x, points, count, size)
                .feed(coordinate, new int[] {d})
                .doubles(weights);
        int kernels = raw.length / count;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int n = 0; n < kernels; n++) {
                sum += raw[i * kernels + n];
            }
            for (int n = 0; n < kernels; n++) {
                raw[i * kernels + n] /= sum;
            }
        }
        return raw;
    }

    /** A conditional sums over all centres, as the density does. */
    @Override
    public int evaluations() {
        return size;
    }

    @Override
    public Moved next(ModelSession session, Chains from, Noise noise, double step) {
        double[] points = from.x();
        for (int d = 0; d < size - 1; d++) {
            points = call(session, points, noise, d).doubles(moved);
        }
        try (Call.Fetched fetched = call(session, points, noise, size - 1).fetch(moved, there.logDensity())) {
            Chains to = new Chains(from.count(), fetched.doubles(0), fetched.doubles(1), new double[0]);
            return new Moved(to, 1);
        }
    }

    private Call call(ModelSession session, double[] points, Noise noise, int d) {
        int count = points.length / size;
        double[] normals = new double[count];
        for (int i = 0; i < count; i++) {
            normals[i] = noise.normal()[i * size + d];
        }
        return session.call()
                .feed(x, points, count, size)
                .feed(normal, normals, count, 1)
                .feed(uniform, noise.uniform(d, size), count, 1)
                .feed(coordinate, new int[] {d});
    }
}
