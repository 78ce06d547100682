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
        // The three classes have one each of full or tied covariances, which are large in images, two each of others.
        int components = switch (variant.id()) {
            case "full", "tied" -> 3;
            case "variational" -> 2;
            default -> 6;
        };
        Map<String, Object> values = new HashMap<>(Map.of("components", components, "tolerance", 0, "restarts", 1));
        if (variant.metrics().contains(MixtureFamily.VARIANCES_AT_FLOOR)) {
            values.put("varianceFloor", 0.01);
        }
        return values;
    }
}
