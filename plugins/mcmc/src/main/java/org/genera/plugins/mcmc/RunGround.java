package org.genera.plugins.mcmc;

import java.util.Map;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;

/** The density of another run's model, over the region of the training split. */
record RunGround(RunDensity density, DataRegion region) implements Ground {

    static RunGround of(ModelGraph graph, ModelSpec spec, KernelKind kind, Model model) {
        int size = spec.data().shape().size();
        DataRegion region = new DataRegion(graph, size);
        return new RunGround(RunDensity.of(graph, region, size, model, kind), region);
    }

    @Override
    public Kernel kernel(ModelGraph graph, McmcSettings settings) {
        return Ground.anywhere(graph, density, settings);
    }

    @Override
    public Map<String, Double> prepare(ModelSession session, Batch split, long seed) {
        region.span(session, split);
        return Map.of();
    }

    @Override
    public void read(ModelSession session) {
        region.read(session);
    }
}
