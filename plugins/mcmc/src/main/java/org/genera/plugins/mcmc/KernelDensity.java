package org.genera.plugins.mcmc;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.ScoreField.Scores;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * The Parzen window p(x) = 1/N Σ_n N(x; x_n, h² I) (Parzen 1962), normalised and exact, with its score. Everything in
 * double precision. Centres are kept relative to their mean, so that squared distances lose no digits where data lie far
 * from the origin; points x of this class are relative to it too.
 *
 * <p>Before it is given centres, they are all 0 and the bandwidth is 1: the standard normal distribution.
 */
final class KernelDensity implements Density {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /** Numbers of a matrix of points times centres that one call may hold. */
    private static final int CHUNK_NUMBERS = 2_000_000;

    private final Ops tf;
    private final int count;
    private final int size;
    private final Variable<TFloat64> centres;
    private final Variable<TFloat64> bandwidth;
    private final Placeholder<TFloat64> points;
    private final Placeholder<TFloat64> newCentres;
    private final Placeholder<TFloat64> newBandwidth;
    private final Op storeCentres;
    private final Op storeBandwidth;
    private final At atPoints;
    private final Placeholder<TInt32> rows;
    private final Operand<TFloat64> leftOut;

    private record InGraph(Operand<TFloat64> logDensity, Operand<TFloat64> score) implements At {}

    /** @param count N, the centres; {@code size} is D */
    KernelDensity(ModelGraph graph, int count, int size) {
        this.tf = graph.tf();
        this.count = count;
        this.size = size;
        this.centres = graph.variable(
                "density/centres",
                TFloat64.class,
                Shape.of(count, size),
                true,
                tf.fill(tf.constant(new long[] {count, size}), tf.constant(0.0)));
        this.bandwidth = graph.variable("density/bandwidth", TFloat64.class, Shape.scalar(), true, tf.constant(1.0));
        this.points = input("density_points", -1, size);
        this.newCentres = input("density_new_centres", count, size);
        this.newBandwidth = input("density_new_bandwidth");
        this.storeCentres = tf.assignVariableOp(centres.handle(), newCentres);
        this.storeBandwidth = tf.assignVariableOp(bandwidth.handle(), newBandwidth);
        this.atPoints = at(points);
        this.rows = tf.withName("density_rows").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        this.leftOut = leaveOneOut();
    }

    private Placeholder<TFloat64> input(String name, long... shape) {
        return tf.withName(name).placeholder(TFloat64.class, Placeholder.shape(Shape.of(shape)));
    }

    int count() {
        return count;
    }

    @Override
    public int size() {
        return size;
    }

    /** x_n, [N, D]. */
    Operand<TFloat64> centres() {
        return centres.value();
    }

    /** h, a scalar. */
    Operand<TFloat64> bandwidth() {
        return bandwidth.value();
    }

    /**
     * log p(x) = log 1/N Σ_n exp(−‖x − x_n‖² / 2h²) − D/2 log 2πh², and ∇ log p(x) = (Σ_n w_n x_n − x) / h² with w_n the
     * share of the kernel n in p(x).
     *
     * @param x [B, D]
     */
    @Override
    public At at(Operand<TFloat64> x) {
        Operand<TFloat64> exponents = exponents(x, centres.value(), bandwidth.value());
        Operand<TFloat64> largest = tf.reduceMax(exponents, tf.constant(1), ReduceMax.keepDims(true));
        Operand<TFloat64> kernels = tf.math.exp(tf.math.sub(exponents, largest));
        Operand<TFloat64> sum = tf.reduceSum(kernels, tf.constant(1), ReduceSum.keepDims(true));
        Operand<TFloat64> logDensity = tf.math.sub(
                tf.squeeze(tf.math.add(largest, tf.math.log(sum)), Squeeze.axis(List.of(1L))), logNormaliser(count));
        Operand<TFloat64> mean = tf.math.div(tf.linalg.matMul(kernels, centres.value()), sum);
        return new InGraph(logDensity, tf.math.div(tf.math.sub(mean, x), tf.math.square(bandwidth.value())));
    }

    /** −‖x − c_n‖² / 2h², [B, N], by the inner product. */
    Operand<TFloat64> exponents(Operand<TFloat64> x, Operand<TFloat64> c, Operand<TFloat64> h) {
        Operand<TFloat64> half = tf.constant(0.5);
        Operand<TFloat64> xSquares = tf.reduceSum(tf.math.mul(x, x), tf.constant(1), ReduceSum.keepDims(true));
        Operand<TFloat64> cSquares = tf.expandDims(tf.reduceSum(tf.math.mul(c, c), tf.constant(1)), tf.constant(0));
        Operand<TFloat64> inner = tf.linalg.matMul(x, c, MatMul.transposeB(true));
        Operand<TFloat64> negative = tf.math.sub(inner, tf.math.mul(half, tf.math.add(xSquares, cSquares)));
        return tf.math.div(negative, tf.math.square(h));
    }

    private Operand<TFloat64> logNormaliser(int kernels) {
        return tf.math.add(
                tf.constant(Math.log(kernels) + 0.5 * size * LOG_TWO_PI),
                tf.math.mul(tf.constant((double) size), tf.math.log(bandwidth.value())));
    }

    /** log of the density of all other centres, at each centre whose index is fed. */
    private Operand<TFloat64> leaveOneOut() {
        Operand<TFloat64> x = tf.gather(centres.value(), rows, tf.constant(0));
        Operand<TFloat64> itself = tf.oneHot(rows, tf.constant(count), tf.constant(1e300), tf.constant(0.0));
        Operand<TFloat64> exponents = tf.math.sub(exponents(x, centres.value(), bandwidth.value()), itself);
        Operand<TFloat64> largest = tf.reduceMax(exponents, tf.constant(1), ReduceMax.keepDims(true));
        Operand<TFloat64> sum = tf.reduceSum(tf.math.exp(tf.math.sub(exponents, largest)), tf.constant(1));
        Operand<TFloat64> logSum = tf.math.add(tf.reshape(largest, tf.constant(new int[] {-1})), tf.math.log(sum));
        return tf.math.sub(logSum, logNormaliser(Math.max(1, count - 1)));
    }

    /** @param rows [N, D] */
    void storeCentres(ModelSession session, double[] rows) {
        session.call().feed(newCentres, rows, count, size).target(storeCentres).run();
    }

    void storeBandwidth(ModelSession session, double h) {
        session.call()
                .feed(newBandwidth, new double[] {h})
                .target(storeBandwidth)
                .run();
    }

    double[] readCentres(ModelSession session) {
        return session.call().doubles(centres.value());
    }

    double readBandwidth(ModelSession session) {
        return session.call().doubles(bandwidth.value())[0];
    }

    @Override
    public Chains chainsAt(ModelSession session, double[] x) {
        try (Call.Fetched fetched =
                session.call().feed(points, x, x.length / size, size).fetch(atPoints.logDensity(), atPoints.score())) {
            return new Chains(x.length / size, x, fetched.doubles(0), fetched.doubles(1));
        }
    }

    /** log p at many points, in parts that fit into memory. */
    double[] logDensity(ModelSession session, double[] x) {
        int total = x.length / size;
        int chunk = Math.max(1, CHUNK_NUMBERS / count);
        double[] all = new double[total];
        for (int from = 0; from < total; from += chunk) {
            int to = Math.min(total, from + chunk);
            double[] part = session.call()
                    .feed(points, Arrays.copyOfRange(x, from * size, to * size), to - from, size)
                    .doubles(atPoints.logDensity());
            System.arraycopy(part, 0, all, from, part.length);
        }
        return all;
    }

    /** ∇ log p and log p at many points, in parts that fit into memory. */
    Scores score(ModelSession session, double[] x) {
        int total = x.length / size;
        int chunk = Math.max(1, CHUNK_NUMBERS / count);
        float[] gradient = new float[x.length];
        double[] logDensity = new double[total];
        for (int from = 0; from < total; from += chunk) {
            int to = Math.min(total, from + chunk);
            Chains part = chainsAt(session, Arrays.copyOfRange(x, from * size, to * size));
            System.arraycopy(part.logDensity(), 0, logDensity, from, to - from);
            for (int i = 0; i < part.score().length; i++) {
                gradient[from * size + i] = (float) part.score()[i];
            }
        }
        return new Scores(gradient, logDensity);
    }

    /**
     * Mean over the first centres of the log density that all other centres give it, with the stored bandwidth.
     *
     * @param most how many centres are asked at most
     */
    double leaveOneOut(ModelSession session, int most) {
        int asked = Math.min(most, count);
        int chunk = Math.max(1, CHUNK_NUMBERS / count);
        double sum = 0;
        for (int from = 0; from < asked; from += chunk) {
            int[] indices = IntStream.range(from, Math.min(asked, from + chunk)).toArray();
            for (double each :
                    session.call().feed(rows, indices, indices.length).doubles(leftOut)) {
                sum += each;
            }
        }
        return sum / asked;
    }
}
