package org.genera.plugins.autoregressive;

import java.util.Map;
import org.genera.spi.DataShape;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class AutoregressiveContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new AutoregressiveFamily();
    }

    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        return switch (variant.id()) {
            case "pixelcnn" -> Map.of("channels", 12L, "blocks", 1L);
            case "gated-pixelcnn" -> Map.of("channels", 6L, "layers", 2L);
            case "transformer" -> Map.of("width", 8L, "layers", 1L, "warmUp", 0L, "learningRate", 0.03);
            default -> Map.of("channels", 12L, "layers", 1L);
        };
    }

    @Override
    protected DataShape.Image pictures() {
        return new DataShape.Image(4, 3, 1);
    }
}
