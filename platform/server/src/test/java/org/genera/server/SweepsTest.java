package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.spec.SweepSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps from the launch to the analysis, with real worker processes. */
class SweepsTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    private TestServer server;
    private Client client;
    private String experiment;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.in(folder, 3, "no-such-tool");
        client = server.client();
        experiment = client.choosingExperiment();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Map<String, Object> request(Map<String, ?> values, List<Integer> seeds, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("items", List.of(Map.of("family", "fake", "variant", "plain", "values", values)));
        request.put("seeds", seeds);
        return request;
    }

    private Client.Answer post(Map<String, Object> request, boolean dryRun) {
        return client.post("/experiments/" + experiment + "/launch" + (dryRun ? "?dryRun=true" : ""), request);
    }

    private String launch(Map<String, Object> request) {
        Client.Answer answer = post(request, false);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("items").path(0).path("sweep").asText();
    }

    private JsonNode await(String sweep, String wanted, Predicate<JsonNode> condition) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        JsonNode node = client.get("/sweeps/" + sweep).body();
        while (!condition.test(node)) {
            assertThat(System.currentTimeMillis())
                    .as("expected sweep to be %s, found %s", wanted, node)
                    .isLessThan(end);
            Thread.sleep(50);
            node = client.get("/sweeps/" + sweep).body();
        }
        return node;
    }

    private static boolean ended(JsonNode sweep) {
        return Stream.of("queued", "starting", "running", "waiting").noneMatch(sweep.path("states")::has);
    }

    private Map<Double, JsonNode> byRate(JsonNode analysis) {
        Map<Double, JsonNode> byRate = new HashMap<>();
        analysis.path("runs")
                .forEach(run -> byRate.put(run.path("values").path("rate").asDouble(), run));
        return byRate;
    }

    @Test
    void halving_lets_the_best_go_on_from_rung_to_rung_and_says_why_others_stopped() throws Exception {
        Map<String, Object> request = request(
                Map.of("rate", List.of(0.1, 0.2, 0.3, 0.5, 0.7, 0.9), "steps", 18, "pause", 1),
                List.of(1),
                Map.of("halving", Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 3)));
        // 18 steps: rungs at steps 2 and 6.
        String sweep = launch(request);

        JsonNode done = await(sweep, "ended", SweepsTest::ended);

        assertThat(done.path("states").path("finished").asInt()).isEqualTo(1);
        assertThat(done.path("states").path("cancelled").asInt()).isEqualTo(5);
        assertThat(done.path("expectedMillisLeft").asLong()).isZero();
        JsonNode analysis = client.get("/sweeps/" + sweep + "/analysis").body();
        assertThat(analysis.path("measure").path("key").asText()).isEqualTo("validation/classifierFrechet");
        Map<Double, JsonNode> runs = byRate(analysis);
        assertThat(runs.get(0.3).path("state").asText()).isEqualTo("finished");
        assertThat(runs.get(0.3).path("rung").asInt()).isEqualTo(2);
        assertThat(runs.get(0.2).path("why").asText())
                .startsWith("stopped at rung 2: 2nd of 2, validation/classifierFrechet");
        assertThat(runs.get(0.9).path("why").asText())
                .startsWith("stopped at rung 1: 6th of 6, validation/classifierFrechet 1.1; the best 2 go on");
        assertThat(runs.get(0.9).path("rung").asInt()).isEqualTo(1);
        assertThat(analysis.path("note").asText()).contains("6 runs, each as it was at rung 1");
        assertThat(analysis.path("importance").findValuesAsText("name")).containsExactly("rate");

        // A repetition of the winner is measured at the same steps, waits nowhere and belongs to no sweep.
        String winner = runs.get(0.3).path("id").asText();
        JsonNode repeat = client.post("/runs/" + winner + "/repeat", "").body();
        assertThat(repeat.path("sweep").isNull()).isTrue();
        client.await(repeat.path("id").asText(), "finished");
        assertThat(client.get("/runs/" + winner + "/comparison/"
                                + repeat.path("id").asText())
                        .body()
                        .path("same")
                        .asBoolean())
                .isTrue();

        JsonNode stopped =
                client.get("/runs/" + runs.get(0.9).path("id").asText()).body();
        assertThat(stopped.path("step").asLong()).isEqualTo(2);
        assertThat(stopped.path("state").path("reason").asText()).startsWith("stopped at rung 1");

        // Resumed by hand, it leaves the halving and trains to its end.
        String id = stopped.path("id").asText();
        assertThat(client.post("/runs/" + id + "/resume", "").status()).isEqualTo(202);
        JsonNode resumed = client.await(id, "finished");
        assertThat(resumed.path("metrics").findValue("points").asLong()).isGreaterThan(0);
        assertThat(resumed.path("step").asLong()).isEqualTo(18);

        // A damaged file of decisions takes nothing from the pages.
        Files.writeString(server.home().sweep(experiment, sweep).decisions(), "[ {");
        assertThat(client.get("/sweeps/" + sweep).status()).isEqualTo(200);
        assertThat(client.get("/sweeps/" + sweep + "/analysis").status()).isEqualTo(200);
    }

    @Test
    void a_rebuilt_database_goes_on_with_the_halving_and_carries_out_its_decisions_again() throws Exception {
        Map<String, Object> request = request(
                Map.of("rate", List.of(0.2, 0.3, 0.8), "steps", 9, "pause", 1),
                List.of(1, 2),
                Map.of("halving", Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 2)));
        String sweep = launch(request);
        JsonNode before = await(sweep, "ended", SweepsTest::ended);
        JsonNode runs = client.get("/sweeps/" + sweep + "/analysis").body().path("runs");

        Home home = server.home();
        server.close();
        try (Stream<Path> files = Files.walk(home.database())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        server = TestServer.in(folder, 3, "no-such-tool");
        client = server.client();

        JsonNode after =
                await(sweep, "ended", node -> ended(node) && node.path("runs").asInt() == 6);
        assertThat(after.path("states")).isEqualTo(before.path("states"));
        assertThat(after.path("varied")).isEqualTo(before.path("varied"));
        JsonNode rebuilt = client.get("/sweeps/" + sweep + "/analysis").body().path("runs");
        assertThat(rebuilt.findValuesAsText("why")).isEqualTo(runs.findValuesAsText("why"));
        assertThat(rebuilt.findValuesAsText("state")).isEqualTo(runs.findValuesAsText("state"));
        // Seeds stay together: one combination of three went on.
        assertThat(after.path("states").path("finished").asInt()).isEqualTo(2);
    }

    @Test
    void a_decision_on_disk_is_carried_out_by_the_next_server() throws Exception {
        Map<String, Object> request = request(
                Map.of("rate", List.of(0.2, 0.3, 0.8), "steps", 9, "pause", 1),
                List.of(1),
                Map.of("halving", Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 2)));
        String sweep = launch(request);
        await(sweep, "ended", SweepsTest::ended);
        Home home = server.home();
        String first = Files.readString(home.sweep(experiment, sweep).decisions());

        assertThat(first).contains("\"goesOn\" : true").contains("classifierFrechet");
        server.close();
        server = TestServer.in(folder, 3, "no-such-tool");
        client = server.client();
        Thread.sleep(600);
        assertThat(Files.readString(home.sweep(experiment, sweep).decisions())).isEqualTo(first);
    }

    @Test
    void a_stopped_sweep_starts_nothing_more_here_or_after_a_restart() throws Exception {
        String sweep = launch(request(
                Map.of("rate", Map.of("from", 0.1, "to", 0.9, "count", 9), "steps", 100_000, "pause", 5),
                List.of(1),
                Map.of()));
        JsonNode running = await(
                sweep, "running", node -> node.path("states").path("running").asInt() == 3);
        assertThat(running.path("states").path("queued").asInt()).isEqualTo(6);
        assertThat(running.path("stopped").asBoolean()).isFalse();

        Client.Answer stopped = client.post("/sweeps/" + sweep + "/stop", "");
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(stopped.body().path("stopped").asBoolean()).isTrue();
        assertThat(client.post("/sweeps/" + sweep + "/stop", "").status()).isEqualTo(202);
        JsonNode ended = await(sweep, "cancelled", SweepsTest::ended);
        assertThat(ended.path("states").path("cancelled").asInt()).isEqualTo(9);

        server.close();
        server = TestServer.in(folder, 3, "no-such-tool");
        client = server.client();
        Thread.sleep(600);
        JsonNode later = client.get("/sweeps/" + sweep).body();
        assertThat(later.path("states").path("cancelled").asInt()).isEqualTo(9);
        assertThat(later.path("stopped").asBoolean()).isTrue();
    }

    @Test
    void a_dry_run_tells_runs_combinations_time_and_examples() throws Exception {
        Map<String, Object> halving = Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 3);
        Map<String, Object> values =
                Map.of("rate", Map.of("from", 0.01, "to", 1, "scale", "log", "count", 9), "steps", 5);
        JsonNode unknown = post(request(values, List.of(1, 2), Map.of("halving", halving)), true)
                .body();

        assertThat(unknown.path("runs").asInt()).isEqualTo(18);
        assertThat(unknown.path("combinations").asInt()).isEqualTo(9);
        assertThat(unknown.path("expectedMillis").isNull()).isTrue();
        assertThat(unknown.path("expectedMillisWithHalving").isNull()).isTrue();
        assertThat(unknown.path("examples")).hasSize(5);
        assertThat(unknown.path("examples").path(0).path("rate").asDouble()).isEqualTo(0.01);
        assertThat(unknown.path("measures").toString())
                .contains("classifierFrechet")
                .doesNotContain("parameters");

        client.await(client.launch(experiment, Map.of("steps", 60), 1).get(0), "finished");
        JsonNode known = post(request(values, List.of(1, 2), Map.of("halving", halving)), true)
                .body();
        // The fake worker says that each step takes a millisecond.
        assertThat(known.path("expectedMillis").asLong()).isEqualTo(18 * 60);
        // 9 to 1/9, 3 on to 1/3, 1 on to the end: 7/3 of a budget for each of two seeds.
        assertThat(known.path("expectedMillisWithHalving").asLong()).isEqualTo(Math.round(2 * 60 * 7 / 3.0));
        assertThat(client.get("/experiments/" + experiment + "/sweeps").body()).isEmpty();
    }

    @Test
    void a_random_search_is_kept_so_that_it_can_be_repeated() throws Exception {
        Map<String, Object> search = Map.of("kind", "random", "count", 4, "seed", 11);
        Map<String, Object> values = Map.of("rate", Map.of("from", 0.01, "to", 1, "scale", "log"), "steps", 2);
        String one = launch(request(values, List.of(1), Map.of("search", search)));
        String two = launch(request(values, List.of(1), Map.of("search", search)));

        await(one, "ended", SweepsTest::ended);
        await(two, "ended", SweepsTest::ended);
        JsonNode first = client.get("/sweeps/" + one + "/analysis").body();
        JsonNode second = client.get("/sweeps/" + two + "/analysis").body();
        assertThat(byRate(first).keySet()).hasSize(4).isEqualTo(byRate(second).keySet());
        assertThat(first.path("axes").path(0).path("scale").asText()).isEqualTo("log");
        assertThat(first.path("axes").path(0).path("kind").asText()).isEqualTo("real");
        SweepSpec kept = Json.readFile(server.home().sweep(experiment, one).specFile(), SweepSpec.class);
        assertThat(kept.search()).isEqualTo(new SweepSpec.Search(SweepSpec.Search.Kind.RANDOM, 4, 11));
        assertThat(kept.varied()).containsExactly("rate");
        assertThat(kept.name()).isEqualTo("fake plain: rate");
        JsonNode sweeps = client.get("/experiments/" + experiment + "/sweeps").body();
        assertThat(sweeps.findValuesAsText("id")).containsExactly(two, one);
        assertThat(sweeps.path(0).path("variants")).hasToString("[{\"family\":\"fake\",\"variant\":\"plain\"}]");
        assertThat(sweeps.path(0).path("seeds").asInt()).isEqualTo(1);
        assertThat(client.get("/sweeps/" + one + "/analysis?measure=nonsense").status())
                .isEqualTo(422);
        assertThat(client.get("/sweeps/none").status()).isEqualTo(404);
    }

    @Test
    void a_single_run_is_no_sweep() {
        String run = client.launch(experiment, Map.of("steps", 1), 1).get(0);

        assertThat(client.get("/runs/" + run).body().path("sweep").isNull()).isTrue();
        assertThat(client.get("/experiments/" + experiment + "/sweeps").body()).isEmpty();
    }

    @Test
    void halving_says_on_what_it_chooses_and_is_refused_where_nothing_is_kept_to_choose_by() throws Exception {
        Map<String, Object> request = request(
                Map.of("rate", List.of(0.3, 0.5, 0.9), "steps", 9, "pause", 1),
                List.of(1),
                Map.of("halving", Map.of("measure", "classifierFrechet", "eta", 3, "rungs", 2)));
        JsonNode chosen = await(launch(request), "ended", SweepsTest::ended);
        assertThat(chosen.path("halving").path("measure").asText()).isEqualTo("validation/classifierFrechet");
        assertThat(chosen.path("chosenOn").asText()).isEqualTo("validation");
        assertThat(chosen.path("notJudged").isNull()).isTrue();

        experiment = client.experiment(Map.of("version", 1));
        JsonNode older = await(launch(request), "ended", SweepsTest::ended);
        assertThat(older.path("halving").path("measure").asText()).isEqualTo("classifierFrechet");
        assertThat(older.path("chosenOn").asText()).isEqualTo("test");
        assertThat(older.path("states").path("cancelled").asInt()).isEqualTo(2);

        experiment = client.experiment();
        Client.Answer refused = post(request, true);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo("halving");
        assertThat(refused.text("detail"))
                .contains("expected an experiment with a validation share")
                .contains("protocol.validation, such as 0.1");
    }

    @Test
    void a_measure_that_no_run_will_have_is_refused_and_one_that_none_had_is_said() throws Exception {
        Map<String, ?> values = Map.of("rate", List.of(0.3, 0.5, 0.9), "steps", 9, "pause", 1);
        for (String measure : List.of("featuresFrechetDistance", "inceptionFrechet")) {
            Client.Answer refused =
                    post(request(values, List.of(1), Map.of("halving", Map.of("measure", measure))), true);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("detail")).contains("expected a measure that the runs take");
        }
        String sweep = launch(
                request(values, List.of(1), Map.of("halving", Map.of("measure", "accuracy", "eta", 3, "rungs", 2))));
        JsonNode done = await(sweep, "ended", SweepsTest::ended);
        assertThat(done.path("states").path("finished").asInt()).isEqualTo(3);
        assertThat(done.path("notJudged").asText())
                .startsWith("At rung 1 no run had a finite validation/accuracy, so nobody could be judged");
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_field() {
        Map<String, Object> halving = Map.of("measure", "classifierFrechet");
        List<String> found = new ArrayList<>();
        for (Map<String, Object> request : List.of(
                request(Map.of("rate", Map.of("from", 0.1, "to", 0.1, "count", 3)), List.of(1), Map.of()),
                request(Map.of("rate", Map.of("from", 0.1, "to", 0.5, "count", 1)), List.of(1), Map.of()),
                request(Map.of("steps", Map.of("from", 0, "to", 5, "scale", "log", "count", 2)), List.of(1), Map.of()),
                request(Map.of("pause", Map.of("from", 0, "to", 5, "scale", "log", "count", 2)), List.of(1), Map.of()),
                request(Map.of("mode", Map.of("from", 0, "to", 5)), List.of(1), Map.of()),
                request(Map.of(), List.of(1), Map.of("halving", halving)),
                request(Map.of(), List.of(1, 2), Map.of("halving", halving)),
                request(Map.of("rate", List.of(0.1, 0.2)), List.of(1), Map.of("halving", Map.of("measure", "beauty"))),
                request(
                        Map.of("rate", List.of(0.1, 0.2)),
                        List.of(1),
                        Map.of("halving", Map.of("measure", "nll", "eta", 10, "rungs", 4))),
                request(
                        Map.of("rate", List.of(0.1, 0.2)),
                        List.of(1),
                        Map.of("halving", Map.of("measure", "nll", "eta", 1))),
                request(Map.of(), List.of(1), Map.of("search", Map.of("kind", "random", "count", 0))),
                request(
                        Map.of("rate", Map.of("from", 0.1, "to", 0.5)),
                        List.of(1, 2),
                        Map.of("search", Map.of("kind", "random", "count", 300))))) {
            Client.Answer answer = post(request, true);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
            found.add(answer.text("field"));
        }
        assertThat(found)
                .containsExactly(
                        "items[0].values.rate.to",
                        "items[0].values.rate.count",
                        "items[0].values.steps.from",
                        "items[0].values.pause.from",
                        "items[0].values.mode",
                        "halving",
                        "halving",
                        "halving.measure",
                        "halving.rungs",
                        "halving.eta",
                        "search.count",
                        "items[0]");
    }
}
