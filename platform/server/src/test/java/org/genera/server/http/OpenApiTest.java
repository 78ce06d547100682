package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.server.WiredServer;
import org.genera.server.http.routes.OpenApiRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class OpenApiTest {
    @TempDir
    Path folder;

    @Test
    void the_document_lists_exactly_the_routes() throws IOException {
        assertThat(routes()).containsExactlyElementsOf(documented());
    }

    @Test
    void every_reference_in_the_document_leads_somewhere() throws IOException {
        JsonNode document = document();
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    /** Such as {@code GET /runs/{run}}. */
    public static Set<String> documented() throws IOException {
        Set<String> operations = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }));
        return operations;
    }

    private Set<String> routes() {
        try (WiredServer server = new WiredServer(new Home(folder.resolve("home")), folder.resolve("dist"))) {
            Set<String> operations = new TreeSet<>();
            for (Route route : server.router().getRoutes()) {
                String path = route.getPath();
                if (path != null && path.startsWith("/api/") && route.methods() != null) {
                    String documented = path.substring("/api".length())
                            .replaceAll(":([a-z]+)", "{$1}")
                            .replaceAll("/files/\\*?$", "/files/{path}");
                    route.methods().forEach(method -> operations.add(method + " " + documented));
                }
            }
            return operations;
        }
    }

    private static JsonNode document() throws IOException {
        return Json.mapper().readTree(OpenApiRoutes.document());
    }
}
