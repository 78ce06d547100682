package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that no worker of ours writes, and disks that forget. */
class BadJournalTest {
    @TempDir
    Path folder;

    private TestServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.in(folder);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void one_bad_event_or_line_costs_its_run_what_it_must_and_the_others_nothing() throws IOException {
        String experiment = client.experiment();
        String weird = client.launch(experiment, Map.of("mode", "weird", "steps", 400, "pause", 5), 1)
                .get(0);
        String damaged = client.launch(experiment, Map.of("mode", "damaged", "steps", 20), 2)
                .get(0);

        assertHasFailed(client.await(weird, "failed"));
        // One run at a time: the place of the failed one is free, so its worker has ended.
        assertHasFinishedWithANotice(client.await(damaged, "finished"));
        assertThat(client.post("/runs/" + weird + "/cancel", "").status()).isEqualTo(409);
        assertThat(client.send("DELETE", "/runs/" + weird, null).status()).isEqualTo(204);

        restartWithoutDatabase();
        assertHasFinishedWithANotice(client.await(damaged, "finished"));
        assertHasFailed(client.await(weird, "failed"));
        assertThat(client.post("/runs/" + weird + "/restore", "").status()).isEqualTo(200);
        assertThat(client.post("/runs/" + weird + "/resume", "").status()).isEqualTo(202);
        JsonNode finished = client.await(weird, "finished");
        assertThat(finished.path("metrics").path(0).path("points").asLong()).isEqualTo(400);
    }

    private static void assertHasFailed(JsonNode run) {
        assertThat(run.path("state").path("reason").asText())
                .startsWith("event 1000 (points) of the journal cannot be taken in: ")
                .contains("weird name!");
        assertThat(run.path("notices").findValuesAsText("text"))
                .anyMatch(notice -> notice.startsWith("event 1000"))
                .anyMatch(notice -> notice.contains("lines are missing"));
        assertThat(run.path("resumable").asBoolean()).isTrue();
    }

    private static void assertHasFinishedWithANotice(JsonNode run) {
        assertThat(run.path("step").asLong()).isEqualTo(20);
        assertThat(run.path("metrics").path(0).path("points").asLong()).isEqualTo(20);
        assertThat(run.path("notices").findValuesAsText("text"))
                .singleElement()
                .asString()
                .startsWith("The journal cannot be read at byte ");
    }

    private void restartWithoutDatabase() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(server.home().root())) {
            List<Path> database =
                    files.filter(each -> each.toString().endsWith(".mv.db")).toList();
            assertThat(database).hasSize(1);
            Files.delete(database.get(0));
        }
        start();
    }
}
