package org.genera.plugins.mcmc;

import java.util.Map;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;

/** What chains walk on, in a graph: a density and where it lies. */
interface Ground {

    Density density();

    Region region();

    /** Transitions on the density. */
    Kernel kernel(ModelGraph graph, McmcSettings settings);

    /**
     * Looks at the training split before there are chains.
     *
     * @param seed of the model
     * @return metrics of the first step
     */
    Map<String, Double> prepare(ModelSession session, Batch split, long seed);

    /** Reads from the variables what {@link #prepare} found, when a checkpoint was restored. */
    void read(ModelSession session);

    /** Transitions that know nothing of the density but what it says of itself. */
    static Kernel anywhere(ModelGraph graph, Density density, McmcSettings settings) {
        return switch (settings.move()) {
            case METROPOLIS -> new RandomWalkMetropolis(graph, density);
            case HAMILTONIAN -> new Hamiltonian(graph, density, settings.leapfrogSteps());
            case LANGEVIN -> new UnadjustedLangevin(graph, density);
            case ADJUSTED_LANGEVIN -> new AdjustedLangevin(graph, density);
            case GIBBS ->
                throw new IllegalArgumentException(
                        "expected transitions that do without conditionals, got Gibbs, which draws from those of a sum of kernels");
        };
    }
}
