package org.genera.server.http.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.genera.run.Json;

/** The one place where requests leave the event loop: what a handler does may block. Thread-safe. */
public final class BlockingHandlers {
    private final WorkPool pool;

    private BlockingHandlers(WorkPool pool) {
        this.pool = pool;
    }

    /**
     * Answers by how much work is in them. The pools together come to about as many threads as there are connections to the
     * database.
     *
     * @param small what takes milliseconds
     * @param large long lists, leaderboards, statistics
     * @param deeds what must not be given up half-way, such as a launch of hundreds of runs
     * @param lasting what takes as long as it takes: files that go out
     * @param imports files that come in
     */
    public record BySize(
            BlockingHandlers small,
            BlockingHandlers large,
            BlockingHandlers deeds,
            BlockingHandlers lasting,
            BlockingHandlers imports) {
        public static BySize on(Vertx vertx) {
            return new BySize(
                    new BlockingHandlers(new WorkPool(vertx, "small", 4, 400, Optional.of(Duration.ofSeconds(30)))),
                    new BlockingHandlers(new WorkPool(vertx, "large", 2, 40, Optional.of(Duration.ofMinutes(2)))),
                    new BlockingHandlers(new WorkPool(vertx, "deeds", 1, 40, Optional.empty())),
                    new BlockingHandlers(new WorkPool(vertx, "lasting", 2, 20, Optional.empty())),
                    new BlockingHandlers(new WorkPool(vertx, "imports", 2, 100, Optional.empty())));
        }
    }

    /** Bytes of a type. */
    public record Bytes(String type, byte[] bytes) {}

    /** A status and what goes with it. */
    public record Reply(int status, Object body) {}

    /** Answers with what the function returns, as JSON. */
    public Handler<RoutingContext> json(int status, Function<RoutingContext, Object> answer) {
        return bytes(status, context -> new Bytes("application/json", jsonBytes(answer.apply(context))));
    }

    /** Answers with JSON whose status the function decides. */
    public Handler<RoutingContext> json(Function<RoutingContext, Reply> answer) {
        return then(
                answer,
                (context, reply) ->
                        send(context, reply.status(), new Bytes("application/json", jsonBytes(reply.body()))));
    }

    /** Does something and answers 204. */
    public Handler<RoutingContext> done(Consumer<RoutingContext> deed) {
        return then(
                context -> {
                    deed.accept(context);
                    return true;
                },
                (context, done) -> context.response().setStatusCode(204).end());
    }

    public Handler<RoutingContext> bytes(int status, Function<RoutingContext, Bytes> answer) {
        return then(answer, (context, bytes) -> send(context, status, bytes));
    }

    /** Hands the result of something that may block to the event loop. */
    public <T> Handler<RoutingContext> then(
            Function<RoutingContext, T> question, BiConsumer<RoutingContext, T> answer) {
        return context -> ask(context, question)
                .onSuccess(result -> {
                    if (!context.response().closed() && !context.response().ended()) {
                        answer.accept(context, result);
                    }
                })
                .onFailure(context::fail);
    }

    private <T> Future<T> ask(RoutingContext context, Function<RoutingContext, T> question) {
        return pool.run(context, question);
    }

    private static void send(RoutingContext context, int status, Bytes bytes) {
        if (bytes.type().startsWith("image/") || bytes.type().equals("application/octet-stream")) {
            uncompressed(context);
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", bytes.type())
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(bytes.bytes()));
    }

    /** For what is compressed already, does not shrink, or must go out at once. */
    public static void uncompressed(RoutingContext context) {
        context.response().putHeader("Content-Encoding", "identity");
    }

    public static byte[] jsonBytes(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
