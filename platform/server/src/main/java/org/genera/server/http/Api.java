package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.genera.server.http.guard.RebuildGuard;
import org.genera.server.http.guard.RequestGuard;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.NulCharacters;
import org.genera.server.http.request.Target;
import org.genera.server.http.routes.PageRoutes;
import org.genera.server.http.routes.Routes;

/** The way of a request: the guards before the routes, the failures behind them. */
public final class Api {
    static final long BODY_LIMIT_BYTES = 1 << 20;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Api() {}

    /** What the server does with a request. */
    public static Handler<HttpServerRequest> handler(Router router) {
        return request -> new Target(request.uri())
                .refusal()
                .ifPresentOrElse(
                        why -> Failures.send(request.response(), Problem.of(400, why)), () -> router.handle(request));
    }

    /** What the server does with what is no request. */
    public static void unreadable(HttpServerRequest request) {
        Failures.unreadable(request);
    }

    /**
     * The router of the whole server.
     *
     * @param withoutBody routes that stand before the body handler: a stream must not wait for a body, and an upload has a
     *     larger one
     * @param routes all others below {@code /api}
     */
    public static Router router(
            Vertx vertx, RequestGuard guard, RebuildGuard rebuilding, List<Routes> withoutBody, List<Routes> routes) {
        Router router = Router.router(vertx);
        router.route().handler(guard).failureHandler(new Failures());
        router.route().handler(NulCharacters::inAddress);
        router.route().handler(Api::knownMethod);
        withoutBody.forEach(each -> each.mount(router));
        router.route("/api/*").handler(Api::noForm);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
        router.route("/api/*").handler(NulCharacters::inBody).handler(rebuilding);
        routes.forEach(each -> each.mount(router));
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
