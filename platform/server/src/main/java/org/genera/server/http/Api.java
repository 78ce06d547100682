package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All routes: the guard before them, the failures behind them. */
public final class Api {
    static final long BODY_LIMIT_BYTES = 1 << 20;

    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private Api() {}

    /** What the server does with a request. */
    public static Handler<HttpServerRequest> handler(Vertx vertx, Services services) {
        Router router = router(vertx, services);
        return request -> {
            if (wellFormed(request.path())) {
                router.handle(request);
            } else {
                // The router would throw, and log a stack for what any client can send.
                request.response().setStatusCode(400).end();
            }
        };
    }

    private static boolean wellFormed(@Nullable String path) {
        return path != null && !MALFORMED.matcher(path).find();
    }

    /** The router of the whole server. */
    static Router router(Vertx vertx, Services services) {
        Answers answers = new Answers(vertx);
        Router router = Router.router(vertx);
        router.route()
                .handler(new RequestGuard(services.host(), services.token()))
                .failureHandler(new Failures());
        router.route().handler(NulCharacters::inAddress);
        // Before the body handler: a stream must not wait for a body, and an upload has a larger one.
        new StreamRoutes(services.stream()).mount(router);
        new UploadRoutes(services.data(), services.home().downloads().resolve("uploads"), answers).mount(router);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
        router.route("/api/*").handler(NulCharacters::inBody);
        new SystemRoutes(services, answers).mount(router);
        new FamilyRoutes(services.plugins(), answers).mount(router);
        new DataSetRoutes(services.data(), answers).mount(router);
        new ExperimentRoutes(services, answers).mount(router);
        new LeaderboardRoutes(services, answers).mount(router);
        new LaunchRoutes(services, answers).mount(router);
        new SweepRoutes(services, answers).mount(router);
        new RunRoutes(services, answers).mount(router);
        new BinRoutes(services, answers).mount(router);
        new RepeatRoutes(services, answers).mount(router);
        new ExportRoutes(services, answers, vertx).mount(router);
        new SampleRoutes(services, answers).mount(router);
        new EvaluationRoutes(services, answers).mount(router);
        new RunFileRoutes(services, answers).mount(router);
        new SeriesRoutes(services.db(), answers).mount(router);
        new OpenApiRoutes(answers).mount(router);
        router.route("/api/*").handler(context -> context.fail(404));
        new PageRoutes().mount(router);
        return router;
    }
}
