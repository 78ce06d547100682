package org.genera.server;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.time.Duration;
import org.genera.server.http.Api;
import org.genera.server.http.SlowClients;
import org.jspecify.annotations.Nullable;

/** Listens. */
final class HttpVerticle extends VerticleBase {
    private static final int PORTS_TO_TRY = 50;
    /** A comparison names its runs in the address. */
    private static final int LINE_BYTES = 1 << 16;
    /** Half the time of the usual level, for a few per cent more bytes. */
    private static final int COMPRESSION = 3;

    private static final int COMPRESSED_FROM_BYTES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final Handler<HttpServerRequest> requests;
    private @Nullable HttpServer server;

    HttpVerticle(ServerSettings settings, Handler<HttpServerRequest> requests) {
        this.settings = settings;
        this.requests = requests;
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
        SlowClients slow = new SlowClients(vertx, PATIENCE);
        HttpServer attempt = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(LINE_BYTES)
                        // With it a connection would be known only once its first head has ended.
                        .setHttp2ClearTextEnabled(false)
                        .setCompressionSupported(true)
                        .setCompressionLevel(COMPRESSION)
                        .setCompressionContentSizeThreshold(COMPRESSED_FROM_BYTES)
                        .setReuseAddress(true)
                        .setReusePort(false))
                .connectionHandler(slow::watch)
                .invalidRequestHandler(Api::unreadable)
                .requestHandler(slow.before(requests));
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
