package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.Set;
import org.genera.server.http.guard.RebuildGuard;
import org.genera.server.http.guard.RequestGuard;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.NulCharacters;
import org.genera.server.http.request.Target;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.routes.BinRoutes;
import org.genera.server.http.routes.DataSetRoutes;
import org.genera.server.http.routes.DependencyRoutes;
import org.genera.server.http.routes.EvaluationRoutes;
import org.genera.server.http.routes.ExperimentRoutes;
import org.genera.server.http.routes.ExportRoutes;
import org.genera.server.http.routes.FamilyRoutes;
import org.genera.server.http.routes.LaunchRoutes;
import org.genera.server.http.routes.LeaderboardRoutes;
import org.genera.server.http.routes.OpenApiRoutes;
import org.genera.server.http.routes.PageRoutes;
import org.genera.server.http.routes.RepeatRoutes;
import org.genera.server.http.routes.RunFileRoutes;
import org.genera.server.http.routes.RunRoutes;
import org.genera.server.http.routes.SampleRoutes;
import org.genera.server.http.routes.SeriesRoutes;
import org.genera.server.http.routes.Services;
import org.genera.server.http.routes.StreamRoutes;
import org.genera.server.http.routes.SweepRoutes;
import org.genera.server.http.routes.SystemRoutes;
import org.genera.server.http.routes.UploadRoutes;
import org.genera.server.http.routes.ViewRoutes;

/** All routes: the guard before them, the failures behind them. */
public final class Api {
    static final long BODY_LIMIT_BYTES = 1 << 20;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Api() {}

    /** What the server does with a request. */
    public static Handler<HttpServerRequest> handler(Vertx vertx, Services services) {
        Router router = router(vertx, services);
        return request -> new Target(request.uri())
                .refusal()
                .ifPresentOrElse(
                        why -> Failures.send(request.response(), Problem.of(400, why)), () -> router.handle(request));
    }

    /** What the server does with what is no request. */
    public static void unreadable(HttpServerRequest request) {
        Failures.unreadable(request);
    }

    /** The router of the whole server. */
    static Router router(Vertx vertx, Services services) {
        BlockingHandlers.BySize by = BlockingHandlers.BySize.on(vertx);
        BlockingHandlers answers = by.small();
        Router router = Router.router(vertx);
        router.route()
                .handler(new RequestGuard(services.host(), services.token()))
                .failureHandler(new Failures());
        router.route().handler(NulCharacters::inAddress);
        router.route().handler(Api::knownMethod);
        // Before the body handler: a stream must not wait for a body, and an upload has a larger one.
        new StreamRoutes(services.stream()).mount(router);
        new UploadRoutes(services.data(), services.home().uploads(), by.imports(), answers).mount(router);
        router.route("/api/*").handler(Api::noForm);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
        router.route("/api/*").handler(NulCharacters::inBody).handler(new RebuildGuard(services.rebuild()));
        new SystemRoutes(services, answers).mount(router);
        new FamilyRoutes(services.plugins(), answers).mount(router);
        new ViewRoutes(services, answers).mount(router);
        new DataSetRoutes(services.data(), answers, by.large()).mount(router);
        new ExperimentRoutes(services, answers).mount(router);
        new LeaderboardRoutes(services, by.large()).mount(router);
        new LaunchRoutes(services, answers, by.deeds()).mount(router);
        new SweepRoutes(services, answers, by.large()).mount(router);
        new RunRoutes(services, answers, by.large()).mount(router);
        new DependencyRoutes(services, by.large()).mount(router);
        new BinRoutes(services, by.large(), by.deeds()).mount(router);
        new RepeatRoutes(services, answers).mount(router);
        new ExportRoutes(services, by.lasting()).mount(router);
        new SampleRoutes(services, answers).mount(router);
        new EvaluationRoutes(services, answers).mount(router);
        new RunFileRoutes(services, answers).mount(router);
        new SeriesRoutes(services.db(), answers).mount(router);
        new OpenApiRoutes(answers).mount(router);
        router.route("/api/*").handler(context -> context.fail(404));
        new PageRoutes().mount(router);
        router.route().handler(context -> context.fail(readsOnly(context) ? 404 : 405));
        return router;
    }

    private static void knownMethod(RoutingContext context) {
        if (METHODS.contains(context.request().method().name())) {
            context.next();
        } else {
            context.fail(405);
        }
    }

    private static boolean readsOnly(RoutingContext context) {
        return Set.of("GET", "HEAD").contains(context.request().method().name());
    }

    /** The body handler would take forms apart, and on some methods throw. */
    private static void noForm(RoutingContext context) {
        String type =
                String.valueOf(context.request().getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded")) {
            context.fail(new ProblemException(Problem.of(415, "expected application/json, got a form")));
        } else {
            context.next();
        }
    }
}
