package org.genera.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.spi.ModelFamily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin jars of some folders and the families they bring. A broken jar is listed with its reason and harms nobody.
 * Immutable once open, so any thread may read it; what plugins may see is {@link PluginParent}'s business.
 */
public final class PluginCatalogue implements AutoCloseable {
    /** The version of the API that {@code Plugin-Requires} is compared with. */
    public static final String API_VERSION = "1.0.0";

    private static final Logger LOG = LoggerFactory.getLogger(PluginCatalogue.class);

    private final List<PluginEntry> entries = new ArrayList<>();
    private final Map<String, ModelFamily> families = new LinkedHashMap<>();
    private final Map<String, PluginEntry> pluginByFamily = new LinkedHashMap<>();
    private final List<PluginJar> opened = new ArrayList<>();

    private PluginCatalogue() {}

    /**
     * Opens every {@code *.jar} of the folders, by order of folders and then of names. Folders need not exist; where two
     * jars bring the same plugin or family, the first is taken.
     */
    public static PluginCatalogue open(List<Path> folders) {
        PluginCatalogue catalogue = new PluginCatalogue();
        for (Path folder : folders) {
            for (Path jar : jars(folder)) {
                catalogue.add(jar);
            }
        }
        return catalogue;
    }

    private static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            LOG.warn("cannot list the plugin folder {}", folder, e);
        }
        jars.sort(null);
        return jars;
    }

    private void add(Path file) {
        PluginEntry entry =
                new PluginEntry(String.valueOf(file.getFileName()), "", file, "", false, "read", "", List.of());
        try {
            entry = new PluginEntry(entry.id(), "", file, sha256(file), false, "read", "", List.of());
            PluginJar.Label label = PluginJar.label(file);
            entry = new PluginEntry(label.id(), label.version(), file, entry.sha256(), false, "load", "", List.of());
            requireNew(label.id());
            PluginJar jar = PluginJar.open(file, API_VERSION);
            try {
                accept(entry, jar);
            } catch (PluginRefusal e) {
                jar.close();
                throw e;
            }
        } catch (PluginRefusal e) {
            LOG.warn("plugin {} is left out ({}): {}", file.getFileName(), e.phase(), e.reason(), e.getCause());
            entries.add(entry.refused(e.phase(), e.reason()));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("plugin {} is left out", file.getFileName(), e);
            entries.add(entry.refused("read", "it cannot be opened: " + PluginRefusal.words(e)));
        }
    }

    private void requireNew(String pluginId) throws PluginRefusal {
        for (PluginEntry other : entries) {
            if (other.loaded() && other.id().equals(pluginId)) {
                throw new PluginRefusal(
                        "validate",
                        "the plugin " + pluginId + " is there already, from "
                                + other.file().getFileName() + "; take one of the two away");
            }
        }
    }

    private void accept(PluginEntry entry, PluginJar jar) throws PluginRefusal {
        Map<String, ModelFamily> own = new LinkedHashMap<>();
        for (ModelFamily family : jar.families()) {
            String id = family.card().id();
            PluginEntry owner = pluginByFamily.get(id);
            if (owner != null || own.put(id, family) != null) {
                throw new PluginRefusal(
                        "families",
                        "the family " + id + " is there already, from the plugin "
                                + (owner == null ? entry.id() : owner.id()) + "; ids of families are unique");
            }
        }
        PluginEntry ready = new PluginEntry(
                entry.id(),
                entry.version(),
                entry.file(),
                entry.sha256(),
                true,
                "ready",
                "",
                List.copyOf(own.keySet()));
        entries.add(ready);
        opened.add(jar);
        families.putAll(own);
        own.keySet().forEach(id -> pluginByFamily.put(id, ready));
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Every jar found, good or broken, in the order of opening. */
    public List<PluginEntry> entries() {
        return List.copyOf(entries);
    }

    public List<ModelFamily> families() {
        return List.copyOf(families.values());
    }

    public Optional<ModelFamily> family(String id) {
        return Optional.ofNullable(families.get(id));
    }

    /** The plugin that brings the family. */
    public Optional<PluginEntry> pluginOf(String familyId) {
        return Optional.ofNullable(pluginByFamily.get(familyId));
    }

    @Override
    public void close() {
        List.copyOf(opened).forEach(PluginJar::close);
        opened.clear();
    }
}
