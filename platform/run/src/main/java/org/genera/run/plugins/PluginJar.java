package org.genera.run.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.genera.spi.ModelFamily;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** One opened jar: its own PF4J manager, its own class loader, its families. Its code runs in this process. */
public final class PluginJar implements AutoCloseable {
    /** The version of the API that {@code Plugin-Requires} is compared with. */
    static final String API_VERSION = "1.0.0";

    private final JarOpening opening;
    private final String pluginId;
    private final List<ModelFamily> families;

    private PluginJar(JarOpening opening, String pluginId, List<ModelFamily> families) {
        this.opening = opening;
        this.pluginId = pluginId;
        this.families = List.copyOf(families);
    }

    List<ModelFamily> families() {
        return families;
    }

    /** What its manifest says. */
    public String version() {
        return opening.getPlugin(pluginId).getDescriptor().getVersion();
    }

    /** The family of that id, asked of the jar's own code. */
    public Optional<ModelFamily> family(String id) {
        return families.stream().filter(family -> family.card().id().equals(id)).findFirst();
    }

    /** What the manifest says of itself. */
    record Label(String id, String version) {}

    /** Reads and checks the manifest and what the jar bundles, without loading a class. */
    static Label label(Path file) throws PluginRefusal {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw new PluginRefusal(
                        "read",
                        "the jar has no manifest; expected META-INF/MANIFEST.MF with Plugin-Id and Plugin-Version");
            }
            Attributes attributes = manifest.getMainAttributes();
            Label label = new Label(required(attributes, "Plugin-Id"), required(attributes, "Plugin-Version"));
            String dependencies = attributes.getValue("Plugin-Dependencies");
            if (dependencies != null && !dependencies.isBlank()) {
                throw new PluginRefusal(
                        "validate",
                        "it depends on the plugin " + dependencies.strip()
                                + "; plugins stand alone, so put what they share into a library inside each jar");
            }
            if (jar.getEntry("META-INF/extensions.idx") == null) {
                throw new PluginRefusal(
                        "validate",
                        "the jar has no META-INF/extensions.idx, so no family would be found; list pf4j under the"
                                + " compiler's annotation processors and annotate the family with @Extension");
            }
            for (String bundled : List.of("org/tensorflow/", "org/bytedeco/", "org/genera/spi/", "org/genera/nn/")) {
                if (jar.stream().anyMatch(entry -> entry.getName().startsWith(bundled))) {
                    throw new PluginRefusal(
                            "validate",
                            "the jar bundles "
                                    + bundled.substring(0, bundled.length() - 1).replace('/', '.')
                                    + "; that comes from Genera, so give the dependency the scope provided");
                }
            }
            return label;
        } catch (IOException e) {
            throw new PluginRefusal("read", "the file is not a readable jar: " + PluginRefusal.words(e), e);
        }
    }

    private static String required(Attributes attributes, String name) throws PluginRefusal {
        String value = attributes.getValue(name);
        if (value == null || value.isBlank()) {
            throw new PluginRefusal("read", "its manifest has no " + name);
        }
        return value.strip();
    }

    /**
     * Opens the jar for use.
     *
     * @throws IllegalArgumentException with its name and what is wrong with it
     */
    public static PluginJar open(Path file) {
        try {
            label(file);
            return open(file, phase -> {});
        } catch (PluginRefusal e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.reason(), e);
        }
    }

    /** Loads, starts and makes the families, telling each phase; leaves nothing open if it refuses. */
    static PluginJar open(Path file, Consumer<String> phase) throws PluginRefusal {
        phase.accept("load");
        JarOpening opening = new JarOpening(file, API_VERSION);
        String id = load(opening, file);
        try {
            phase.accept("start");
            start(opening, id);
            phase.accept("families");
            List<ModelFamily> families = families(opening, id);
            return new PluginJar(opening, id, families);
        } catch (PluginRefusal e) {
            close(opening, id);
            throw e;
        }
    }

    private static String load(JarOpening opening, Path file) throws PluginRefusal {
        String id;
        try {
            id = opening.loadPlugin(file.toAbsolutePath());
        } catch (RuntimeException | LinkageError e) {
            throw new PluginRefusal("load", "it cannot be loaded: " + PluginRefusal.words(e), e);
        }
        PluginWrapper plugin = opening.getPlugin(id);
        if (plugin.getPluginState() == PluginState.DISABLED) {
            String wanted = plugin.getDescriptor().getRequires();
            close(opening, id);
            throw new PluginRefusal(
                    "validate",
                    "it requires Genera's API " + wanted + ", this is " + API_VERSION
                            + "; get a version of the plugin that fits, or another Genera");
        }
        return id;
    }

    private static void start(JarOpening opening, String id) throws PluginRefusal {
        PluginState state;
        try {
            state = opening.startPlugin(id);
        } catch (RuntimeException | LinkageError e) {
            throw new PluginRefusal("start", "it failed to start: " + PluginRefusal.words(e), e);
        }
        if (state != PluginState.STARTED) {
            Throwable cause = opening.getPlugin(id).getFailedException();
            throw new PluginRefusal("start", "it failed to start: " + PluginRefusal.words(cause), cause);
        }
    }

    private static List<ModelFamily> families(JarOpening opening, String id) throws PluginRefusal {
        List<ModelFamily> families = new ArrayList<>();
        for (String name : opening.getExtensionClassNames(id)) {
            families.add(family(opening.getPluginClassLoader(id), name));
        }
        if (families.isEmpty()) {
            throw new PluginRefusal(
                    "families", "it brings no family; expected a class that implements ModelFamily with @Extension");
        }
        return families;
    }

    /** Made here and not by PF4J, which only logs what goes wrong. */
    private static ModelFamily family(ClassLoader loader, String name) throws PluginRefusal {
        try {
            Object made = Class.forName(name, true, loader).getConstructor().newInstance();
            if (!(made instanceof ModelFamily family)) {
                throw new PluginRefusal("families", name + " is an extension but no ModelFamily");
            }
            return family;
        } catch (InvocationTargetException e) {
            throw new PluginRefusal(
                    "families", "the constructor of " + name + " failed: " + PluginRefusal.words(e.getCause()), e);
        } catch (NoSuchMethodException e) {
            throw new PluginRefusal("families", name + " has no public constructor without arguments", e);
        } catch (ReflectiveOperationException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            throw new PluginRefusal("families", name + " cannot be used: " + PluginRefusal.words(e), e);
        }
    }

    /** The hash by which a jar is known, whatever its name: in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        close(opening, pluginId);
    }

    private static void close(JarOpening opening, String id) {
        try {
            opening.unloadPlugin(id);
        } catch (RuntimeException | LinkageError e) {
            org.slf4j.LoggerFactory.getLogger(PluginJar.class).warn("the plugin {} did not close well", id, e);
        }
    }
}
