package org.genera.server.launch;

import java.util.List;
import org.genera.server.plugins.PluginEntry;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** A checked run that is not there yet. */
record PlannedRun(
        String family,
        Variant variant,
        PluginEntry plugin,
        Values values,
        List<String> given,
        long seed,
        String device) {

    /** Runs of one combination differ by seed alone. */
    List<Object> combination() {
        return List.of(family, variant.id(), values.asMap());
    }

    PlannedRun given(List<String> names) {
        return new PlannedRun(family, variant, plugin, values, names, seed, device);
    }
}
