package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.genera.run.Json;
import org.genera.run.home.SweepDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that SIGKILL ends while they decide who goes on from a rung. */
class KilledHalvingTest {
    private static final long PATIENCE_MILLIS = 30_000;
    /** The fake worker is best at 0.3. */
    private static final List<Double> RATES = List.of(0.2, 0.3, 0.5, 0.6, 0.7, 0.8);

    @TempDir
    Path folder;

    private ServerToKill server;
    private Client client;
    private String experiment;
    private String sweep;
    private SweepDirectory directory;
    private List<JsonNode> waiting;

    /** Six runs wait at their rung, and the server hangs in writing the decision, for nobody reads the other end. */
    @BeforeEach
    void a_server_killed_before_its_decision_is_written() throws Exception {
        server = new ServerToKill(folder, RATES.size());
        client = server.start();
        experiment = client.choosingExperiment();
        Client.Answer launched = client.post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "family",
                                "fake",
                                "variant",
                                "plain",
                                "values",
                                Map.of("rate", RATES, "steps", 9, "pause", 100))),
                        "seeds",
                        List.of(1),
                        "halving",
                        Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 2)));
        sweep = launched.body().path("items").path(0).path("sweep").asText();
        directory = server.home().sweep(experiment, sweep);
        assertThat(new ProcessBuilder("mkfifo", partial().toString()).start().waitFor())
                .isZero();
        waiting = await(
                "waiting", runs -> runs.stream().allMatch(run -> state(run).equals("waiting")));
        Thread.sleep(800);
        server.kill();
        assertThat(directory.decisions()).doesNotExist();
        Files.delete(partial());
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    private Path partial() {
        return directory.decisions().resolveSibling("decisions.json.partial");
    }

    @Test
    void a_server_killed_before_the_decision_is_written_leaves_the_same_decision_to_the_next() throws Exception {
        Files.writeString(partial(), "[ {");

        client = server.start();

        List<JsonNode> runs = await("ended", KilledHalvingTest::ended);
        assertOnlyWentOn(runs, 0.3, 0.2);
        assertThat(Json.readFile(directory.decisions(), JsonNode.class)).hasSize(1);
    }

    @Test
    void a_decision_that_is_written_is_carried_out_once_however_many_servers_are_killed_on_the_way() throws Exception {
        // Another one than the next server would come to by itself, so that it is this one that is carried out.
        List<Double> worstFirst = List.of(0.8, 0.7, 0.6, 0.5, 0.3, 0.2);
        writeDecision(waiting, worstFirst);
        String written = Files.readString(directory.decisions());

        // While the first are let go, then while their workers start, then while these train.
        for (long moreMillis : new long[] {0, 60, 500}) {
            client = server.start();
            await("let go", runs -> runs.stream().anyMatch(run -> !state(run).equals("waiting")));
            Thread.sleep(moreMillis);
            server.kill();
        }
        client = server.start();

        assertOnlyWentOn(await("ended", KilledHalvingTest::ended), 0.8, 0.7);
        assertThat(directory.decisions()).hasContent(written);
    }

    private void writeDecision(List<JsonNode> runs, List<Double> bestFirst) {
        List<Map<String, Object>> places = IntStream.range(0, bestFirst.size())
                .mapToObj(i -> Map.<String, Object>of(
                        "group",
                        ofRate(runs, bestFirst.get(i)).path("group").asText(),
                        "rank",
                        i + 1,
                        "value",
                        0.25 * i,
                        "goesOn",
                        i < 2,
                        "runs",
                        List.of(Map.of(
                                "run", ofRate(runs, bestFirst.get(i)).path("id").asText(), "step", 3))))
                .toList();
        Json.writeFile(
                directory.decisions(),
                List.of(Map.of(
                        "rung",
                        1,
                        "at",
                        "2026-01-01T00:00:00Z",
                        "measure",
                        "classifierFrechet",
                        "goOn",
                        2,
                        "places",
                        places)));
    }

    /** Each that went on was started twice and paused once; the others were started once and never again. */
    private void assertOnlyWentOn(List<JsonNode> runs, Double... rates) {
        for (double rate : RATES) {
            JsonNode run = ofRate(runs, rate);
            boolean goesOn = List.of(rates).contains(rate);
            assertThat(state(run)).as(run.toString()).isEqualTo(goesOn ? "finished" : "cancelled");
            if (!goesOn) {
                assertThat(run.path("why").asText()).startsWith("stopped at rung 1");
            }
            List<JournalEvent> journal = Journal.readAll(
                    server.home().run(experiment, run.path("id").asText()).journal());
            assertThat(journal.stream().filter(JournalEvent.Started.class::isInstance))
                    .as("starts of the run with rate %s", rate)
                    .hasSize(goesOn ? 2 : 1);
            assertThat(journal.stream().filter(JournalEvent.Paused.class::isInstance))
                    .hasSize(1);
            assertThat(journal.stream().filter(JournalEvent.Finished.class::isInstance))
                    .hasSize(goesOn ? 1 : 0);
        }
    }

    private static JsonNode ofRate(List<JsonNode> runs, double rate) {
        return runs.stream()
                .filter(run -> run.path("values").path("rate").asDouble() == rate)
                .findFirst()
                .orElseThrow();
    }

    private static String state(JsonNode run) {
        return run.path("state").asText();
    }

    private static boolean ended(List<JsonNode> runs) {
        return runs.stream().allMatch(run -> List.of("finished", "cancelled").contains(state(run)));
    }

    private List<JsonNode> runs() {
        JsonNode analysis = client.get("/sweeps/" + sweep + "/analysis").body();
        return new ArrayList<>(
                StreamSupport.stream(analysis.path("runs").spliterator(), false).toList());
    }

    private List<JsonNode> await(String wanted, Predicate<List<JsonNode>> condition)
            throws InterruptedException, IOException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        List<JsonNode> runs = runs();
        while (runs.size() < RATES.size() || !condition.test(runs)) {
            assertThat(System.currentTimeMillis())
                    .as(
                            "expected runs to be %s, found %s, and\n%s",
                            wanted, runs, Files.readString(folder.resolve("server.log")))
                    .isLessThan(end);
            Thread.sleep(5);
            runs = runs();
        }
        return runs;
    }
}
