package org.genera.plugins.mixture;

import java.util.HashMap;
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
        Map<String, Object> values = new HashMap<>(Map.of("components", 2, "tolerance", 0, "restarts", 1));
        if (variant.metrics().contains(MixtureFamily.VARIANCES_AT_FLOOR)) {
            values.put("varianceFloor", 0.01);
        }
        return values;
    }
}
