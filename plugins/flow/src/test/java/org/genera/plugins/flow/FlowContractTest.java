package org.genera.plugins.flow;

import java.util.List;
import java.util.Map;
import org.genera.spi.DataShape;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class FlowContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new FlowFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return variant.id().equals("glow")
                ? Map.of("steps", 1L, "hidden", List.of(8L))
                : Map.of("couplings", 2L, "hidden", List.of(8L));
    }

    /** Halved twice. */
    @Override
    protected DataShape.Image pictures() {
        return new DataShape.Image(8, 8, 1);
    }
}
