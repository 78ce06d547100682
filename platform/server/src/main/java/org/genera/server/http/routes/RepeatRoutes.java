package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.Runs;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.Launches;
import org.genera.server.repeat.Comparison;
import org.genera.server.view.RunView;

/** Doing a run again, and whether it came out the same. */
public final class RepeatRoutes implements Routes {
    private static final int RUNS_AT_MOST = 1_000;

    private final RunLookup runs;
    private final ExperimentLookup experiments;
    private final Runs stored;
    private final Launches launches;
    private final BlockingHandlers answers;

    public RepeatRoutes(
            RunLookup runs, ExperimentLookup experiments, Runs stored, Launches launches, BlockingHandlers answers) {
        this.runs = runs;
        this.experiments = experiments;
        this.stored = stored;
        this.launches = launches;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.post("/api/runs/:run/repeat").handler(answers.json(201, this::repeat));
        router.get("/api/runs/:run/repeats").handler(answers.json(200, this::repeats));
        router.get("/api/runs/:run/comparison/:other").handler(answers.json(200, this::comparison));
    }

    private Object repeat(RoutingContext context) {
        RunRow run = runs.row(context);
        return RunView.of(launches.repeat(experiments.of(run), run));
    }

    /** Runs of the same group with the same seed, each compared with this one. */
    private Object repeats(RoutingContext context) {
        RunRow run = runs.withMetrics(context.pathParam("run"));
        return stored
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
        return Comparison.of(runs.withMetrics(context.pathParam("run")), runs.withMetrics(context.pathParam("other")));
    }
}
