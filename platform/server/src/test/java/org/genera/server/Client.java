package org.genera.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.genera.run.Json;

/** Talks to a server as the pages do, and holds what it answers against the OpenAPI document. */
public record Client(URI address) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long PATIENCE_MILLIS = 20_000;

    /** Status and body of an answer. */
    public record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body instanceof String text ? text : Json.write(body));
    }

    public Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api" + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode node = Json.mapper().missingNode();
            if (json) {
                node = Json.mapper().readTree(response.body());
                Contract.check(method, path, response.statusCode(), node);
            }
            return new Answer(response.statusCode(), node, response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new experiment on the ring of Gaussians; its id. */
    public String experiment() {
        return experiment(Map.of());
    }

    /** One that keeps a share of the training split to choose by. */
    public String choosingExperiment() {
        return experiment(Map.of("validation", 0.1));
    }

    /** One with a protocol of its own. */
    public String experiment(Map<String, ?> protocol) {
        return post(
                        "/experiments",
                        Map.of(
                                "name",
                                "ring",
                                "setup",
                                Map.of(
                                        "data",
                                        Map.of("dataSet", "ring8"),
                                        "budget",
                                        Map.of("unit", "steps", "amount", 100, "batchSize", 10),
                                        "protocol",
                                        protocol)))
                .text("id");
    }

    /** Launches the fake family; the ids of the runs. */
    public java.util.List<String> launch(String experiment, Map<String, ?> values, Integer... seeds) {
        Answer answer = post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        java.util.List.of(Map.of("family", "fake", "variant", "plain", "values", values)),
                        "seeds",
                        java.util.List.of(seeds)));
        if (answer.status() != 201) {
            throw new AssertionError(answer.body().toString());
        }
        return answer.body().path("items").findValuesAsText("id");
    }

    /** Launches one run of a variant of the fake family; its id. */
    public String launch(String experiment, String variant, Map<String, ?> values, int seed) {
        Answer answer = post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        java.util.List.of(Map.of("family", "fake", "variant", variant, "values", values)),
                        "seeds",
                        java.util.List.of(seed)));
        if (answer.status() != 201) {
            throw new AssertionError(answer.body().toString());
        }
        return answer.body().path("items").path(0).path("id").asText();
    }

    /** The run once its state has the name. */
    public JsonNode await(String run, String state) {
        return await(
                run, state, node -> node.path("state").path("name").asText().equals(state));
    }

    /** The run once it is as requested. */
    public JsonNode await(String run, String asked, Predicate<JsonNode> condition) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        JsonNode node = get("/runs/" + run).body();
        while (!condition.test(node)) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("expected run " + run + " to be " + asked + ", found " + node);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            node = get("/runs/" + run).body();
        }
        return node;
    }
}
