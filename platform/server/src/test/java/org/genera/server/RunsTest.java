package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.genera.run.spec.RunSpec;
import org.genera.server.launch.FolderTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
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
    void a_launched_run_trains_to_its_end_with_every_point() {
        String experiment = client.experiment();
        String run = client.launch(experiment, Map.of("steps", 50), 3).get(0);

        JsonNode finished = client.await(run, "finished");

        assertThat(finished.path("step").asLong()).isEqualTo(50);
        assertThat(finished.path("progress").asDouble()).isEqualTo(1);
        assertThat(finished.path("parameters").asLong()).isEqualTo(42);
        JsonNode loss = finished.path("metrics").path(0);
        assertThat(loss.path("points").asLong()).isEqualTo(50);
        assertThat(loss.path("last").asDouble()).isEqualTo(FakeWorker.loss(3, 50));
        JsonNode series =
                client.get("/series?runs=" + run + "&metrics=loss").body().path(0);
        assertThat(series.path("last"))
                .hasSameSizeAs(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(series.path("last").path(9).asDouble()).isEqualTo(FakeWorker.loss(3, 10));
        assertThat(client.get("/experiments/" + experiment)
                        .body()
                        .path("runs")
                        .path("finished")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_directory_of_a_run_holds_what_is_needed_to_repeat_it() {
        String experiment = client.experiment();
        String run = client.launch(experiment, Map.of("steps", 5), 8).get(0);

        RunSpec spec = server.home().run(experiment, run).spec();

        assertThat(spec.seed()).isEqualTo(8);
        assertThat(spec.values()).containsEntry("rate", 0.1).containsKeys("steps", "widths", "mode");
        assertThat(spec.given()).containsExactly("steps");
        assertThat(spec.provenance().plugin()).isEqualTo("fake-plugin");
        assertThat(spec.provenance().pluginVersion()).isEqualTo("1.2.3");
        assertThat(spec.provenance().pluginSha256()).hasSize(64);
        assertThat(spec.provenance().dataFingerprint()).isNotBlank();
        assertThat(server.home().experiment(experiment).resolve("experiment.json"))
                .exists();

        JsonNode finished = client.await(run, "finished");
        String jar = spec.provenance().pluginSha256();
        assertThat(finished.path("trainedByJar").asText()).isEqualTo(jar);
        assertThat(client.get("/runs/" + run + "/export.json")
                        .body()
                        .path("trainedByJar")
                        .asText())
                .isEqualTo(jar);
    }

    @Test
    void varied_values_times_seeds_make_runs_and_seeds_make_groups() {
        String experiment = client.experiment();
        Map<String, Object> values =
                Map.of("rate", List.of(0.1, 0.2), "widths", List.of(List.of(8), List.of(8, 16)), "steps", 1);

        List<String> runs = client.launch(experiment, values, 1, 2, 3);

        assertThat(runs).hasSize(2 * 2 * 3).doesNotHaveDuplicates().isSorted();
        JsonNode items = client.get("/runs?experiment=" + experiment).body().path("items");
        assertThat(Set.copyOf(items.findValuesAsText("group"))).hasSize(4);
    }

    @Test
    void what_is_purged_is_gone_for_good_also_from_a_rebuilt_database() throws IOException {
        String experiment = client.experiment();
        Map<String, Object> deaf = Map.of("steps", 1_000, "mode", "deaf", "pause", 20);
        String run = client.launch(experiment, deaf, 1).get(0);
        String other = client.launch(experiment, Map.of("steps", 2), 1).get(0);
        client.await(run, "running");
        assertThat(purge("runs/" + run).status()).isEqualTo(409);
        assertThat(client.send("DELETE", "/runs/" + run, null).status()).isEqualTo(204);

        Client.Answer early = purge("runs/" + run);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("detail")).contains("still ending");
        client.await(run, "cancelled");
        awaitPurgeable("runs", run);

        JsonNode bin = client.get("/bin").body();
        JsonNode item = bin.path("runs").path("items").path(0);
        assertThat(item.path("id").asText()).isEqualTo(run);
        assertThat(item.path("experimentName").asText()).isEqualTo("ring");
        assertThat(item.path("kept").isNull()).isTrue();
        assertThat(item.path("bytes").asLong())
                .isPositive()
                .isEqualTo(bin.path("bytes").asLong());
        Path directory = server.home().run(experiment, run).root();
        assertThat(purge("runs/" + run).status()).isEqualTo(204);

        assertThat(directory).doesNotExist();
        for (String path : List.of("", "/repeats", "/comparison/" + other, "/export.json", "/log", "/samples")) {
            assertThat(client.get("/runs/" + run + path).status()).as(path).isEqualTo(404);
        }
        assertThat(client.post("/runs/" + run + "/restore", "").status()).isEqualTo(404);
        assertThat(client.get("/runs/" + other + "/comparison/" + run).text("detail"))
                .isEqualTo("there is no run \"" + run + "\"");
        client.await(other, "finished");

        client.send("DELETE", "/experiments/" + experiment, null);
        awaitPurgeable("experiments", other);
        assertThat(client.get("/bin")
                        .body()
                        .path("experiments")
                        .path("items")
                        .path(0)
                        .path("runs")
                        .asInt())
                .isEqualTo(1);
        JsonNode emptied = client.send("DELETE", "/bin", null).body();
        assertThat(emptied.path("experiments").asInt()).isEqualTo(1);
        assertThat(emptied.path("bytes").asLong()).isPositive();
        assertThat(emptied.path("left")).isEmpty();
        assertThat(client.get("/experiments/" + experiment).status()).isEqualTo(404);
        assertThat(client.get("/bin").body().path("bytes").asLong()).isZero();

        restartWithoutDatabase();
        assertThat(client.get("/experiments/" + experiment).status()).isEqualTo(404);
        assertThat(server.home().experiment(experiment)).doesNotExist();
    }

    @Test
    void an_interrupted_purge_is_completed_by_the_next_start() throws IOException {
        String experiment = client.experiment();
        List<String> runs = client.launch(experiment, Map.of("steps", 2), 1, 2);
        runs.forEach(run -> client.await(run, "finished"));
        // As a server leaves it that is killed right after the first step.
        Files.createDirectories(server.home().purged());
        Files.move(
                server.home().run(experiment, runs.get(0)).root(),
                server.home().purged().resolve("run-" + runs.get(0)));

        server.close();
        start();

        assertThat(client.get("/runs/" + runs.get(0)).status()).isEqualTo(404);
        assertThat(client.get("/runs/" + runs.get(1)).status()).isEqualTo(200);
    }

    private Client.Answer purge(String what) {
        return client.send("DELETE", "/bin/" + what, null);
    }

    private void awaitPurgeable(String kind, String run) {
        client.await(
                run,
                "purgeable",
                node -> client.get("/bin")
                        .body()
                        .path(kind)
                        .path("items")
                        .path(0)
                        .path("kept")
                        .isNull());
    }

    private void restartWithoutDatabase() throws IOException {
        server.close();
        new FolderTree(server.home().database()).delete();
        start();
    }

    @Test
    void runs_wait_for_their_turn_in_the_order_of_their_launch() {
        String experiment = client.experiment();
        List<String> runs = client.launch(experiment, Map.of("steps", 30, "pause", 20), 1, 2, 3);

        client.await(runs.get(0), "running");
        assertThat(state(runs.get(1))).isEqualTo("queued");
        client.await(runs.get(1), "running");

        assertThat(state(runs.get(0))).isEqualTo("finished");
        assertThat(state(runs.get(2))).isEqualTo("queued");
        client.await(runs.get(2), "finished");
    }

    @Test
    void a_cancelled_run_saves_says_so_and_resumes_without_a_doubled_point() {
        String run = client.launch(client.experiment(), Map.of("steps", 200, "pause", 5), 1)
                .get(0);
        client.await(run, "past step 30", node -> node.path("step").asLong() > 30);

        assertThat(client.post("/runs/" + run + "/cancel", "").status()).isEqualTo(202);
        JsonNode cancelled = client.await(run, "cancelled");
        assertThat(cancelled.path("resumable").asBoolean()).isTrue();
        assertThat(client.post("/runs/" + run + "/resume", "").status()).isEqualTo(202);
        JsonNode finished = client.await(run, "finished");

        assertThat(finished.path("metrics").path(0).path("points").asLong()).isEqualTo(200);
        assertThat(client.post("/runs/" + run + "/resume", "").status()).isEqualTo(409);
        assertThat(client.post("/runs/" + run + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void a_queued_run_is_cancelled_at_once_and_never_starts() {
        List<String> runs = client.launch(client.experiment(), Map.of("steps", 20, "pause", 10), 1, 2);

        JsonNode cancelled = client.post("/runs/" + runs.get(1) + "/cancel", "").body();

        assertThat(cancelled.path("state").path("name").asText()).isEqualTo("cancelled");
        client.await(runs.get(0), "finished");
        assertThat(state(runs.get(1))).isEqualTo("cancelled");
    }

    @Test
    void a_run_cancelled_before_its_worker_speaks_is_cancelled_and_not_crashed() {
        String run = client.launch(client.experiment(), Map.of("mode", "slow-start", "steps", 5), 1)
                .get(0);
        client.await(run, "starting");

        client.post("/runs/" + run + "/cancel", "");

        client.await(run, "cancelled");
    }

    @Test
    void a_worker_that_does_not_listen_is_ended_after_a_grace() {
        String run = client.launch(client.experiment(), Map.of("mode", "deaf", "steps", 10_000, "pause", 5), 1)
                .get(0);
        client.await(run, "running");

        client.post("/runs/" + run + "/cancel", "");

        client.await(run, "cancelled");
    }

    @Test
    void a_worker_that_dies_is_crashed_with_its_exit_code_and_the_end_of_its_log_and_can_be_resumed() {
        String run = client.launch(client.experiment(), Map.of("mode", "crash", "steps", 60), 1)
                .get(0);

        JsonNode crashed = client.await(run, "crashed");

        assertThat(crashed.path("state").path("exitCode").asInt()).isEqualTo(9);
        assertThat(crashed.path("state").path("logEnd").asText()).contains("the fake worker dies on the way");
        client.post("/runs/" + run + "/resume", "");
        assertThat(client.await(run, "finished")
                        .path("metrics")
                        .path(0)
                        .path("points")
                        .asLong())
                .isEqualTo(60);
    }

    @Test
    void a_worker_that_never_speaks_is_crashed_too() {
        String run = client.launch(client.experiment(), Map.of("mode", "crash-at-start"), 1)
                .get(0);

        JsonNode crashed = client.await(run, "crashed");

        assertThat(crashed.path("state").path("exitCode").asInt()).isEqualTo(7);
        assertThat(new String(client.get("/runs/" + run + "/log").response().body()))
                .contains("the fake worker dies at once");
    }

    @Test
    void a_run_whose_model_gives_up_is_failed_with_its_reason() {
        String run =
                client.launch(client.experiment(), Map.of("mode", "fail"), 1).get(0);

        assertThat(client.await(run, "failed").path("state").path("reason").asText())
                .isEqualTo("the loss is NaN");
    }

    @Test
    void a_worker_that_cannot_be_started_is_a_failed_run() throws IOException {
        String experiment = client.experiment();
        String first =
                client.launch(experiment, Map.of("steps", 40, "pause", 10), 1).get(0);
        String second = client.launch(experiment, Map.of(), 2).get(0);
        // A folder stands where the log should be written.
        Files.createDirectories(server.home().run(experiment, second).log());

        JsonNode failed = client.await(second, "failed");

        assertThat(failed.path("state").path("reason").asText()).contains("could not be started");
        assertThat(state(first)).isEqualTo("finished");
    }

    @Test
    void requests_for_samples_are_drawn_one_by_one_when_the_run_is_not_training() {
        String run = client.launch(client.experiment(), Map.of("steps", 40, "pause", 20), 1)
                .get(0);
        client.await(run, "past its first checkpoint", node -> node.path("step").asLong() > 10);
        assertThat(client.post("/runs/" + run + "/samples", Map.of("kind", "samples"))
                        .status())
                .isEqualTo(409);
        client.await(run, "finished");

        String first = client.post("/runs/" + run + "/samples", Map.of("kind", "samples", "count", 5, "step", 10))
                .text("id");
        String second = client.post("/runs/" + run + "/samples", Map.of("kind", "samples", "count", 6))
                .text("id");
        awaitSet(run, first);
        awaitSet(run, second);

        assertThat(client.get("/runs/" + run + "/samples/" + second + "/data")
                        .response()
                        .body())
                .hasSize(6 * 4 * 4);
        assertThat(state(run)).isEqualTo("finished");
    }

    @Test
    void requests_that_wait_are_granted_by_the_next_server() throws Exception {
        String run = client.launch(client.experiment(), Map.of("steps", 20), 1).get(0);
        client.await(run, "finished");
        String last = "";
        for (int i = 0; i < 3; i++) {
            last = client.post("/runs/" + run + "/samples", Map.of("kind", "samples", "count", 5))
                    .text("id");
        }
        server.close();

        server = TestServer.in(folder);
        client = server.client();
        awaitSet(run, last);
    }

    @Test
    void a_checkpoint_is_evaluated_again_apart_from_the_metrics_of_the_run() {
        String run = client.launch(client.experiment(), Map.of("steps", 40, "pause", 20), 1)
                .get(0);
        client.await(run, "past its first checkpoint", node -> node.path("step").asLong() > 10);
        assertThat(client.post("/runs/" + run + "/evaluations", Map.of()).status())
                .isEqualTo(409);
        JsonNode finished = client.await(run, "finished");

        String asked = client.post("/runs/" + run + "/evaluations", Map.of("step", 10, "evaluationSamples", 77))
                .text("id");
        String wrong = client.post("/runs/" + run + "/evaluations", Map.of("noiseSeed", 13))
                .text("id");
        String dead = client.post("/runs/" + run + "/evaluations", Map.of("noiseSeed", 666))
                .text("id");
        JsonNode taken = awaitEvaluation(run, asked);

        assertThat(taken.path("state").asText()).isEqualTo("taken");
        assertThat(taken.path("step").asLong()).isEqualTo(10);
        assertThat(taken.path("measurements").get(0).path("value").asDouble()).isEqualTo(77);
        assertThat(taken.path("changed")).hasSize(1);
        assertThat(taken.path("changed").get(0).path("name").asText()).isEqualTo("evaluationSamples");
        assertThat(awaitEvaluation(run, wrong).path("reason").asText()).isEqualTo("thirteen");
        assertThat(awaitEvaluation(run, dead).path("reason").asText()).contains("dies while evaluating");
        JsonNode set = client.get("/runs/" + run + "/samples").body().get(0);
        assertThat(set.path("request").asText()).isEqualTo(asked);
        assertThat(set.path("trainMillis").isIntegralNumber()).isTrue();
        assertThat(client.get("/runs/" + run).body().path("metrics")).isEqualTo(finished.path("metrics"));
    }

    @Test
    void what_cannot_be_evaluated_is_refused_with_what_can() {
        String run = client.launch(client.experiment(), Map.of("steps", 20), 1).get(0);
        client.await(run, "finished");

        assertThat(client.post("/runs/" + run + "/evaluations", Map.of("step", 7))
                        .text("detail"))
                .contains("the step of a checkpoint");
        assertThat(client.post("/runs/" + run + "/evaluations", Map.of("sampler", "none"))
                        .text("detail"))
                .contains("sampler");
        assertThat(client.post("/runs/" + run + "/evaluations", Map.of("samples", 7))
                        .text("detail"))
                .contains("evaluationSamples");
    }

    @Test
    void evaluations_that_wait_are_taken_by_the_next_server() throws Exception {
        String run = client.launch(client.experiment(), Map.of("steps", 20), 1).get(0);
        client.await(run, "finished");
        client.post("/runs/" + run + "/samples", Map.of("kind", "samples", "count", 5));
        String asked = client.post("/runs/" + run + "/evaluations", Map.of("evaluationSamples", 5))
                .text("id");
        assertThat(client.get("/runs/" + run + "/evaluations")
                        .body()
                        .get(0)
                        .path("state")
                        .asText())
                .isIn("waiting", "running");
        server.close();

        server = TestServer.in(folder);
        client = server.client();
        assertThat(awaitEvaluation(run, asked).path("state").asText()).isEqualTo("taken");
    }

    @Test
    void inception_is_refused_with_the_command_that_brings_it_and_then_with_the_data_it_wants() throws IOException {
        Map<String, Object> setup = Map.of(
                "data", Map.of("dataSet", "ring8"),
                "budget", Map.of("unit", "steps", "amount", 10, "batchSize", 10),
                "protocol", Map.of("extractor", "inception"));
        Map<String, Object> asked = Map.of("name", "points", "setup", setup);
        assertThat(client.post("/experiments", asked).text("detail")).contains("genera extractor import FILE.pb");
        Files.createDirectories(server.home().inception());
        Files.writeString(
                server.home().inception().resolve("extractor.properties"),
                "sha256=0123456789abcdef\nwidth=2048\nsize=299\n");

        assertThat(client.post("/experiments", asked).text("detail")).contains("pictures of 8 bits");
        JsonNode extractor = client.get("/system").body().path("extractors").get(0);
        assertThat(extractor.path("name").asText()).isEqualTo("inception-01234567");
        assertThat(extractor.path("features").asInt()).isEqualTo(2048);
    }

    private JsonNode awaitEvaluation(String run, String request) {
        client.await(
                run,
                "evaluated " + request,
                node -> evaluation(run, request).path("at").isTextual());
        return evaluation(run, request);
    }

    private JsonNode evaluation(String run, String request) {
        for (JsonNode each : client.get("/runs/" + run + "/evaluations").body()) {
            if (each.path("id").asText().equals(request)) {
                return each;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private void awaitSet(String run, String request) {
        client.await(
                run,
                "drawn " + request,
                node -> client.get("/runs/" + run + "/samples")
                        .body()
                        .findValuesAsText("request")
                        .contains(request));
    }

    @Test
    void deleted_runs_stop_and_leave_the_lists_and_come_back() {
        String experiment = client.experiment();
        String run =
                client.launch(experiment, Map.of("steps", 2_000, "pause", 5), 1).get(0);
        client.await(run, "running");

        assertThat(client.send("DELETE", "/runs/" + run, null).status()).isEqualTo(204);

        client.await(run, "cancelled");
        assertThat(total("/runs?experiment=" + experiment)).isZero();
        assertThat(total("/runs?deleted=true&experiment=" + experiment)).isEqualTo(1);
        assertThat(client.post("/runs/" + run + "/resume", "").status()).isEqualTo(409);
        assertThat(client.post("/runs/" + run + "/restore", "").status()).isEqualTo(200);
        assertThat(total("/runs?experiment=" + experiment)).isEqualTo(1);
    }

    @Test
    void a_deleted_experiment_cancels_its_runs_and_comes_back() {
        String experiment = client.experiment();
        List<String> runs = client.launch(experiment, Map.of("steps", 2_000, "pause", 5), 1, 2);
        client.await(runs.get(0), "running");

        assertThat(client.send("DELETE", "/experiments/" + experiment, null).status())
                .isEqualTo(204);

        client.await(runs.get(0), "cancelled");
        client.await(runs.get(1), "cancelled");
        assertThat(total("/experiments")).isZero();
        assertThat(client.post("/experiments/" + experiment + "/restore", "").status())
                .isEqualTo(200);
        assertThat(total("/experiments")).isEqualTo(1);
    }

    @Test
    void a_rebuilt_database_tells_the_same() throws IOException {
        String experiment = client.experiment();
        List<String> runs = client.launch(experiment, Map.of("mode", List.of("good", "crash", "fail")), 1);
        client.await(runs.get(0), "finished");
        client.await(runs.get(1), "crashed");
        client.await(runs.get(2), "failed");
        String before = runs.stream()
                .map(run -> stable(client.get("/runs/" + run).body()))
                .toList()
                .toString();
        server.close();
        try (java.util.stream.Stream<Path> files = Files.walk(server.home().database())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        server = TestServer.in(folder);
        client = server.client();
        client.await(runs.get(0), "finished");
        client.await(runs.get(1), "crashed");
        client.await(runs.get(2), "failed");

        assertThat(runs.stream()
                        .map(run -> stable(client.get("/runs/" + run).body()))
                        .toList()
                        .toString())
                .isEqualTo(before);
    }

    /** What does not depend on when the server looked. */
    private static String stable(JsonNode run) {
        com.fasterxml.jackson.databind.node.ObjectNode copy = run.deepCopy();
        copy.remove(List.of("startedAt", "endedAt", "assignedDevice", "state"));
        return copy + run.path("state").path("name").asText();
    }

    private int total(String path) {
        return client.get(path).body().path("total").asInt();
    }

    private String state(String run) {
        return client.get("/runs/" + run).body().path("state").path("name").asText();
    }
}
