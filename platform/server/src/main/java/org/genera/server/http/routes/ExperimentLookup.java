package org.genera.server.http.routes;

import io.vertx.ext.web.RoutingContext;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.experiments.Experiments;
import org.genera.db.runs.RunRow;
import org.genera.server.http.problem.ProblemException;

/** The experiment that a path names, or that a run belongs to. */
public final class ExperimentLookup {
    private final Experiments experiments;

    public ExperimentLookup(Experiments experiments) {
        this.experiments = experiments;
    }

    /** The experiment that the path names. */
    ExperimentRow row(RoutingContext context) {
        return find(context.pathParam("experiment"));
    }

    ExperimentRow of(RunRow run) {
        return find(run.spec().experimentId());
    }

    private ExperimentRow find(String id) {
        return experiments.find(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
    }
}
