package org.genera.run.plugins;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What plugins see of the application: the API, the graph library, PF4J, slf4j, TensorFlow with its native bridge, and
 * the JDK. Nothing else, so that a plugin neither depends on a room by accident nor clashes with the versions of our
 * libraries.
 */
final class PluginParent extends ClassLoader {
    private static final List<String> SHOWN = List.of(
            "org.genera.spi.",
            "org.genera.nn.",
            "org.pf4j.",
            "org.slf4j.",
            "org.tensorflow.",
            "org.bytedeco.",
            "org.jspecify.");

    private final ClassLoader application;

    PluginParent(ClassLoader application) {
        super(ClassLoader.getPlatformClassLoader());
        this.application = application;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String shown : SHOWN) {
            if (name.startsWith(shown)) {
                return application.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }
}
