package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.genera.run.Json;
import org.genera.server.Server;

/** Speaks to the server of this process as any other client would. */
final class ApiClient {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Server server;

    ApiClient(Server server) {
        this.server = server;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.address().resolve("/api" + path)).timeout(Duration.ofSeconds(60));
        server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.value()));
        return request;
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        JsonNode body = response.body().isEmpty()
                ? Json.mapper().nullNode()
                : Json.mapper().readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new IOException(
                    body.path("detail").asText(body.path("title").asText("status " + response.statusCode())));
        }
        return body;
    }
}
