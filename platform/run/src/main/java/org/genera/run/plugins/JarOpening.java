package org.genera.run.plugins;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginStatusProvider;

/**
 * PF4J for one jar alone. A manager of several jars lets a broken one spoil loading, stopping and unloading of the
 * others; managers of one each cannot.
 */
final class JarOpening extends DefaultPluginManager {

    JarOpening(Path jar, String apiVersion) {
        super(List.of(jar.toAbsolutePath().getParent()));
        setSystemVersion(apiVersion);
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestPluginDescriptorFinder();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                PluginClassLoader loader = new PluginClassLoader(
                        pluginManager,
                        descriptor,
                        new PluginParent(JarOpening.class.getClassLoader()),
                        ClassLoadingStrategy.APD);
                loader.addFile(path.toFile());
                return loader;
            }
        };
    }

    /** Nothing is switched off by files that happen to lie in the folder. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String pluginId) {
                return false;
            }

            @Override
            public void disablePlugin(String pluginId) {
                // Genera has no such switch: take the jar out of the folder.
            }

            @Override
            public void enablePlugin(String pluginId) {
                // Every plugin is enabled.
            }
        };
    }
}
