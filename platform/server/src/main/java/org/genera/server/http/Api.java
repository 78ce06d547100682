package org.genera.server.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** All routes: the guard before them, the failures behind them. */
public final class Api {
    static final long BODY_LIMIT_BYTES = 1 << 20;

    private Api() {}

    /** The router of the whole server. */
    public static Router router(Vertx vertx, Services services) {
        Answers answers = new Answers(vertx);
        Router router = Router.router(vertx);
        router.route().handler(new RequestGuard(services.host())).failureHandler(new Failures());
        // Before the body handler: a stream must not wait for a body.
        new StreamRoutes(services.stream()).mount(router);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
        new SystemRoutes(services, answers).mount(router);
        new FamilyRoutes(services.plugins(), answers).mount(router);
        new DataSetRoutes(services.data(), answers).mount(router);
        new ExperimentRoutes(services, answers).mount(router);
        new LaunchRoutes(services, answers).mount(router);
        new RunRoutes(services, answers).mount(router);
        new SampleRoutes(services, answers).mount(router);
        new RunFileRoutes(services, answers).mount(router);
        new SeriesRoutes(services.db(), answers).mount(router);
        new OpenApiRoutes(answers).mount(router);
        router.route("/api/*").handler(context -> context.fail(404));
        new PageRoutes().mount(router);
        return router;
    }
}
