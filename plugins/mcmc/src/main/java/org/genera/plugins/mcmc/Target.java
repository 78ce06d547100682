package org.genera.plugins.mcmc;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * The density fitted to a training split, and what is known of it outside of the graph: where it lies, and the box in
 * which chains begin.
 */
final class Target implements Region {
    /** How many centres are asked when the bandwidth is chosen. */
    private static final int ASKED_CENTRES = 1000;

    private final KernelDensity density;
    private final Variable<TFloat64> origin;
    private final Placeholder<TFloat64> newOrigin;
    private final Op storeOrigin;
    private final double[] shift;
    private final double[] lower;
    private final double[] upper;
    private double[] centres;
    private double h = 1;

    Target(ModelGraph graph, KernelDensity density) {
        Ops tf = graph.tf();
        int size = density.size();
        this.density = density;
        this.origin = graph.variable(
                "density/origin",
                TFloat64.class,
                Shape.of(size),
                false,
                tf.fill(tf.constant(new long[] {size}), tf.constant(0.0)));
        this.newOrigin = Inputs.input(tf, "density_new_origin", size);
        this.storeOrigin = tf.assignVariableOp(origin.handle(), newOrigin);
        this.shift = new double[size];
        this.lower = new double[size];
        this.upper = new double[size];
        this.centres = new double[density.count() * size];
        spanBox();
    }

    /**
     * Puts a kernel on so many training points, chosen by the seed.
     *
     * @param wanted the bandwidth, 0 to choose it by leaving one out
     */
    void fit(ModelSession session, Batch split, double wanted, SplittableRandom random) {
        int count = density.count();
        int size = density.size();
        if (split.count() < count) {
            throw new IllegalArgumentException("expected a training split of " + count + " examples or more, got "
                    + split.count() + "; lower centres");
        }
        int[] order = new int[split.count()];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, order.length);
            int chosen = order[other];
            order[other] = order[i];
            order[i] = chosen;
            for (int j = 0; j < size; j++) {
                centres[i * size + j] = split.values()[chosen * size + j];
            }
        }
        for (int j = 0; j < size; j++) {
            double mean = 0;
            for (int i = 0; i < count; i++) {
                mean += centres[i * size + j] / count;
            }
            shift[j] = mean;
            for (int i = 0; i < count; i++) {
                centres[i * size + j] -= mean;
            }
        }
        session.call().feed(newOrigin, shift, size).target(storeOrigin).run();
        density.storeCentres(session, centres);
        h = wanted > 0 ? wanted : chosenBandwidth(session);
        density.storeBandwidth(session, h);
        spanBox();
    }

    private double chosenBandwidth(ModelSession session) {
        double scott = BandwidthSearch.scott(centres, density.count(), density.size());
        return BandwidthSearch.best(scott, candidate -> {
            density.storeBandwidth(session, candidate);
            return density.leaveOneOut(session, ASKED_CENTRES);
        });
    }

    /** From the variables, when a checkpoint was restored. */
    void read(ModelSession session) {
        centres = density.readCentres(session);
        h = density.readBandwidth(session);
        double[] stored = session.call().doubles(origin.value());
        System.arraycopy(stored, 0, shift, 0, stored.length);
        spanBox();
    }

    /** That of the centres, and two bandwidths around it. */
    private void spanBox() {
        Arrays.fill(lower, Double.POSITIVE_INFINITY);
        Arrays.fill(upper, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < centres.length; i++) {
            int j = i % lower.length;
            lower[j] = Math.min(lower[j], centres[i] - 2 * h);
            upper[j] = Math.max(upper[j], centres[i] + 2 * h);
        }
    }

    @Override
    public double[] origin() {
        return shift;
    }

    @Override
    public double[] lower() {
        return lower;
    }

    @Override
    public double[] upper() {
        return upper;
    }

    /** The bandwidth h. */
    @Override
    public double length() {
        return h;
    }

    /** A centre chosen at random, and the same with kernel noise. */
    void draw(SplittableRandom random, double[] chosen, double[] x, int row) {
        int size = lower.length;
        int centre = random.nextInt(density.count());
        for (int j = 0; j < size; j++) {
            chosen[row * size + j] = centres[centre * size + j];
            x[row * size + j] = chosen[row * size + j] + h * random.nextGaussian();
        }
    }
}
