package org.genera.server.http;

import io.vertx.ext.web.RoutingContext;

/** Answers that a browser saves as files. */
final class Downloads {
    private static final int LENGTH = 120;

    private Downloads() {}

    /** @param name for people; what a file's name or a header should not hold is replaced */
    static void name(RoutingContext context, String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9._-]+", "-");
        String tidy = plain.length() <= LENGTH ? plain : plain.substring(plain.length() - LENGTH);
        context.response().putHeader("Content-Disposition", "attachment; filename=\"" + tidy + "\"");
    }
}
