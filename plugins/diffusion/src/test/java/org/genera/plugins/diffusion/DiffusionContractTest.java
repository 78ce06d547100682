package org.genera.plugins.diffusion;

import java.util.Map;
import org.genera.spi.ModelFamily;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class DiffusionContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new DiffusionFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return Map.of("timesteps", 50, "channels", 8, "boundTimesteps", 5);
    }

    @Override
    protected Map<String, Object> quickSettings(Sampler sampler) {
        return sampler.id().equals("ddim") ? Map.of("steps", 5) : Map.of();
    }
}
