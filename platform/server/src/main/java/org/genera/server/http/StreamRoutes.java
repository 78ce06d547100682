package org.genera.server.http;

import io.vertx.ext.web.Router;
import org.genera.server.stream.LiveStream;

/** {@code /api/stream}. */
final class StreamRoutes {
    private final LiveStream stream;

    StreamRoutes(LiveStream stream) {
        this.stream = stream;
    }

    void mount(Router router) {
        router.get("/api/stream").handler(context -> {
            // A compressor would hold events back.
            Answers.uncompressed(context);
            stream.open(context.request());
        });
    }
}
