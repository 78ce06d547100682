package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.genera.db.runs.Evaluations;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.StoredEvaluation;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunRequest;
import org.genera.server.http.request.EvaluationBody;
import org.genera.server.http.request.Fields;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.LaunchedData;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.view.EvaluationView;
import org.genera.server.view.EvaluationView.State;

/** {@code /api/runs/{run}/evaluations}: checkpoints evaluated again. */
public final class EvaluationRoutes implements Routes {
    private final RunLookup runs;
    private final Evaluations evaluations;
    private final RunLifecycle lifecycle;
    private final LaunchedData data;
    private final BlockingHandlers answers;

    public EvaluationRoutes(
            RunLookup runs,
            Evaluations evaluations,
            RunLifecycle lifecycle,
            LaunchedData data,
            BlockingHandlers answers) {
        this.runs = runs;
        this.data = data;
        this.evaluations = evaluations;
        this.lifecycle = lifecycle;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/runs/:run/evaluations").handler(answers.json(200, this::list));
        router.post("/api/runs/:run/evaluations").handler(answers.json(202, this::evaluate));
    }

    /** What was granted, then what is being granted, then what waits. */
    private Object list(RoutingContext context) {
        RunRow row = runs.row(context);
        String run = row.spec().runId();
        // The open ones first: one that is granted in between is then told twice and shown once, instead of not at all.
        List<RunRequest> waiting = lifecycle.waiting(run);
        List<RunRequest> underWay = lifecycle.underWay(run).stream().toList();
        List<EvaluationView> views = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (StoredEvaluation stored : evaluations.ofRun(run)) {
            views.add(EvaluationView.of(row, stored));
            told.add(stored.request().id());
        }
        add(views, told, row, underWay, State.RUNNING);
        add(views, told, row, waiting, State.WAITING);
        return views;
    }

    private static void add(
            List<EvaluationView> views, Set<String> told, RunRow row, List<RunRequest> requests, State state) {
        for (RunRequest each : requests) {
            if (each instanceof EvaluationRequest request && told.add(request.id())) {
                views.add(EvaluationView.open(row, request, state));
            }
        }
    }

    private Object evaluate(RoutingContext context) {
        RunRow row = runs.row(context);
        data.requireSame(row.spec(), "evaluated");
        EvaluationRequest request =
                EvaluationBody.read(Fields.ofBody(context), runs.variant(row), row, runs.directory(row));
        lifecycle.ask(row, request);
        return new SampleRoutes.Accepted(request.id());
    }
}
