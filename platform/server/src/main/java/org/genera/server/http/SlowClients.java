package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.server.http.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections that send or take next to nothing: heads that never end, bodies that trickle, answers that nobody
 * reads, silence between requests. A stream of events is not its business: that one has a heartbeat and cuts readers
 * itself. For one event loop.
 */
public final class SlowClients {
    /** Slower than this, a body stands still. */
    private static final long BYTES_PER_SECOND = 2_000;
    /** An answer waits in memory for whoever asked, so less is borne. */
    private static final long ANSWER_BYTES_PER_SECOND = 20_000;

    private final long patienceNanos;
    private final Map<HttpConnection, Watch> watched = new HashMap<>();

    public SlowClients(Vertx vertx, Duration patience) {
        this.patienceNanos = patience.toNanos();
        vertx.setPeriodic(Math.max(1, patience.toMillis() / 4), timer -> look(System.nanoTime()));
    }

    /** What is known of a connection. */
    private static final class Watch {
        private @Nullable HttpServerRequest request;
        private long since = System.nanoTime();
        private long bytes;
        private boolean answered;
    }

    /** To be told of every connection. */
    public void watch(HttpConnection connection) {
        watched.put(connection, new Watch());
        connection.closeHandler(closed -> watched.remove(connection));
    }

    /** Sees each request before the handler does. */
    public Handler<HttpServerRequest> before(Handler<HttpServerRequest> handler) {
        return request -> {
            Watch watch = watched.get(request.connection());
            if (watch != null) {
                watch.request = request;
                watch.since = System.nanoTime();
                watch.bytes = 0;
                watch.answered = false;
            }
            handler.handle(request);
        };
    }

    private void look(long now) {
        List.copyOf(watched.entrySet()).forEach(each -> look(each.getKey(), each.getValue(), now));
    }

    private void look(HttpConnection connection, Watch watch, long now) {
        HttpServerRequest request = watch.request;
        if (request == null) {
            closeAfter(connection, watch, now, 0);
        } else if (request.response().ended()) {
            if (!watch.answered) {
                watch.answered = true;
                watch.since = now;
            }
            // What was handed over may still be on its way.
            closeAfter(connection, watch, now, request.response().bytesWritten());
        } else if (!request.isEnded()) {
            awaitBody(request, watch, now);
        }
    }

    private void closeAfter(HttpConnection connection, Watch watch, long now, long bytesToSend) {
        if (now - watch.since > patienceNanos + bytesToSend * 1_000_000_000 / ANSWER_BYTES_PER_SECOND) {
            connection.close();
        }
    }

    private void awaitBody(HttpServerRequest request, Watch watch, long now) {
        long enough = Math.max(1, BYTES_PER_SECOND * patienceNanos / 1_000_000_000);
        if (request.bytesRead() - watch.bytes >= enough) {
            watch.bytes = request.bytesRead();
            watch.since = now;
        } else if (now - watch.since > patienceNanos && !request.response().headWritten()) {
            Problem problem = Problem.of(
                    408,
                    "expected the rest of the body, got " + request.bytesRead() + " bytes and then next to nothing for "
                            + Duration.ofNanos(patienceNanos).toSeconds() + " s");
            Failures.send(request.response().putHeader("Connection", "close"), problem);
        }
    }
}
