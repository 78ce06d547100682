package org.genera.plugins.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelFamily;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;
import org.genera.testkit.FamilyContract;

class DiffusionContractTest extends FamilyContract {
    /** Few steps of each sampler, by name of a setting. */
    private static final Map<String, Object> QUICK =
            Map.of("steps", 4, "levels", 3, "stepsOfLevel", 2, "tolerance", 0.05);

    private static final Map<String, Object> SMALL = Map.of(
            "network", "dense",
            "channels", 4,
            "hiddenWidth", 16,
            "hiddenLayers", 1,
            "timesteps", 50,
            "boundTimesteps", 5);

    @Override
    protected ModelFamily family() {
        return new DiffusionFamily();
    }

    /** Classes are told, for what can be given to a draw is looked at; the U-Net is that of one variant, the others differ in what it says. */
    @Override
    protected Map<String, Object> quickValues(Variant variant) {
        Map<String, Object> values = chosen(variant.hyperparameters(), SMALL);
        if (variant.id().equals("flow-matching")) {
            values.remove("network");
        }
        return values;
    }

    @Override
    protected Map<String, Object> quickSettings(Sampler sampler) {
        return chosen(sampler.settings(), QUICK);
    }

    private static Map<String, Object> chosen(List<Hyperparameter<?>> schema, Map<String, Object> values) {
        Map<String, Object> chosen = new HashMap<>();
        for (Hyperparameter<?> each : schema) {
            if (values.containsKey(each.name())) {
                chosen.put(each.name(), values.get(each.name()));
            }
        }
        return chosen;
    }

    @Override
    protected DataShape.Image pictures() {
        return new DataShape.Image(8, 8, 1);
    }
}
