package org.genera.worker.context;

import java.util.Optional;
import java.util.function.Supplier;
import org.genera.run.plugins.PluginJar;
import org.genera.run.spec.RunSpec;
import org.genera.worker.process.RunFailed;

/**
 * The plugin that made a run beside the one that is open now. Values and checkpoints of the one may be nothing to the other;
 * such a run is still there to be looked at, but cannot be gone on with.
 *
 * @param maker what the run's provenance says
 * @param version of the plugin that is open
 * @param sha256 hash of its jar
 */
public record PluginProvenance(RunSpec.Provenance maker, String version, String sha256) {
    private static final int WORDS_AT_MOST = 300;

    static PluginProvenance of(RunSpec spec, PluginJar plugin, String sha256) {
        return new PluginProvenance(spec.provenance(), plugin.version(), sha256);
    }

    /** Whether another jar is open than the one of the launch. */
    boolean another() {
        return !maker.pluginSha256().isEmpty() && !maker.pluginSha256().equals(sha256);
    }

    /** A sentence for the run's page where another jar is open. */
    Optional<String> notice() {
        return another()
                ? Optional.of("The plugin has changed since the launch: this run is trained by the jar with the hash "
                        + sha256 + ", and was launched with " + maker.pluginSha256()
                        + ". Its numbers may differ from those of an uninterrupted run.")
                : Optional.empty();
    }

    /**
     * Reads what the maker wrote.
     *
     * @param what such as {@code "the values of this run"}
     * @throws IllegalArgumentException if another jar is open, and it cannot; names the version that made the run
     */
    public <T> T read(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException | LinkageError e) {
            if (!another()) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "expected " + maker.plugin() + " " + maker.pluginVersion() + " of Genera " + maker.genera()
                            + ", which made this run, got " + version + ", which cannot read " + what + " (" + brief(e)
                            + "); put the jar of " + maker.pluginVersion()
                            + " back into the folder plugins of the home folder, or repeat the run",
                    e);
        }
    }

    /** In one line. */
    private static String brief(Throwable e) {
        String words = RunFailed.words(e).replaceAll("\\s+", " ").strip();
        return words.length() <= WORDS_AT_MOST ? words : words.substring(0, WORDS_AT_MOST) + "…";
    }
}
