package org.genera.plugins.mixture;

import java.util.Map;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class MixtureContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new MixtureFamily();
    }

    /** Pixels of few examples are nearly constant in a cluster; without a tolerance all steps are taken. */
    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return Map.of("components", 3, "varianceFloor", 0.01, "tolerance", 0, "restarts", 1);
    }
}
