package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.genera.run.Json;

/** The one place where requests leave the event loop: what a handler does may block. Thread-safe. */
final class Answers {
    private final Vertx vertx;

    Answers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Bytes of a type. */
    record Bytes(String type, byte[] bytes) {}

    /** Answers with what the function returns, as JSON. */
    Handler<RoutingContext> json(int status, Function<RoutingContext, Object> answer) {
        return bytes(status, context -> new Bytes("application/json", jsonBytes(answer.apply(context))));
    }

    /** Answers with JSON whose status the function decides. */
    Handler<RoutingContext> json(Function<RoutingContext, Reply> answer) {
        return context -> vertx.executeBlocking(() -> answer.apply(context), false)
                .onSuccess(
                        reply -> send(context, reply.status(), new Bytes("application/json", jsonBytes(reply.body()))))
                .onFailure(context::fail);
    }

    /** A status and what goes with it. */
    record Reply(int status, Object body) {}

    /** Does something and answers 204. */
    Handler<RoutingContext> done(java.util.function.Consumer<RoutingContext> deed) {
        return context -> vertx.executeBlocking(
                        () -> {
                            deed.accept(context);
                            return true;
                        },
                        false)
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    Handler<RoutingContext> bytes(int status, Function<RoutingContext, Bytes> answer) {
        return context -> vertx.executeBlocking(() -> answer.apply(context), false)
                .onSuccess(bytes -> send(context, status, bytes))
                .onFailure(context::fail);
    }

    /** Hands the result of something that may block to the event loop. */
    <T> Handler<RoutingContext> then(
            Function<RoutingContext, T> question, java.util.function.BiConsumer<RoutingContext, T> answer) {
        return context -> vertx.executeBlocking(() -> question.apply(context), false)
                .onSuccess(result -> answer.accept(context, result))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, int status, Bytes bytes) {
        if (context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", bytes.type())
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(bytes.bytes()));
    }

    static byte[] jsonBytes(Object value) {
        return Json.write(value).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
