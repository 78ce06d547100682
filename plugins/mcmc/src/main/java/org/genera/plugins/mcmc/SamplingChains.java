package org.genera.plugins.mcmc;

import java.util.SplittableRandom;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.spi.SampleRequest;

/** Runs a chain for each sample, from a start and with noise that depend on the request's seed and the index alone. */
final class SamplingChains {
    /** Chains that go through the graph together; more would cost memory and gain no time. */
    private static final int TOGETHER = 512;

    /** The part of the transitions that leads from the start to the density. */
    private static final double APPROACH = 0.2;

    private SamplingChains() {}

    interface Watcher {
        /**
         * @param transition 0 for the start
         * @param from index of the first of these chains
         * @param x where they stand, one row for each chain
         */
        void see(int transition, int from, double[] x);
    }

    static void run(
            Kernel kernel,
            ModelSession session,
            Density density,
            Region region,
            double step,
            SampleRequest request,
            int transitions,
            Watcher watcher) {
        int size = density.size();
        for (int from = 0; from < request.count(); from += TOGETHER) {
            SplittableRandom[] random = new SplittableRandom[Math.min(TOGETHER, request.count() - from)];
            double[] x = new double[random.length * size];
            for (int i = 0; i < random.length; i++) {
                random[i] = new SplittableRandom(Seeds.derive(request.seed(), "chain/" + (from + i)));
                region.start(random[i], x, i);
            }
            watcher.see(0, from, x);
            Chains chains = density.chainsAt(session, x);
            for (int moment = 1; moment <= transitions; moment++) {
                Noise noise = Noise.draw(random.length, size, i -> random[i]);
                chains = moment <= APPROACH * transitions
                        ? kernel.approach(session, chains, noise, step, region.length())
                        : kernel.next(session, chains, noise, step).to();
                watcher.see(moment, from, chains.x());
            }
        }
    }
}
