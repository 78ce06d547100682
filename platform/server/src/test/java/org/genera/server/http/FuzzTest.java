package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genera.run.Json;
import org.genera.server.http.routes.OpenApiRoutes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests made from the OpenAPI document, right and wrong, against rows that are there. More with
 * {@code -Dgenera.fuzz=20000}, others with {@code -Dgenera.fuzz.seed=7}.
 */
class FuzzTest extends OnOneServer {
    private static final int REQUESTS = Integer.getInteger("genera.fuzz", 2_500);
    private static final long SEED = Long.getLong("genera.fuzz.seed", 20_261_128);

    private static Map<String, List<String>> known;

    @BeforeAll
    static void rows() {
        String experiment = client.experiment();
        String run = client.launch(experiment, Map.of("steps", 12), 1).get(0);
        List<String> sweep = client.launch(experiment, Map.of("steps", 10, "rate", List.of(0.1, 0.2)), 1);
        client.await(sweep.get(1), "finished");
        String deleted = client.experiment();
        List<String> doomed = client.launch(deleted, Map.of("steps", 1), 1, 2);
        client.await(doomed.get(1), "finished");
        client.send("DELETE", "/runs/" + doomed.get(0), null);
        client.send("DELETE", "/experiments/" + deleted, null);
        known = new TreeMap<>(Map.of(
                "run", List.of(run, run, sweep.get(0), sweep.get(1)),
                "other", List.of(run, sweep.get(0)),
                "runs", List.of(run, run + "," + sweep.get(0), run + ",none"),
                "ids", List.of(run, run + "," + sweep.get(0)),
                "experiment", List.of(experiment, experiment, experiment, deleted),
                "sweep", List.of(client.get("/runs/" + sweep.get(0)).text("sweep")),
                "set", List.of("final"),
                "path", List.of("spec.json", "journal.jsonl", "samples", "samples/final.f32")));
        known.putAll(Map.of(
                "dataSet", List.of("ring8", "glyphs", "fever", "none"),
                "family", List.of("fake"),
                "variant", List.of("plain", "images-only"),
                "in values", List.of("rate", "steps", "widths", "mode", "sure"),
                "in settings", List.of("warmth"),
                "metrics", List.of("loss", "loss,none"),
                "sort", List.of("loss", "metric:loss", "createdAt", "seeds"),
                "measure", List.of("loss", "classifierFrechet"),
                "filename", List.of("t.csv", "a.npy", "b.zip", "c", "d.txt", ".x", "../e.csv")));
        known.put("file", List.of("x,y\n1,2\n3,4\n", "1,2\n", "PK\u0003\u0004", "\u0093NUMPY", "a b\nb a\n", ""));
        known.put("name", List.of("ring8", "glyphs", "fever", "set-of-mine", "None", "none"));
        known.put("state", List.of("finished", "queued,failed"));
        known.put("ticket", List.of("t1"));
        known.put("doomed run", doomed);
        known.put("doomed experiment", List.of(deleted));
    }

    @Test
    void no_request_breaks_the_server_and_every_refusal_is_a_problem() throws IOException {
        OddRequests requests = new OddRequests(Json.mapper().readTree(OpenApiRoutes.document()), known);
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> seen = new TreeMap<>();
        for (int i = 0; i < REQUESTS && faults.size() < 20; i++) {
            if (i % 50 == 0) {
                restore();
            }
            OddRequest request = requests.request(SEED, i);
            byte[] answer = answer(request);
            int status = answer.length < 12 ? 0 : Integer.parseInt(new String(answer, 9, 3, StandardCharsets.US_ASCII));
            seen.merge(status, 1, Integer::sum);
            String fault = fault(request, status, answer);
            if (!fault.isEmpty()) {
                faults.add("request " + i + " of seed " + SEED + ": " + fault + "\n" + request.curl(address.getPort()));
            }
        }

        assertThat(faults).as("seed %d, answers by status %s", SEED, seen).isEmpty();
        assertThat(seen).as("answers by status").containsKeys(200, 400, 404, 422);
        assertThat(client.get("/system").status()).isEqualTo(200);
    }

    /** What requests before have deleted; only purging is for ever. */
    private static void restore() {
        client.post("/experiments/" + known.get("experiment").get(0) + "/restore", "");
        known.get("run").forEach(run -> client.post("/runs/" + run + "/restore", ""));
    }

    private static String fault(OddRequest request, int status, byte[] answer) throws IOException {
        if (status == 0) {
            return request.breaksOff() ? "" : "no answer";
        }
        if (status >= 500 && status != 503) {
            return "answered " + status;
        }
        if (status >= 400 && !request.method().equals("HEAD")) {
            String text = new String(answer, StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (!text.substring(0, end).toLowerCase(java.util.Locale.ROOT).contains("application/problem+json")) {
                return "answered " + status + " without a problem document";
            }
            if (text.substring(0, end).toLowerCase(java.util.Locale.ROOT).contains("content-encoding")) {
                return "";
            }
            JsonNode problem = Json.mapper().readTree(text.substring(end + 4));
            if (problem.path("status").asInt() != status
                    || problem.path("detail").asText().isBlank()) {
                return "answered " + status + " with the problem " + problem;
            }
        }
        return "";
    }

    private static byte[] answer(OddRequest request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.bytes(address.getPort()));
                if (request.breaksOff()) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // Refused before all of it was sent; what was answered may still be read.
            }
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                byte[] buffer = new byte[8_192];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            } catch (SocketException | SocketTimeoutException e) {
                // The server closed with bytes of ours unread, or is silent; what came says which.
            }
            return Arrays.copyOf(out.toByteArray(), out.size());
        }
    }
}
