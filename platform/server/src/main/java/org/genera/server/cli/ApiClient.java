package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.genera.run.Json;
import org.genera.server.Server;
import org.genera.server.http.guard.AccessToken;

/** Speaks to the server of this process as any other client would. */
final class ApiClient {
    private static final String TOKEN = "token=";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private final Optional<String> token;

    ApiClient(Server server) {
        this.base = server.address();
        this.token = server.token().map(AccessToken::value);
    }

    /** @param address as a server prints it, with its token where it has one */
    ApiClient(URI address) {
        this.base = address.resolve("/");
        String query = Optional.ofNullable(address.getQuery()).orElse("");
        this.token = query.startsWith(TOKEN) ? Optional.of(query.substring(TOKEN.length())) : Optional.empty();
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

    void delete(String path) throws IOException, InterruptedException {
        answer(request(path).DELETE().build());
    }

    /** An answer as it comes. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            get(path);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api" + path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
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
