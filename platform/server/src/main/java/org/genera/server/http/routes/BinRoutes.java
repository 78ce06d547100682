package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.server.bin.Bin;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;

/** {@code /api/bin}: what is deleted, and purging it for good; restoring is with runs and experiments. */
public final class BinRoutes implements Routes {
    private final RunLookup runs;
    private final ExperimentLookup experiments;
    private final Bin bin;
    private final BlockingHandlers answers;
    private final BlockingHandlers deeds;

    public BinRoutes(
            RunLookup runs, ExperimentLookup experiments, Bin bin, BlockingHandlers answers, BlockingHandlers deeds) {
        this.runs = runs;
        this.experiments = experiments;
        this.bin = bin;
        this.answers = answers;
        this.deeds = deeds;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/bin").handler(answers.json(200, context -> bin.contents()));
        router.delete("/api/bin").handler(deeds.json(200, context -> bin.empty()));
        router.delete("/api/bin/runs/:run").handler(deeds.done(this::purgeRun));
        router.delete("/api/bin/experiments/:experiment").handler(deeds.done(this::purgeExperiment));
    }

    private void purgeRun(RoutingContext context) {
        bin.purge(runs.row(context), forced(context));
    }

    private void purgeExperiment(RoutingContext context) {
        bin.purge(experiments.row(context), forced(context));
    }

    /** Whether it goes even if other runs build on it. */
    private static boolean forced(RoutingContext context) {
        return new Query(context).flag("force");
    }
}
