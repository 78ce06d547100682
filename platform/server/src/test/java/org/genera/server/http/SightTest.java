package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightTest extends OnOneServer {
    private static final String RING = "/datasets/ring8/sight";

    @Test
    void a_study_is_taken_by_a_worker_and_told_with_its_examples() throws InterruptedException {
        assertThat(client.get(RING).body().path("state").asText()).isEqualTo("none");
        assertThat(client.get(RING + "/examples?damage=noise").status()).isEqualTo(404);
        assertThat(client.post(RING, Map.of()).status()).isEqualTo(202);

        JsonNode taken = awaited(RING);
        assertThat(taken.path("state").asText()).isEqualTo("taken");
        JsonNode measure = taken.path("sight").path("measures").path(0);
        assertThat(measure.path("metric").path("name").asText()).isEqualTo("classifierFrechet");
        assertThat(measure.path("answers")
                        .path(0)
                        .path("values")
                        .path(1)
                        .path(1)
                        .asText())
                .isEqualTo("NaN");
        assertThat(client.get(RING + "/examples?damage=noise").body().path("values"))
                .hasSize(3);
        assertThat(client.get(RING + "/examples?damage=../sight").status()).isEqualTo(404);

        // What is there is not taken again, and another split is another study.
        assertThat(client.post(RING, Map.of()).body().path("state").asText()).isEqualTo("taken");
        assertThat(client.get(RING + "?split=train=0-900,test=900-1000")
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("none");
    }

    @Test
    void a_worker_that_fails_says_why_and_may_be_asked_again() throws InterruptedException {
        String moons = "/datasets/two-moons/sight";
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(client.post(moons, Map.of("split", "")).status()).isEqualTo(202);
            JsonNode failed = awaited(moons);
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("reason").asText()).isEqualTo("the fake worker sees the ring alone");
        }
    }

    @Test
    void what_cannot_be_studied_is_refused_in_a_sentence() {
        JsonNode chains = client.get("/datasets/fever/sight").body();
        assertThat(chains.path("state").asText()).isEqualTo("refused");
        assertThat(chains.path("reason").asText()).contains("expected pictures or points");
        assertThat(client.post("/datasets/fever/sight", Map.of()).status()).isEqualTo(422);
        assertThat(client.post(RING, Map.of("split", "train=0-9")).status()).isEqualTo(422);
        assertThat(client.post(RING, Map.of("step", 1)).status()).isIn(400, 422);
        assertThat(client.get("/datasets/none/sight").status()).isEqualTo(404);
    }

    private static JsonNode awaited(String path) throws InterruptedException {
        while (true) {
            JsonNode found = client.get(path).body();
            if (!List.of("waiting", "running").contains(found.path("state").asText())) {
                return found;
            }
            Thread.sleep(50);
        }
    }
}
