package org.genera.server.plugins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.run.plugins.DescribedFamily;

/**
 * The plugins of a moment and the families they bring. Immutable.
 *
 * @param entries every jar, good or broken, in the order of the folders
 * @param families by id
 * @param pluginByFamily which plugin brings a family
 */
record Shelf(
        List<PluginEntry> entries, Map<String, DescribedFamily> families, Map<String, PluginEntry> pluginByFamily) {

    static final Shelf EMPTY = of(List.of());

    Shelf {
        entries = List.copyOf(entries);
        families = Collections.unmodifiableMap(families);
        pluginByFamily = Collections.unmodifiableMap(pluginByFamily);
    }

    /** A jar with what it says of itself. */
    record Described(PluginEntry entry, List<DescribedFamily> families) {}

    /** Where two jars bring the same plugin or family, the first is taken. */
    static Shelf of(List<Described> jars) {
        Map<String, PluginEntry> byId = new LinkedHashMap<>();
        Map<String, PluginEntry> byFamily = new LinkedHashMap<>();
        Map<String, DescribedFamily> families = new LinkedHashMap<>();
        List<PluginEntry> entries = new ArrayList<>();
        for (Described jar : jars) {
            PluginEntry entry = jar.entry().loaded() ? unlessThere(jar.entry(), byId, byFamily) : jar.entry();
            entries.add(entry);
            if (entry.loaded()) {
                byId.put(entry.id(), entry);
                jar.families().forEach(family -> {
                    families.put(family.id(), family);
                    byFamily.put(family.id(), entry);
                });
            }
        }
        return new Shelf(entries, families, byFamily);
    }

    private static PluginEntry unlessThere(
            PluginEntry jar, Map<String, PluginEntry> byId, Map<String, PluginEntry> byFamily) {
        PluginEntry sameId = byId.get(jar.id());
        if (sameId != null) {
            return jar.refused(
                    "validate",
                    "the plugin " + jar.id() + " is there already, from "
                            + sameId.file().getFileName() + "; take one of the two away");
        }
        for (String family : jar.families()) {
            PluginEntry owner = byFamily.get(family);
            if (owner != null) {
                return jar.refused(
                        "families",
                        "the family " + family + " is there already, from the plugin " + owner.id()
                                + "; ids of families are unique");
            }
        }
        return jar;
    }
}
