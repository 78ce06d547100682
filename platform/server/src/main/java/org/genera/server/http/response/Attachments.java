package org.genera.server.http.response;

import io.vertx.ext.web.RoutingContext;

/** Answers that a browser saves as files. */
public final class Attachments {
    private static final int LENGTH = 120;

    private Attachments() {}

    /** @param name for people; what a file's name or a header should not hold is replaced */
    public static void name(RoutingContext context, String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9._-]+", "-");
        String tidy = plain.length() <= LENGTH ? plain : plain.substring(plain.length() - LENGTH);
        context.response().putHeader("Content-Disposition", "attachment; filename=\"" + tidy + "\"");
    }
}
