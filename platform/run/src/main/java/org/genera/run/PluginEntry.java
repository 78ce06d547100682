package org.genera.run;

import java.nio.file.Path;
import java.util.List;

/**
 * A jar in a plugin folder, whether it could be opened or not.
 *
 * @param id from its manifest, or the file's name where the manifest cannot be read
 * @param version from its manifest; empty where the manifest cannot be read
 * @param file the jar
 * @param sha256 of the jar in hexadecimal; empty where the file cannot be read
 * @param loaded whether its families are offered
 * @param phase the last thing that was tried: {@code read}, {@code validate}, {@code load}, {@code start}, {@code
 *     families} or, for a good one, {@code ready}
 * @param reason why it is not loaded, in a sentence for people; empty if it is
 * @param families ids of the families it brings
 */
public record PluginEntry(
        String id,
        String version,
        Path file,
        String sha256,
        boolean loaded,
        String phase,
        String reason,
        List<String> families) {

    public PluginEntry {
        families = List.copyOf(families);
    }

    PluginEntry refused(String lastPhase, String why) {
        return new PluginEntry(id, version, file, sha256, false, lastPhase, why, List.of());
    }
}
