package org.genera.plugins.mcmc;

import java.util.Map;
import org.genera.spi.Dependency;
import org.genera.spi.ModelFamily;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class McmcContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new McmcFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return Map.of("chains", 4, "burnIn", 2);
    }

    /** A kernel density knows its likelihood and its score. */
    @Override
    protected OtherRun dependency(Dependency role) {
        return new OtherRun(new McmcFamily(), "metropolis");
    }

    @Override
    protected Map<String, Object> quickSettings(Sampler sampler) {
        return sampler.id().equals(McmcVariants.CHAIN) ? Map.of("steps", 20) : Map.of();
    }
}
