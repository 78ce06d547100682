package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.db.experiments.SweepRow;
import org.genera.db.experiments.Sweeps;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.sweep.RunningSweeps;
import org.genera.server.sweep.SweepAnalyst;
import org.genera.server.sweep.SweepOverview;

/** {@code /api/sweeps}: runs that were launched together. */
public final class SweepRoutes implements Routes {
    private static final int KEY_LENGTH = 200;

    private final ExperimentLookup experiments;
    private final Sweeps stored;
    private final RunningSweeps sweeps;
    private final SweepOverview overview;
    private final SweepAnalyst analyst;
    private final BlockingHandlers answers;
    private final BlockingHandlers large;

    public SweepRoutes(
            ExperimentLookup experiments,
            Sweeps stored,
            RunningSweeps sweeps,
            SweepOverview overview,
            SweepAnalyst analyst,
            BlockingHandlers answers,
            BlockingHandlers large) {
        this.experiments = experiments;
        this.stored = stored;
        this.sweeps = sweeps;
        this.overview = overview;
        this.analyst = analyst;
        this.answers = answers;
        this.large = large;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/experiments/:experiment/sweeps").handler(answers.json(200, this::list));
        router.get("/api/sweeps/:sweep").handler(answers.json(200, this::get));
        router.post("/api/sweeps/:sweep/stop").handler(answers.json(202, this::stop));
        router.get("/api/sweeps/:sweep/analysis").handler(large.json(200, this::analysis));
    }

    private Object list(RoutingContext context) {
        String experiment = experiments.row(context).spec().id();
        return stored.ofExperiment(experiment).stream().map(overview::of).toList();
    }

    private Object get(RoutingContext context) {
        return overview.of(row(context));
    }

    private Object stop(RoutingContext context) {
        return overview.of(sweeps.stop(row(context)));
    }

    private Object analysis(RoutingContext context) {
        Query query = new Query(context);
        return analyst.of(
                row(context), query.text("measure", KEY_LENGTH).orElse(null), query.word("reading", Reading.LAST));
    }

    private SweepRow row(RoutingContext context) {
        String id = context.pathParam("sweep");
        return stored.find(id).orElseThrow(() -> ProblemException.notFound("sweep", id));
    }
}
