package org.genera.server;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import org.genera.server.http.Api;
import org.genera.server.http.Services;
import org.jspecify.annotations.Nullable;

/** Listens. */
final class HttpVerticle extends VerticleBase {
    private static final int PORTS_TO_TRY = 50;
    /** A comparison names its runs in the address. */
    private static final int LINE_BYTES = 1 << 16;

    private final ServerSettings settings;
    private final Services services;
    private @Nullable HttpServer server;

    HttpVerticle(ServerSettings settings, Services services) {
        this.settings = settings;
        this.services = services;
    }

    @Override
    public Future<?> start() {
        return listen(settings.port(), settings.tryNextPorts() && settings.port() > 0 ? PORTS_TO_TRY : 1);
    }

    int port() {
        if (server == null) {
            throw new IllegalStateException("expected a server that listens, found it not started");
        }
        return server.actualPort();
    }

    private Future<HttpServer> listen(int port, int attempts) {
        HttpServer attempt = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(LINE_BYTES)
                        .setReuseAddress(true)
                        .setReusePort(false))
                .requestHandler(Api.handler(vertx, services));
        return attempt.listen(port, settings.host())
                .onSuccess(listening -> server = listening)
                .recover(cause -> cause instanceof BindException && attempts > 1 && port < 65_535
                        ? listen(port + 1, attempts - 1)
                        : Future.failedFuture(cause));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
