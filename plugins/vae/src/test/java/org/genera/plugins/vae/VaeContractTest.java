package org.genera.plugins.vae;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class VaeContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new VaeFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        Map<String, Object> values = new HashMap<>();
        values.put("hidden", List.of(16L));
        values.put("channels", List.of(4L, 6L));
        if (!variant.id().equals("autoencoder")) {
            values.put("importanceSamples", 5L);
        }
        return values;
    }
}
