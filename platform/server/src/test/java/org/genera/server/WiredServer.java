package org.genera.server;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.launch.Distribution;

/** The parts of a server, put together and not started: nothing follows its runs, and its rebuild waits to be run. */
public final class WiredServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Opened opened;
    private final Rebuild rebuild;
    private final Router router;

    /** @param home whose runs are still missing in the database */
    public WiredServer(Home home, Path distribution) {
        ServerSettings settings = TestServer.settings(home, Distribution.at(distribution), 1, "no-such-tool");
        opened = Opened.open(settings);
        rebuild = opened.db().rebuild(home);
        router = new Wiring(settings, opened, rebuild, vertx).router(vertx);
    }

    public Vertx vertx() {
        return vertx;
    }

    public Rebuild rebuild() {
        return rebuild;
    }

    public Router router() {
        return router;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        opened.close();
    }
}
