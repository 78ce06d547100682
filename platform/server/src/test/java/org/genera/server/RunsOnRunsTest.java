package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.run.Json;
import org.genera.run.home.RunDirectory;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that build on runs, from the question which fit to the purge of one that others need. */
class RunsOnRunsTest {
    @TempDir
    Path folder;

    private TestServer server;
    private Client client;
    private String experiment;
    private String coder;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.in(folder);
        client = server.client();
        experiment = client.experiment();
        coder = client.launch(experiment, "coder", Map.of(), 1);
        client.await(coder, "finished");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Client.Answer launch(Object on, Integer... seeds) {
        return client.post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "family", "fake", "variant", "on-codes", "values", Map.of("steps", 10), "on", on)),
                        "seeds",
                        List.of(seeds)));
    }

    private String launched(Object on) {
        Client.Answer answer = launch(on, 1);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String run = answer.body().path("items").path(0).path("id").asText();
        client.await(run, "finished");
        return run;
    }

    @Test
    void a_run_pins_a_checkpoint_of_another_and_its_repetition_and_its_sweep_pin_the_same() throws IOException {
        JsonNode fitting = fitting("codes");
        assertThat(fitting).hasSize(1);
        assertThat(fitting.path(0).path("run").path("id").asText()).isEqualTo(coder);
        assertThat(fitting.path(0).path("experimentName").asText()).isEqualTo("ring");
        assertThat(fitting.path(0).path("steps")).hasToString("[10,20]");

        String run = launched(Map.of("codes", Map.of("run", coder, "step", 10)));

        RunSpec spec = spec(run);
        PinnedRun pin = spec.on().get("codes");
        RunDirectory other = server.home().run(experiment, coder);
        assertThat(pin.run()).isEqualTo(coder);
        assertThat(pin.step()).isEqualTo(10);
        assertThat(pin.checkpointSha256()).hasSize(64);
        assertThat(pin.pluginSha256()).isEqualTo(other.spec().provenance().pluginSha256());
        assertThat(other.isPinned(10)).isTrue();
        assertThat(other.isPinned(20)).isFalse();
        assertThat(client.get("/runs/" + run)
                        .body()
                        .path("on")
                        .path("codes")
                        .path("step")
                        .asInt())
                .isEqualTo(10);
        assertThat(client.get("/runs/" + coder + "/dependents").body().findValuesAsText("id"))
                .containsExactly(run);
        assertThat(Files.readString(server.home().run(experiment, run).log())).contains("builds on: " + coder + "=");
        assertThat(fitting("start")).hasSize(2);

        JsonNode repeated = client.post("/runs/" + run + "/repeat", "").body();
        assertThat(repeated.path("on"))
                .isEqualTo(client.get("/runs/" + run).body().path("on"));
        assertThat(repeated.path("group").asText()).isEqualTo(spec.group());
        client.await(repeated.path("id").asText(), "finished");

        JsonNode last = launch(Map.of("codes", Map.of("run", coder)), 1, 2).body();
        JsonNode first =
                launch(Map.of("codes", Map.of("run", coder, "step", 10)), 1, 2).body();
        assertThat(last.path("items").findValuesAsText("group").stream().distinct())
                .hasSize(1)
                .doesNotContain(first.path("items").path(0).path("group").asText());
        String sweep = last.path("items").path(0).path("sweep").asText();
        SweepSpec kept = Json.readFile(server.home().sweep(experiment, sweep).specFile(), SweepSpec.class);
        assertThat(kept.items().get(0).on().get("codes").step()).isEqualTo(20);

        Path weights = other.checkpoint(10).resolve("model/weights");
        Files.writeString(weights, "others");
        assertThat(client.post("/runs/" + run + "/repeat", "").text("detail"))
                .contains("items[0].on.codes.step: expected a checkpoint that is whole");
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        String plain = client.launch(experiment, Map.of("steps", 10), 1).get(0);
        client.await(plain, "finished");
        String bare = client.launch(experiment, "coder", Map.of("steps", 5), 2);
        client.await(bare, "finished");
        String elsewhere = client.post(
                        "/experiments",
                        Map.of(
                                "name",
                                "moons",
                                "setup",
                                Map.of(
                                        "data",
                                        Map.of("dataSet", "two-moons"),
                                        "budget",
                                        Map.of("unit", "steps", "amount", 100, "batchSize", 10))))
                .text("id");
        String onMoons = client.launch(elsewhere, "coder", Map.of("steps", 10), 3);
        client.await(onMoons, "finished");
        String binned = client.launch(experiment, "coder", Map.of("steps", 10), 4);
        client.await(binned, "finished");
        client.send("DELETE", "/runs/" + binned, null);

        refused(Map.of(), "items[0].on.codes: expected a run to build on: A run that encodes., got nothing");
        refused(
                Map.of("code", Map.of("run", coder)),
                "items[0].on: expected one of the roles codes, start, got \"code\"");
        refused(codes("none"), "items[0].on.codes: expected the id of a run, got \"none\"");
        refused(codes(binned), "expected a run that is not in the bin; restore it first, got run " + binned);
        refused(codes(plain), "expected a run that can encode, got run " + plain + " of fake/plain, which can nothing");
        refused(codes(bare), "expected a run with a checkpoint, got run " + bare + ", which has none yet");
        refused(codes(onMoons), "expected a run on the same data set, ring8, got run " + onMoons + " on two-moons");
        refused(
                Map.of("codes", Map.of("run", coder, "step", 7)),
                "items[0].on.codes.step: expected one of the kept checkpoints [10, 20] of run " + coder + ", got 7");
        refused(Map.of("codes", Map.of("run", coder, "seed", 7)), "unknown field \"seed\"");
        refused(Map.of("codes", coder), "items[0].on.codes: expected an object");
        assertThat(client.get("/experiments/" + experiment + "/fitting?family=fake&variant=on-codes&role=friend")
                        .text("detail"))
                .isEqualTo("role: expected one of codes, start, got \"friend\"");
        // What is on other data may take a role that does not mind.
        assertThat(fitting("start").findValuesAsText("experimentName")).contains("moons");
        assertThat(fitting("codes").findValuesAsText("experimentName")).containsOnly("ring");

        String run = coder;
        for (int depth = 1; depth <= 4; depth++) {
            run = launched(codes(run));
        }
        refused(
                codes(run),
                "expected a run that builds on runs at most 3 deep, got run " + run + ", which builds on"
                        + " them 4 deep");
    }

    @Test
    void a_draw_is_led_by_another_run() {
        String guide = client.launch(experiment, "coder", Map.of("steps", 10), 2);
        client.await(guide, "finished");
        assertThat(client.get("/runs/" + coder + "/fitting?sampler=guided&role=guide")
                        .body())
                .hasSize(1)
                .first()
                .satisfies(
                        each -> assertThat(each.path("run").path("id").asText()).isEqualTo(guide));

        Map<String, Object> lead = Map.of("run", guide, "label", 3, "weight", 2.5);
        assertThat(draw(Map.of("guide", lead)).status()).isEqualTo(202);
        client.await(coder, "drawn from", node -> drawn().toFile().length() > 0);
        assertThat(drawn()).content().contains("\"weight\":2.5", "\"run\":\"" + guide + "\"", "--on " + guide + "=");

        assertThat(draw(Map.of()).text("detail"))
                .isEqualTo("on.guide: expected a run to build on: A run that guides., got nothing");
        assertThat(draw(Map.of("guide", Map.of("run", coder, "label", 3))).text("detail"))
                .isEqualTo("on.guide: expected another run than the one that is drawn from, got itself");
        assertThat(draw(Map.of("guide", Map.of("run", guide))).text("detail"))
                .isEqualTo("on.guide: expected one of label, text and example, which it leads to, got none of them");
        assertThat(draw(Map.of("guide", Map.of("run", guide, "label", 3, "example", 2)))
                        .text("detail"))
                .endsWith("got label and example");
        assertThat(draw(Map.of("guide", Map.of("run", guide, "text", "a red cross")))
                        .status())
                .isEqualTo(202);
        client.await(
                coder,
                "drawn from to a text",
                node -> contentOf(drawn().toFile()).contains("\"text\":\"a red cross\",\"example\":null"));
        assertThat(client.post("/runs/" + coder + "/evaluations", Map.of("sampler", "guided"))
                        .text("detail"))
                .isEqualTo("sampler: expected one that needs no other run to be measured by, got \"guided\"");
    }

    private Path drawn() {
        return server.home().run(experiment, coder).root().resolve("drawn.txt");
    }

    private Client.Answer draw(Object on) {
        return client.post("/runs/" + coder + "/samples", Map.of("sampler", "guided", "on", on));
    }

    private static Map<String, Object> codes(String run) {
        return Map.of("codes", Map.of("run", run));
    }

    private void refused(Object on, String sentence) {
        Client.Answer answer = launch(on, 1);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).contains(sentence);
    }

    @Test
    void what_others_build_on_is_purged_after_them_or_by_force_and_an_experiment_alike() {
        String first = launched(codes(coder));
        String second = launched(codes(first));
        client.send("DELETE", "/runs/" + coder, null);
        client.send("DELETE", "/runs/" + first, null);

        assertThat(binned(coder).path("builtOnBy")).hasToString("[\"" + first + "\"]");
        Client.Answer kept = purge("/bin/runs/" + coder);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.text("detail"))
                .startsWith("expected a run that no other run builds on, found that run " + first + " does;");
        JsonNode emptied = purge("/bin").body();
        assertThat(emptied.path("runs").asInt()).isZero();
        assertThat(emptied.path("left").findValuesAsText("id")).containsExactlyInAnyOrder(coder, first);
        assertThat(emptied.path("left").findValuesAsText("why"))
                .anySatisfy(why -> assertThat(why).contains("found that run " + second + " does"));

        assertThat(purge("/bin/runs/" + first + "?force=true").status()).isEqualTo(204);
        assertThat(client.get("/runs/" + second)
                        .body()
                        .path("on")
                        .path("codes")
                        .path("run")
                        .asText())
                .isEqualTo(first);
        assertThat(client.get("/runs/" + second + "/dependents").body()).isEmpty();
        assertThat(purge("/bin").body().path("runs").asInt()).isEqualTo(1);

        client.send("DELETE", "/runs/" + second, null);
        assertThat(purge("/bin").body().path("left")).isEmpty();

        String another = client.launch(experiment, "coder", Map.of("steps", 10), 2);
        client.await(another, "finished");
        String inside = launched(codes(another));
        Map<String, Object> setup = new HashMap<>();
        setup.put("data", Map.of("dataSet", "ring8"));
        setup.put("budget", Map.of("unit", "steps", "amount", 100, "batchSize", 10));
        String other = client.post("/experiments", Map.of("name", "other", "setup", setup))
                .text("id");
        String left = experiment;
        experiment = other;
        String outside = launched(codes(inside));

        client.send("DELETE", "/experiments/" + left, null);
        assertThat(purge("/bin/experiments/" + left).text("detail"))
                .contains("expected an experiment that no other run builds on, found that run " + outside + " does");
        client.send("DELETE", "/runs/" + outside, null);
        emptied = purge("/bin").body();
        assertThat(emptied.path("left")).isEmpty();
        assertThat(emptied.path("experiments").asInt()).isEqualTo(1);
    }

    @Test
    void runs_need_the_run_in_whose_features_their_experiment_measures() throws IOException {
        JsonNode fitting = features("ring8").body();
        assertThat(fitting).hasSize(1);
        assertThat(fitting.path(0).path("run").path("id").asText()).isEqualTo(coder);
        assertThat(fitting.path(0).path("steps")).hasToString("[10,20]");
        // Points of the plane are what they are in any data set.
        assertThat(features("two-moons").body()).hasSize(1);
        assertThat(features("shapes").body()).isEmpty();

        JsonNode made =
                measuredIn("two-moons", Map.of("run", coder, "step", 10)).body();
        String measured = made.path("id").asText();
        JsonNode pin = made.path("setup").path("protocol").path("features");
        assertThat(pin.path("step").asInt()).isEqualTo(10);
        assertThat(pin.path("checkpointSha256").asText()).hasSize(64);
        RunDirectory other = server.home().run(experiment, coder);
        assertThat(other.isPinned(10)).isTrue();

        String run = client.launch(measured, Map.of("steps", 10), 1).get(0);
        client.await(run, "finished");
        assertThat(Files.readString(server.home().run(measured, run).log())).contains("builds on: " + coder + "=");
        assertThat(server.home().run(measured, run).spec().setup().protocol().features())
                .isEqualTo(Json.read(pin.toString(), PinnedRun.class));
        assertThat(client.get("/runs/" + coder + "/dependents").body().findValuesAsText("id"))
                .containsExactly(run);
        String again = client.post("/runs/" + run + "/repeat", "").text("id");
        assertThat(client.await(again, "finished")
                        .path("setup")
                        .path("protocol")
                        .path("features"))
                .isEqualTo(pin);

        client.send("DELETE", "/runs/" + coder, null);
        assertThat(purge("/bin/runs/" + coder).text("detail"))
                .startsWith("expected a run that no other run builds on, found that 2 runs do: " + run);
        purge("/bin/runs/" + coder + "?force=true");
        assertThat(client.post("/runs/" + run + "/repeat", "").text("detail"))
                .startsWith("expected the checkpoint of step 10 of run " + coder
                        + ", in whose features the experiment measures, as it was when the experiment was made;");
    }

    @Test
    void a_run_without_features_for_the_data_is_refused_in_a_sentence() {
        String plain = client.launch(experiment, Map.of("steps", 10), 1).get(0);
        client.await(plain, "finished");
        String bare = client.launch(experiment, "coder", Map.of("steps", 5), 2);
        client.await(bare, "finished");

        unmeasured("ring8", Map.of("run", "none"), "setup.protocol.features: expected the id of a run, got \"none\"");
        unmeasured(
                "ring8",
                Map.of("run", plain),
                "setup.protocol.features: expected a run that can embed or encode, got run " + plain
                        + " of fake/plain, which can nothing of the kind");
        unmeasured("ring8", Map.of("run", bare), "expected a run with a checkpoint, got run " + bare);
        unmeasured(
                "ring8",
                Map.of("run", coder, "step", 7),
                "setup.protocol.features.step: expected one of the kept checkpoints [10, 20]");
        unmeasured(
                "shapes",
                Map.of("run", coder),
                "setup.protocol.features: expected a run on examples of the same shape and preprocessing, whole or a"
                        + " half of pairs that belong together, and on the same data set where values are symbols or"
                        + " standardised, got run " + coder + " on ring8");
        unmeasured("ring8", Map.of("run", coder, "label", 1), "unknown field \"label\"");
        unmeasured("ring9", Map.of("run", coder), "setup.data.dataSet: expected a data set that is here");
        assertThat(features("ring9").text("detail")).startsWith("dataSet: expected a data set that is here");
    }

    private Client.Answer features(String dataSet) {
        String data = Json.write(data(dataSet));
        return client.get("/features?data=" + URLEncoder.encode(data, StandardCharsets.UTF_8));
    }

    private static Map<String, Object> data(String dataSet) {
        return dataSet.equals("shapes")
                ? Map.of("dataSet", dataSet, "preprocessing", Map.of("scaling", "unit"))
                : Map.of("dataSet", dataSet);
    }

    private Client.Answer measuredIn(String dataSet, Object features) {
        return client.post(
                "/experiments",
                Map.of(
                        "name",
                        "measured",
                        "setup",
                        Map.of(
                                "data",
                                data(dataSet),
                                "budget",
                                Map.of("unit", "steps", "amount", 100, "batchSize", 10),
                                "protocol",
                                Map.of("features", features))));
    }

    private void unmeasured(String dataSet, Object features, String sentence) {
        Client.Answer answer = measuredIn(dataSet, features);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).contains(sentence);
    }

    private JsonNode binned(String run) {
        for (JsonNode each : client.get("/bin").body().path("runs").path("items")) {
            if (each.path("id").asText().equals(run)) {
                return each;
            }
        }
        throw new AssertionError("not in the bin: " + run);
    }

    private JsonNode fitting(String role) {
        return client.get("/experiments/" + experiment + "/fitting?family=fake&variant=on-codes&role=" + role)
                .body();
    }

    private RunSpec spec(String run) {
        return server.home().run(experiment, run).spec();
    }

    /** The answer of the bin once no worker is on its last words any more, which are heard before its end is. */
    private Client.Answer purge(String path) {
        Client.Answer answer = client.send("DELETE", path, null);
        for (int i = 0; i < 200 && String.valueOf(answer.body()).contains("still ending"); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            answer = client.send("DELETE", path, null);
        }
        return answer;
    }
}
