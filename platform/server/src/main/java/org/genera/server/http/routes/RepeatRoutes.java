package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.repeat.Comparison;
import org.genera.server.view.RunView;

/** Doing a run again, and whether it came out the same. */
public final class RepeatRoutes {
    private static final int RUNS_AT_MOST = 1_000;

    private final Services services;
    private final BlockingHandlers answers;

    public RepeatRoutes(Services services, BlockingHandlers answers) {
        this.services = services;
        this.answers = answers;
    }

    public void mount(Router router) {
        router.post("/api/runs/:run/repeat").handler(answers.json(201, this::repeat));
        router.get("/api/runs/:run/repeats").handler(answers.json(200, this::repeats));
        router.get("/api/runs/:run/comparison/:other").handler(answers.json(200, this::comparison));
    }

    private Object repeat(RoutingContext context) {
        RunRow run = RunRoutes.row(services, context);
        ExperimentRow experiment = services.db()
                .experiments()
                .find(run.spec().experimentId())
                .orElseThrow(
                        () -> ProblemException.notFound("experiment", run.spec().experimentId()));
        return RunView.of(services.launches().repeat(experiment, run));
    }

    /** Runs of the same group with the same seed, each compared with this one. */
    private Object repeats(RoutingContext context) {
        RunRow run = withMetrics(RunRoutes.row(services, context).spec().runId());
        return services
                .db()
                .runs()
                .page(new RunQuery(
                        run.spec().experimentId(),
                        List.of(),
                        List.of(),
                        run.spec().family(),
                        false,
                        "createdAt",
                        true,
                        0,
                        RUNS_AT_MOST))
                .items()
                .stream()
                .filter(each -> each.group().equals(run.group())
                        && each.spec().seed() == run.spec().seed()
                        && !each.spec().runId().equals(run.spec().runId()))
                .map(each -> Comparison.of(run, each))
                .toList();
    }

    private Object comparison(RoutingContext context) {
        RunRow run = withMetrics(context.pathParam("run"));
        return Comparison.of(run, withMetrics(context.pathParam("other")));
    }

    private RunRow withMetrics(String id) {
        return services.db().runs().findWithMetrics(id).orElseThrow(() -> ProblemException.notFound("run", id));
    }
}
