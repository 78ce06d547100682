package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genera.run.Json;

/** A server of the assembled distribution in a process of its own, as a user starts it. */
final class RunningGenera implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Genera is ready at (http://\\S+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;

    private RunningGenera(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The folder that the build has assembled. */
    static Path distribution() {
        return Path.of(System.getProperty("genera.distribution"));
    }

    /** The command of the distribution with no Maven in reach. */
    static ProcessBuilder command(Path output, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(distribution().resolve("bin/genera").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder;
    }

    /** Starts a server on a free port. */
    static RunningGenera start(Path home, String... more) throws IOException, InterruptedException {
        Path output = Files.createTempFile("genera-server", ".out");
        List<String> arguments =
                new ArrayList<>(List.of("serve", "--port", "0", "--home", home.toString(), "--no-browser"));
        arguments.addAll(List.of(more));
        Process process = command(output, arguments.toArray(String[]::new)).start();
        Instant deadline = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            Matcher matcher = ADDRESS.matcher(Files.readString(output));
            if (matcher.find()) {
                return new RunningGenera(process, URI.create(matcher.group(1)));
            }
            Thread.sleep(20);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server did not start: " + Files.readString(output));
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(address.resolve("/api" + path)).GET());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(address.resolve("/api" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body))));
    }

    void delete(String path) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(address.resolve("/api" + path)).DELETE());
    }

    private static JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty()
                ? Json.mapper().nullNode()
                : Json.mapper().readTree(response.body());
    }

    /** A new experiment on the ring, with as many sample sets, evaluations and checkpoints as {@code moments}. */
    String ringExperiment(String name, int steps, int moments) throws IOException, InterruptedException {
        return post(
                        "/experiments",
                        Map.of(
                                "name",
                                name,
                                "setup",
                                Map.of(
                                        "data",
                                                Map.of(
                                                        "dataSet",
                                                        "ring8",
                                                        "preprocessing",
                                                        Map.of(
                                                                "dequantise",
                                                                false,
                                                                "scaling",
                                                                "none",
                                                                "binarisation",
                                                                "none")),
                                        "budget", Map.of("unit", "steps", "amount", steps, "batchSize", 100),
                                        "protocol",
                                                Map.of(
                                                        "sampleSets", moments,
                                                        "samplesPerSet", 200,
                                                        "evaluations", moments,
                                                        "evaluationSamples", 500,
                                                        "testExamples", 200,
                                                        "checkpoints", moments,
                                                        "noiseSeed", 1))))
                .path("id")
                .asText();
    }

    /** Launches one run and gives its id. */
    String launch(String experiment, String family, String variant, Map<String, Object> values, int seed)
            throws IOException, InterruptedException {
        JsonNode launched = post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items", List.of(Map.of("family", family, "variant", variant, "values", values)),
                        "seeds", List.of(seed),
                        "device", "cpu"));
        return launched.path("items").get(0).path("id").asText();
    }

    /** Waits until the run is as requested. */
    JsonNode await(String run, Duration patience, Predicate<JsonNode> asked) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        JsonNode last = get("/runs/" + run);
        while (!asked.test(last)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited " + patience + " in vain; the run is " + last);
            }
            Thread.sleep(100);
            last = get("/runs/" + run);
        }
        return last;
    }

    static String state(JsonNode run) {
        return run.path("state").path("name").asText();
    }

    static boolean ended(JsonNode run) {
        return List.of("finished", "failed", "crashed", "cancelled").contains(state(run));
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
