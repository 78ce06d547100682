package org.genera.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.genera.data.DataCatalogue;
import org.genera.db.ExperimentsDb;
import org.genera.run.home.Home;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.devices.GpuProbe;
import org.genera.server.launch.Version;
import org.genera.server.plugins.PluginCatalogue;

/** What a server opens before it listens: the database, the plugins, the data sets, the devices. */
record Opened(ExperimentsDb db, PluginCatalogue plugins, DataCatalogue data, DeviceSlots devices)
        implements AutoCloseable {
    private static final Duration PLUGINS_AT_START = Duration.ofSeconds(60);

    /** At once what takes its time. */
    static Opened open(ServerSettings settings) {
        Home home = settings.home();
        String jdbcUrl = settings.jdbcUrlOrUsual();
        CompletableFuture<ExperimentsDb> db = async(() -> ExperimentsDb.open(jdbcUrl));
        PluginCatalogue plugins = new PluginCatalogue(
                settings.distribution().plugins(),
                home.plugins().toAbsolutePath(),
                home.pluginCache().toAbsolutePath(),
                Version.current(),
                settings.distribution().classPath(home, false));
        CompletableFuture<Boolean> looked = async(() -> {
            plugins.look();
            return true;
        });
        DeviceSlots devices =
                new DeviceSlots(settings.concurrentRuns(), new GpuProbe(settings.gpuTool()), home.gpuLibraries());
        CompletableFuture<Boolean> probed = async(() -> {
            devices.refresh();
            return true;
        });
        DataCatalogue data = new DataCatalogue(home.data());
        data.sweep();
        try {
            probed.join();
            Opened opened = new Opened(db.join(), plugins, data, devices);
            // New jars are asked first; those known to stand still are not waited for.
            looked.completeOnTimeout(false, PLUGINS_AT_START.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return opened;
        } catch (CompletionException e) {
            plugins.close();
            db.thenAccept(ExperimentsDb::close);
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> CompletableFuture<T> async(Supplier<T> opening) {
        // Not the common pool: on a small machine it has one thread.
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(opening.get());
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "genera-open");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    @Override
    public void close() {
        plugins.close();
        db.close();
    }
}
