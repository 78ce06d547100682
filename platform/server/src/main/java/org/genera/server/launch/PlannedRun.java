package org.genera.server.launch;

import java.util.List;
import org.genera.run.PluginEntry;
import org.genera.spi.Values;

/** A checked run that is not there yet. */
record PlannedRun(
        String family,
        String variant,
        PluginEntry plugin,
        Values values,
        List<String> given,
        long seed,
        String device) {

    PlannedRun given(List<String> names) {
        return new PlannedRun(family, variant, plugin, values, names, seed, device);
    }
}
