package org.genera.server.http.guard;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what is meant for this server. Where only this machine can reach it, the {@code Host} must be one of its
 * names, which stops a foreign name that was pointed at this machine (DNS rebinding). Where others can, the token must be
 * shown: once in the address, which leaves it in a cookie of that host alone, or as a bearer. An {@code Origin}, where
 * there is one, must be this server's own, which stops pages of other servers. Stands before every route.
 */
public final class RequestGuard implements Handler<RoutingContext> {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?");
    private static final String COOKIE = "genera-token";
    private static final String BEARER = "Bearer ";

    private final Set<String> names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]", "::1"));
    private final Optional<AccessToken> token;

    /** @param host on which the server listens */
    public RequestGuard(String host, Optional<AccessToken> token) {
        names.add(host.toLowerCase(Locale.ROOT));
        this.token = token;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        List<String> hosts = context.request().headers().getAll("Host");
        if (hosts.size() > 1 || !hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
            context.fail(new ProblemException(Problem.of(
                    400, "expected one Host header, a name and perhaps a port, got " + String.join(" and ", hosts))));
            return;
        }
        HostAndPort authority = context.request().authority();
        if (authority == null
                || token.isEmpty() && !names.contains(authority.host().toLowerCase(Locale.ROOT))) {
            String found = authority == null ? "none" : "\"" + authority.host() + "\"";
            context.fail(new ProblemException(
                    Problem.of(403, "expected a Host header of this server, such as localhost, got " + found)));
            return;
        }
        for (String origin : context.request().headers().getAll("Origin")) {
            if (!own(origin, authority, scheme(context))) {
                context.fail(new ProblemException(
                        Problem.of(403, "expected a request of this server's own pages, got one of " + origin)));
                return;
            }
        }
        if (token.isPresent() && !shown(context, token.get())) {
            return;
        }
        context.next();
    }

    /** Answers the request itself where it does not show the token, or shows it in the address for the first time. */
    private static boolean shown(RoutingContext context, AccessToken token) {
        List<String> inAddress = context.queryParam("token");
        if (context.request().path().equals("/") && inAddress.stream().anyMatch(token::matches)) {
            context.response()
                    .addCookie(Cookie.cookie(COOKIE, token.value())
                            .setPath("/")
                            .setHttpOnly(true)
                            .setSameSite(CookieSameSite.STRICT));
            context.redirect("/");
            return false;
        }
        @Nullable Cookie cookie = context.request().getCookie(COOKIE);
        @Nullable String authorization = context.request().getHeader("Authorization");
        if (cookie != null && token.matches(cookie.getValue())
                || authorization != null
                        && authorization.startsWith(BEARER)
                        && token.matches(authorization.substring(BEARER.length()))) {
            return true;
        }
        context.fail(new ProblemException(Problem.of(
                401,
                "expected this server's token, got none that fits; open the address that it printed at its start")));
        return false;
    }

    /** Of the server's own pages. A proxy before it may speak https; no page can send this header by itself. */
    private String scheme(RoutingContext context) {
        boolean proxied = "https".equals(context.request().getHeader("X-Forwarded-Proto"));
        return token.isPresent() && proxied ? "https" : "http";
    }

    private static boolean own(String origin, HostAndPort authority, String scheme) {
        try {
            URI uri = new URI(origin);
            @Nullable String host = uri.getHost();
            return host != null
                    && scheme.equals(uri.getScheme())
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
