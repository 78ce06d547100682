package org.genera.server;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.genera.data.DataCatalogue;
import org.genera.db.ExperimentsDb;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.bin.Bin;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.devices.GpuProbe;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.http.routes.Services;
import org.genera.server.launch.ExperimentRegister;
import org.genera.server.launch.FolderTree;
import org.genera.server.launch.Launches;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.launch.Version;
import org.genera.server.launch.WorkerLauncher;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.stream.LiveStream;
import org.genera.server.stream.RunNews;
import org.genera.server.sweep.RunningSweeps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. {@link #close} stops listening and following and closes the database; workers go on and are found
 * again by the next server.
 */
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final long STOP_SECONDS = 10;
    private static final Duration PLUGINS_AT_START = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final HomeLock lock;
    private final Vertx vertx;
    private final Opened opened;
    private final Rebuild rebuild;
    private final RunLifecycle lifecycle;
    private final int port;

    private Server(
            ServerSettings settings,
            HomeLock lock,
            Vertx vertx,
            Opened opened,
            Rebuild rebuild,
            RunLifecycle lifecycle,
            int port) {
        this.settings = settings;
        this.lock = lock;
        this.vertx = vertx;
        this.opened = opened;
        this.rebuild = rebuild;
        this.lifecycle = lifecycle;
        this.port = port;
    }

    private record Opened(ExperimentsDb db, PluginCatalogue plugins, DataCatalogue data, DeviceSlots devices) {
        void close() {
            plugins.close();
            db.close();
        }
    }

    /**
     * Starts a server and returns when it listens.
     *
     * @throws IllegalStateException if it cannot, saying why
     */
    public static Server start(ServerSettings settings) {
        Home home = settings.home();
        HomeLock lock = HomeLock.of(home);
        sweep(settings.cacheFolder());
        sweep(home.uploads());
        String cache = settings.cacheFolder().resolve("vertx").toAbsolutePath().toString();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setFileSystemOptions(new FileSystemOptions().setFileCacheDir(cache)));
        Opened opened = null;
        try {
            opened = open(settings);
            return listen(settings, lock, vertx, opened);
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            vertx.close();
            lock.close();
            throw e;
        }
    }

    private static void sweep(Path folder) {
        try {
            new FolderTree(folder).delete();
        } catch (IOException e) {
            log.warn("cannot sweep {}: {}", folder, e.getMessage());
        }
    }

    /** At once what takes its time: the database, the plugins, the driver's tool. */
    private static Opened open(ServerSettings settings) {
        Home home = settings.home();
        String jdbcUrl = settings.jdbcUrl().orElseGet(() -> ExperimentsDb.h2Url(home.database()));
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

    private static Server listen(ServerSettings settings, HomeLock lock, Vertx vertx, Opened opened) {
        Home home = settings.home();
        ExperimentsDb db = opened.db();
        Rebuild rebuild = db.rebuild(home);
        if (!rebuild.takesLong()) {
            rebuild.run();
        }
        LiveStream stream = new LiveStream(vertx);
        RunNews news = new RunNews(stream::publish, db.experiments()::find);
        RunLifecycle lifecycle = new RunLifecycle(
                home,
                db,
                new WorkerLauncher(home, settings.distribution(), settings.concurrentRuns(), opened.plugins()::jarFor),
                opened.devices(),
                news,
                settings.cancelGrace());
        RunningSweeps sweeps = new RunningSweeps(home, db, lifecycle, news);
        RunsToBuildOn others = new RunsToBuildOn(home, db, opened.data(), opened.plugins());
        Bin bin = new Bin(home, db, lifecycle, news);
        bin.finishInterrupted();
        Services services = new Services(
                home,
                settings.host(),
                settings.token(),
                databaseInWords(settings),
                db,
                opened.plugins(),
                opened.data(),
                opened.devices(),
                lifecycle,
                new Launches(home, db, opened.data(), opened.plugins(), opened.devices(), others, lifecycle),
                others,
                new ExperimentRegister(home, db, opened.data(), lifecycle, news),
                stream,
                sweeps,
                bin,
                rebuild);
        HttpVerticle http = new HttpVerticle(settings, services);
        await(vertx.deployVerticle(http), "listen on " + settings.host() + ":" + settings.port());
        await(
                vertx.deployVerticle(
                        new FollowerVerticle(
                                rebuild,
                                lifecycle,
                                sweeps,
                                opened.devices(),
                                () -> opened.plugins().deleteCopies(db.runs()::anyOfJar)),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)),
                "follow runs");
        opened.plugins().follow(() -> stream.publish("plugins", Map.of()));
        return new Server(settings, lock, vertx, opened, rebuild, lifecycle, http.port());
    }

    /** Where this machine reaches the server, such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return address(EVERY_ADDRESS.contains(settings.host()) ? "127.0.0.1" : settings.host());
    }

    /** What a person opens: the address, with the token where one is needed. */
    public URI entry() {
        if (settings.token().isEmpty()) {
            return address();
        }
        String query = "/?token=" + settings.token().get().value();
        return address(EVERY_ADDRESS.contains(settings.host()) ? nameOfThisMachine() : settings.host())
                .resolve(query);
    }

    /** What a client must show, where it must. */
    public Optional<AccessToken> token() {
        return settings.token();
    }

    private URI address(String host) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static String nameOfThisMachine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }

    /** Runs whose workers go on without a server. */
    public int activeRuns() {
        return lifecycle.activeRuns();
    }

    public int queuedRuns() {
        return lifecycle.queuedRuns();
    }

    /** Waits until the database knows all of the home folder; nothing can be launched before. */
    public void awaitRebuilt() throws InterruptedException {
        rebuild.await();
    }

    @Override
    public void close() {
        rebuild.stop();
        await(vertx.close(), "stop");
        opened.close();
        lock.close();
    }

    private static String databaseInWords(ServerSettings settings) {
        // Addresses may carry a password.
        return settings.jdbcUrl()
                .map(url -> url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//"))
                .orElseGet(() -> "H2 in " + settings.home().database().toAbsolutePath());
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

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while about to " + what, e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("cannot " + what + ": " + cause.getMessage(), cause);
        }
    }
}
