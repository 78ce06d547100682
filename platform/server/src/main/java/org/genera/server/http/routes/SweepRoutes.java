package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.genera.db.experiments.SweepRow;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.sweep.SweepAnalyst;
import org.genera.server.sweep.SweepOverview;

/** {@code /api/sweeps}: runs that were launched together. */
public final class SweepRoutes {
    private static final int KEY_LENGTH = 200;

    private final Services services;
    private final BlockingHandlers answers;
    private final BlockingHandlers large;
    private final SweepOverview overview;
    private final SweepAnalyst analyst;

    public SweepRoutes(Services services, BlockingHandlers answers, BlockingHandlers large) {
        this.services = services;
        this.answers = answers;
        this.large = large;
        this.overview = new SweepOverview(services.db(), services.sweeps());
        this.analyst = new SweepAnalyst(services.db(), services.plugins(), services.sweeps());
    }

    public void mount(Router router) {
        router.get("/api/experiments/:experiment/sweeps").handler(answers.json(200, this::list));
        router.get("/api/sweeps/:sweep").handler(answers.json(200, this::get));
        router.post("/api/sweeps/:sweep/stop").handler(answers.json(202, this::stop));
        router.get("/api/sweeps/:sweep/analysis").handler(large.json(200, this::analysis));
    }

    private Object list(RoutingContext context) {
        String experiment = ExperimentRoutes.row(services, context).spec().id();
        return services.db().sweeps().ofExperiment(experiment).stream()
                .map(overview::of)
                .toList();
    }

    private Object get(RoutingContext context) {
        return overview.of(row(context));
    }

    private Object stop(RoutingContext context) {
        return overview.of(services.sweeps().stop(row(context)));
    }

    private Object analysis(RoutingContext context) {
        Query query = new Query(context);
        Reading reading = Reading.valueOf(
                query.word("reading", List.of("last", "best"), "last").toUpperCase(Locale.ROOT));
        return analyst.of(row(context), query.text("measure", KEY_LENGTH).orElse(null), reading);
    }

    private SweepRow row(RoutingContext context) {
        String id = context.pathParam("sweep");
        return services.db().sweeps().find(id).orElseThrow(() -> ProblemException.notFound("sweep", id));
    }
}
