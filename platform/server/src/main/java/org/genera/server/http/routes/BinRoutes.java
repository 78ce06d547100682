package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;

/** {@code /api/bin}: what is deleted, and purging it for good; restoring is with runs and experiments. */
public final class BinRoutes {
    private final Services services;
    private final BlockingHandlers answers;
    private final BlockingHandlers deeds;

    public BinRoutes(Services services, BlockingHandlers answers, BlockingHandlers deeds) {
        this.services = services;
        this.answers = answers;
        this.deeds = deeds;
    }

    public void mount(Router router) {
        router.get("/api/bin")
                .handler(answers.json(200, context -> services.bin().contents()));
        router.delete("/api/bin")
                .handler(deeds.json(200, context -> services.bin().empty()));
        router.delete("/api/bin/runs/:run").handler(deeds.done(this::purgeRun));
        router.delete("/api/bin/experiments/:experiment").handler(deeds.done(this::purgeExperiment));
    }

    private void purgeRun(RoutingContext context) {
        services.bin().purge(RunRoutes.row(services, context), forced(context));
    }

    private void purgeExperiment(RoutingContext context) {
        services.bin().purge(ExperimentRoutes.row(services, context), forced(context));
    }

    /** Whether it goes even if other runs build on it. */
    private static boolean forced(RoutingContext context) {
        return new Query(context).flag("force");
    }
}
