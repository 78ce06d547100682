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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.http.Api;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.launch.FolderTree;
import org.genera.server.launch.RunLifecycle;
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
            opened = Opened.open(settings);
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

    private static Server listen(ServerSettings settings, HomeLock lock, Vertx vertx, Opened opened) {
        Rebuild rebuild = opened.db().rebuild(settings.home());
        if (!rebuild.takesLong()) {
            rebuild.run();
        }
        Wiring wiring = new Wiring(settings, opened, rebuild, vertx);
        HttpVerticle http = new HttpVerticle(settings, Api.handler(wiring.router(vertx)));
        await(vertx.deployVerticle(http), "listen on " + settings.host() + ":" + settings.port());
        await(
                vertx.deployVerticle(
                        wiring.follower(), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)),
                "follow runs");
        opened.plugins().follow(wiring::pluginsChanged);
        return new Server(settings, lock, vertx, opened, rebuild, wiring.lifecycle(), http.port());
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
