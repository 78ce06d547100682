package org.genera.server.http.routes;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;

/** {@code /api/openapi.json}: the contract itself. */
public final class OpenApiRoutes implements Routes {
    private final BlockingHandlers answers;

    public OpenApiRoutes(BlockingHandlers answers) {
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/openapi.json")
                .handler(answers.bytes(200, context -> new Bytes("application/json", document())));
    }

    public static byte[] document() {
        try (InputStream yaml = OpenApiRoutes.class.getResourceAsStream("/org/genera/server/openapi.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("expected org/genera/server/openapi.yaml on the class path");
            }
            return BlockingHandlers.jsonBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
