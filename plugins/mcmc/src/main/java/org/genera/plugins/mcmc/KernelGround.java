package org.genera.plugins.mcmc;

import java.util.Map;
import java.util.SplittableRandom;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.ModelSpec;

/**
 * A kernel density estimate of the training split.
 *
 * @param bandwidth h, 0 to choose it from the data
 */
record KernelGround(KernelDensity density, Target region, double bandwidth) implements Ground {

    static KernelGround of(ModelGraph graph, ModelSpec spec) {
        int centres = Math.min(spec.count(McmcVariants.CENTRES), spec.data().trainingExamples());
        KernelDensity density =
                new KernelDensity(graph, centres, spec.data().shape().size());
        return new KernelGround(density, new Target(graph, density), spec.get(McmcVariants.BANDWIDTH_OF_KERNELS));
    }

    @Override
    public Kernel kernel(ModelGraph graph, McmcSettings settings) {
        return settings.move() == KernelKind.GIBBS
                ? new Gibbs(graph, density)
                : Ground.anywhere(graph, density, settings);
    }

    @Override
    public Map<String, Double> prepare(ModelSession session, Batch split, long seed) {
        region.fit(session, split, bandwidth, new SplittableRandom(Seeds.derive(seed, "centres")));
        return Map.of(McmcVariants.BANDWIDTH.name(), region.length());
    }

    @Override
    public void read(ModelSession session) {
        region.read(session);
    }
}
