package org.genera.server.launch;

import java.util.List;
import java.util.Map;
import org.genera.run.spec.PinnedRun;
import org.genera.server.plugins.PluginEntry;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/**
 * A checked run that is not there yet.
 *
 * @param item of the request that it comes from
 * @param on the checkpoints that it builds on, by role
 */
record PlannedRun(
        LaunchRequest.Item item,
        Variant variant,
        PluginEntry plugin,
        Values values,
        List<String> given,
        long seed,
        String device,
        Map<String, PinnedRun> on) {

    String family() {
        return item.family();
    }

    /** Runs of one combination differ by seed alone. */
    List<Object> combination() {
        return List.of(family(), variant.id(), values.asMap(), on);
    }

    PlannedRun given(List<String> names) {
        return new PlannedRun(item, variant, plugin, values, names, seed, device, on);
    }
}
