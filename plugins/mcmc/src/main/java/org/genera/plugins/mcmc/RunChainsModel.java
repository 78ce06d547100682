package org.genera.plugins.mcmc;

import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;

/** Chains on the density of another run. Its likelihood is that of the other run, which tells it. */
final class RunChainsModel extends ChainsModel<RunGround> {
    private final Model other;

    RunChainsModel(KernelKind kind, ModelSpec spec, ModelContext context) {
        this(kind, spec, context, context.run(McmcVariants.DENSITY).orElseThrow());
    }

    private RunChainsModel(KernelKind kind, ModelSpec spec, ModelContext context, Model other) {
        super(kind, spec, context, graph -> RunGround.of(graph, spec, kind, other));
        this.other = other;
    }

    /** Those of the density, for chains have none of their own. */
    @Override
    public long parameterCount() {
        return other.parameterCount();
    }
}
