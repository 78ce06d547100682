package org.genera.server.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.UncheckedIOException;
import org.genera.db.connection.UnavailableException;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.routes.UploadRoutes;
import org.genera.server.launch.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a problem document. */
public final class Failures implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final String FULL_DISK = "No space left on device";
    private static final String RETRY_AFTER_SECONDS = "5";

    @Override
    public void handle(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException
                || context.response().closed()) {
            // The client has gone; nobody is left to be told.
            return;
        }
        Problem problem = problem(context);
        if (problem.status() == 500) {
            log.error("{} {}", context.request().method(), context.request().path(), context.failure());
        }
        if (context.response().ended()) {
            return;
        }
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        send(context.response(), problem);
    }

    /** Ends the response with a problem document. */
    static void send(HttpServerResponse response, Problem problem) {
        if (problem.status() == 503) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(BlockingHandlers.jsonBytes(problem)));
    }

    /** What cannot even be read as a request. */
    static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = 400;
        if (cause instanceof TooLongHttpLineException) {
            status = 414;
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = 431;
        }
        send(
                request.response().putHeader("Connection", "close"),
                Problem.of(status, "expected a request in HTTP/1.1, got: " + cause.getMessage()));
    }

    private static Problem problem(RoutingContext context) {
        @Nullable Throwable failure = context.failure();
        if (failure instanceof ProblemException refused) {
            return refused.problem();
        }
        if (failure instanceof RefusedException refused) {
            return Problem.of(409, String.valueOf(refused.getMessage()));
        }
        if (failure instanceof UnavailableException unavailable) {
            return Problem.of(503, String.valueOf(unavailable.getMessage()));
        }
        if (failure instanceof UncheckedIOException
                && String.valueOf(failure.getMessage()).contains(FULL_DISK)) {
            return Problem.of(503, "the disk that holds the home folder is full; free some space and try again");
        }
        if (failure instanceof DecoderException damaged) {
            return Problem.of(400, "expected a form whose parts can be read, got: " + damaged.getMessage());
        }
        if (failure instanceof IllegalArgumentException invalid) {
            return Problem.of(invalid);
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status == 413) {
            boolean upload = context.request().path().equals("/api/datasets");
            long limit = upload ? UploadRoutes.LIMIT_BYTES : Api.BODY_LIMIT_BYTES;
            return Problem.of(413, "expected a body of at most " + limit + " bytes, got more");
        }
        if (status == 404) {
            return Problem.of(404, "there is nothing at " + context.request().path());
        }
        if (status == 405) {
            return Problem.of(
                    405,
                    context.request().method() + " is no way to ask "
                            + context.request().path());
        }
        if (status >= 400 && status < 500) {
            return Problem.of(status, "expected a request that can be read; " + status + " is all that is known");
        }
        return Problem.of(500, "something broke inside; the server's log says what");
    }
}
