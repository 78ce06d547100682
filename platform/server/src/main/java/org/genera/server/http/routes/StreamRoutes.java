package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.stream.LiveStream;

/** {@code /api/stream}. */
public final class StreamRoutes implements Routes {
    private final LiveStream stream;

    public StreamRoutes(LiveStream stream) {
        this.stream = stream;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/stream").handler(context -> {
            // A compressor would hold events back.
            BlockingHandlers.uncompressed(context);
            stream.open(context.request());
        });
    }
}
