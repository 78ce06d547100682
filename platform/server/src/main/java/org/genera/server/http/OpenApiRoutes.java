package org.genera.server.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.genera.server.Version;
import org.genera.server.http.Answers.Bytes;

/** {@code /api/openapi.json}: the contract itself. */
final class OpenApiRoutes {
    private final Answers answers;

    OpenApiRoutes(Answers answers) {
        this.answers = answers;
    }

    void mount(Router router) {
        router.get("/api/openapi.json")
                .handler(answers.bytes(200, context -> new Bytes("application/json", document())));
    }

    static byte[] document() {
        try (InputStream yaml = Version.class.getResourceAsStream("openapi.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("expected openapi.yaml beside " + Version.class.getName());
            }
            return Answers.jsonBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
