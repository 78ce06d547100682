package org.genera.server.http;

import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what is meant for this server: the {@code Host} must be one of its names, which stops a foreign name that
 * was pointed at this machine (DNS rebinding), and an {@code Origin}, where there is one, must be this server's own,
 * which stops pages of other servers. Stands before every route.
 */
final class RequestGuard implements Handler<RoutingContext> {
    private final Set<String> names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]", "::1"));

    /** @param host on which the server listens */
    RequestGuard(String host) {
        names.add(host.toLowerCase(Locale.ROOT));
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        HostAndPort authority = context.request().authority();
        if (authority == null || !names.contains(authority.host().toLowerCase(Locale.ROOT))) {
            String found = authority == null ? "none" : "\"" + authority.host() + "\"";
            context.fail(new ProblemException(
                    Problem.of(403, "expected a Host header of this server, such as localhost, got " + found)));
            return;
        }
        String origin = context.request().getHeader("Origin");
        if (origin != null && !own(origin, authority)) {
            context.fail(new ProblemException(
                    Problem.of(403, "expected a request of this server's own pages, got one of " + origin)));
            return;
        }
        context.next();
    }

    private static boolean own(String origin, HostAndPort authority) {
        try {
            URI uri = new URI(origin);
            @Nullable String host = uri.getHost();
            String scheme = String.valueOf(uri.getScheme());
            return host != null
                    && (scheme.equals("http") || scheme.equals("https"))
                    && bare(host).equalsIgnoreCase(bare(authority.host()))
                    && port(uri.getPort(), scheme) == port(authority.port(), scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(int port, String scheme) {
        if (port > 0) {
            return port;
        }
        return scheme.equals("https") ? 443 : 80;
    }
}
