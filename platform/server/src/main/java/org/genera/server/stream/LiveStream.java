package org.genera.server.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.genera.run.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One multiplexed stream of server-sent events for everything. {@link #publish} is thread-safe; readers live on the
 * stream's own event loop.
 *
 * <p>A reader that does not keep up is cut and comes back with {@code Last-Event-ID}, or {@code ?after=} where it opens
 * anew; where the ring no longer holds what it missed, it gets a {@code gap} and reads over REST again.
 */
public final class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final long RING_CHARACTERS = 2_000_000;
    private static final int WRITE_QUEUE_BYTES = 4 << 20;
    private static final long ALIVE_EVERY_MILLIS = 15_000;

    private final Context context;
    private final String epoch = Long.toString(System.currentTimeMillis(), 36);
    private final EventRing ring = new EventRing(epoch, RING_CHARACTERS);
    private final AtomicBoolean dispatchPlanned = new AtomicBoolean();
    /** Each reader with the number of the last event that it was sent; changed on the context alone. */
    private final Map<HttpServerResponse, Long> readers = new ConcurrentHashMap<>();

    public LiveStream(Vertx vertx) {
        this.context = vertx.getOrCreateContext();
        context.runOnContext(none -> vertx.setPeriodic(ALIVE_EVERY_MILLIS, timer -> sayAlive()));
    }

    /** Sends an event to all readers. */
    public void publish(String type, Object data) {
        ring.add(type, Json.write(data));
        if (dispatchPlanned.compareAndSet(false, true)) {
            context.runOnContext(none -> dispatch());
        }
    }

    /** How many read along, as of the last look. */
    public int readers() {
        return readers.size();
    }

    /** Opens the stream for a reader. */
    public void open(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.setChunked(true)
                .setWriteQueueMaxSize(WRITE_QUEUE_BYTES)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        @Nullable String reconnecting = request.getHeader("Last-Event-ID");
        @Nullable String lastEventId = reconnecting == null ? request.getParam("after") : reconnecting;
        response.exceptionHandler(cause -> log.debug("a reader of the stream went away: {}", cause.getMessage()));
        response.closeHandler(none -> context.runOnContext(closed -> readers.remove(response)));
        context.runOnContext(none -> begin(response, lastEventId));
    }

    private void begin(HttpServerResponse response, @Nullable String lastEventId) {
        if (response.closed()) {
            return;
        }
        StringBuilder text = new StringBuilder("retry: 1000\n\n");
        Optional<List<StreamEvent>> missed = ring.after(lastEventId);
        long sent;
        if (missed.isPresent()) {
            sent = ring.number(lastEventId).orElseThrow();
            for (StreamEvent event : missed.get()) {
                text.append(event.text(epoch));
                sent = event.id();
            }
        } else {
            // The first event carries an id, so that a reader can resume even if it is cut before the next one.
            sent = ring.lastNumber();
            boolean first = lastEventId == null || lastEventId.isBlank();
            text.append(new StreamEvent(sent, first ? "hello" : "gap", "{}").text(epoch));
        }
        readers.put(response, sent);
        response.write(text.toString());
        // What was published meanwhile.
        dispatch();
    }

    private void dispatch() {
        dispatchPlanned.set(false);
        for (Map.Entry<HttpServerResponse, Long> reader : List.copyOf(readers.entrySet())) {
            HttpServerResponse response = reader.getKey();
            if (response.closed()) {
                readers.remove(response);
                continue;
            }
            Optional<List<StreamEvent>> missed = ring.after(reader.getValue());
            if (missed.isEmpty() || response.writeQueueFull()) {
                cut(response);
                continue;
            }
            if (missed.get().isEmpty()) {
                continue;
            }
            StringBuilder text = new StringBuilder();
            missed.get().forEach(event -> text.append(event.text(epoch)));
            readers.put(response, missed.get().get(missed.get().size() - 1).id());
            response.write(text.toString());
        }
    }

    /** As an event, since pages hear no comments: without it they take the connection for dead. */
    private void sayAlive() {
        for (HttpServerResponse response : List.copyOf(readers.keySet())) {
            if (response.closed()) {
                readers.remove(response);
            } else if (response.writeQueueFull()) {
                cut(response);
            } else {
                response.write("event: alive\ndata: {}\n\n");
            }
        }
    }

    private void cut(HttpServerResponse response) {
        log.debug("cutting a reader that does not keep up");
        readers.remove(response);
        response.reset();
    }
}
