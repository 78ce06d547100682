package org.genera.plugins.mcmc;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.ModelContext;

/** A density and a kernel on it in an open session, for tests that look at single transitions. */
final class OpenDensity<K> implements AutoCloseable {
    final KernelDensity density;
    final K kernel;
    final ModelSession session;

    private OpenDensity(KernelDensity density, K kernel, ModelSession session) {
        this.density = density;
        this.kernel = kernel;
        this.session = session;
    }

    interface Build<K> {
        K on(ModelGraph graph, KernelDensity density);
    }

    /** @param centres [N, D] */
    static <K> OpenDensity<K> of(double[] centres, int size, double bandwidth, Build<K> build) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        KernelDensity density = new KernelDensity(graph, centres.length / size, size);
        K kernel = build.on(graph, density);
        ModelSession session = graph.open();
        density.storeCentres(session, centres);
        density.storeBandwidth(session, bandwidth);
        return new OpenDensity<>(density, kernel, session);
    }

    /** One kernel of width 1 at 0: N(0, I). */
    static <K> OpenDensity<K> standardNormal(int size, Build<K> build) {
        return of(new double[size], size, 1, build);
    }

    Chains at(double... x) {
        return density.chainsAt(session, x);
    }

    double logDensity(double... x) {
        return density.logDensity(session, x)[0];
    }

    static double[] normal(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        return filled(count, i -> random.nextGaussian());
    }

    static double[] filled(int count, Function<Integer, Double> value) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value.apply(i);
        }
        return values;
    }

    /** The same uniform number everywhere, with the given normal one. */
    static Noise noise(double[] normal, int size, double uniform) {
        int chains = normal.length / size;
        return new Noise(normal, filled(chains * (size + 1), i -> uniform));
    }

    @Override
    public void close() {
        session.close();
    }
}
