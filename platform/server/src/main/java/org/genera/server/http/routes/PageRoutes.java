package org.genera.server.http.routes;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Set;

/** The pages: files under {@code webroot} of the class path; every address that is no file is the application's. */
public final class PageRoutes implements Routes {
    private static final String INDEX = "/index.html";
    private static final boolean PRESENT = PageRoutes.class.getResource("/webroot" + INDEX) != null;

    @Override
    public void mount(Router router) {
        if (!PRESENT) {
            router.get("/")
                    .handler(context -> context.response()
                            .putHeader("Content-Type", "text/plain; charset=utf-8")
                            .end(
                                    "Genera is running, without its pages: this build left them out. The interface is under"
                                            + " /api, described by /api/openapi.json.\n"));
            return;
        }
        reading(router).handler(PageRoutes::cachePolicy);
        reading(router)
                .handler(StaticHandler.create("webroot")
                        .setCachingEnabled(false)
                        .setIndexPage(INDEX)
                        .skipCompressionForMediaTypes(Set.of("image/png", "font/woff2")));
        reading(router).handler(PageRoutes::application);
    }

    private static Route reading(Router router) {
        return router.route().method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /** Names of built files carry a hash of their content; everything else may change with the next build. */
    private static void cachePolicy(RoutingContext context) {
        boolean hashed = context.normalizedPath().startsWith("/assets/");
        context.response().putHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        context.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                                + " worker-src 'self' blob:; frame-ancestors 'none'");
        context.next();
    }

    private static void application(RoutingContext context) {
        String path = context.normalizedPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals(INDEX) || name.contains(".")) {
            context.fail(404);
        } else {
            context.reroute(INDEX);
        }
    }
}
