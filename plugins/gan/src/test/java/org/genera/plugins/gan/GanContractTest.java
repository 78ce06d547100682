package org.genera.plugins.gan;

import java.util.List;
import java.util.Map;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class GanContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new GanFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return Map.of("generatorHidden", List.of(16L, 16L), "discriminatorHidden", List.of(16L, 16L), "dropout", 0.2);
    }
}
