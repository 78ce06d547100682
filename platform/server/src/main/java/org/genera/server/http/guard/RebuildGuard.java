package org.genera.server.http.guard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.genera.db.ingest.Rebuild;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;

/** While the database is being rebuilt, nothing is launched, changed or deleted; everything can be read. */
public final class RebuildGuard implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Rebuild rebuild;

    public RebuildGuard(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public void handle(RoutingContext context) {
        boolean free = READING.contains(context.request().method())
                || context.request().path().startsWith("/api/datasets");
        Rebuild.Progress progress = rebuild.progress();
        if (free || progress.over()) {
            context.next();
            return;
        }
        context.fail(new ProblemException(Problem.of(
                503,
                "the database is being rebuilt from the home folder, " + progress.done() + " of " + progress.total()
                        + " runs are in; try again when it is done")));
    }
}
