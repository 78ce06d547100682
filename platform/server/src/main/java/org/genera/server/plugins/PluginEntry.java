package org.genera.server.plugins;

import java.nio.file.Path;
import java.util.List;
import org.genera.run.plugins.DescribedFamily;
import org.genera.run.plugins.JarReport;

/**
 * A jar in a plugin folder, whether its families are offered or not.
 *
 * @param id from its manifest, or the file's name where the manifest cannot be read
 * @param version from its manifest; empty where the manifest cannot be read
 * @param file the jar
 * @param sha256 of the jar in hexadecimal; empty where the file cannot be read
 * @param loaded whether its families are offered
 * @param phase the last thing that was tried: {@code read}, {@code validate}, {@code load}, {@code start}, {@code
 *     families} or, for a good one, {@code ready}
 * @param reason why it is left out, in a sentence for people; empty if it is not
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

    static PluginEntry of(Path file, String sha256, JarReport report) {
        return new PluginEntry(
                report.id().isEmpty() ? String.valueOf(file.getFileName()) : report.id(),
                report.version(),
                file,
                sha256,
                report.ready(),
                report.phase(),
                report.reason(),
                report.families().stream().map(DescribedFamily::id).toList());
    }

    PluginEntry refused(String lastPhase, String why) {
        return new PluginEntry(id, version, file, sha256, false, lastPhase, why, List.of());
    }
}
