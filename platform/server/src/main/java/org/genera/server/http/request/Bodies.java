package org.genera.server.http.request;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The bytes that a request carries. */
public final class Bodies {

    private Bodies() {}

    public static byte[] of(RoutingContext context) {
        @Nullable Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}
