package org.genera.server.http.response;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;

/**
 * A few threads for one kind of blocking work, and a queue of limited length before them: what is small never waits
 * behind what is large, and what would wait too long is refused at once. Thread-safe.
 */
final class WorkPool {
    private static final Duration NEVER_BLOCKED = Duration.ofDays(1);

    private final WorkerExecutor threads;
    private final int openAtMost;
    private final Optional<Duration> limit;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param waitingAtMost requests that wait for a thread
     * @param limit after which an answer is given up; empty where work may last
     */
    WorkPool(Vertx vertx, String name, int threads, int waitingAtMost, Optional<Duration> limit) {
        this.threads = vertx.createSharedWorkerExecutor(
                "genera-" + name, threads, limit.orElse(NEVER_BLOCKED).toMillis(), TimeUnit.MILLISECONDS);
        this.openAtMost = threads + waitingAtMost;
        this.limit = limit;
    }

    /** What the function returns; a problem with status 503 where it came too late or was not begun. */
    <T> Future<T> run(RoutingContext context, Function<RoutingContext, T> work) {
        if (open.incrementAndGet() > openAtMost) {
            open.decrementAndGet();
            return Future.failedFuture(busy("found " + openAtMost + " under way"));
        }
        Future<T> result = threads.executeBlocking(
                () -> {
                    if (context.response().closed() || context.response().ended()) {
                        throw busy("the client has gone");
                    }
                    return work.apply(context);
                },
                false);
        result.onComplete(done -> open.decrementAndGet());
        return limit.isEmpty()
                ? result
                : result.timeout(limit.get().toMillis(), TimeUnit.MILLISECONDS)
                        .recover(cause -> Future.failedFuture(
                                cause instanceof java.util.concurrent.TimeoutException
                                        ? busy("found none after " + limit.get().toSeconds() + " s")
                                        : cause));
    }

    private static ProblemException busy(String found) {
        return new ProblemException(Problem.of(
                503, "expected a server with time for this request, " + found + "; try again in a few seconds"));
    }
}
