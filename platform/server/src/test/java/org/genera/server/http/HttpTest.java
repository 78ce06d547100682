package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.server.Client.Answer;
import org.genera.server.RawHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest extends OnOneServer {
    private static String experiment;
    private static String run;

    @BeforeAll
    static void train() {
        experiment = client.experiment();
        run = client.launch(experiment, Map.of("steps", 12), 1).get(0);
        client.await(run, "finished");
    }

    private static List<String> everyRoute() throws IOException {
        List<String> routes =
                new ArrayList<>(List.of("GET /", "GET /assets/none.js", "GET /experiments/some", "PUT /x"));
        for (String operation : OpenApiTest.documented()) {
            String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[a-z]+\\}", "x");
            routes.add(operation.substring(0, operation.indexOf(' ')) + " /api" + path);
        }
        return routes;
    }

    @Test
    void no_route_answers_to_a_foreign_host() throws IOException {
        for (String route : everyRoute()) {
            assertThat(RawHttp.status(address, route, "Host: evil.example:" + address.getPort()))
                    .as(route)
                    .isEqualTo(403);
            assertThat(RawHttp.status(address, route, "Host: localhost.evil.example"))
                    .as(route)
                    .isEqualTo(403);
        }
    }

    @Test
    void no_route_answers_to_a_foreign_origin() throws IOException {
        String host = "Host: localhost:" + address.getPort();
        for (String route : everyRoute()) {
            for (String origin : List.of(
                    "http://evil.example",
                    "null",
                    "http://localhost:1",
                    "http://[",
                    "https://localhost:" + address.getPort(),
                    "http://user@evil.example:" + address.getPort())) {
                assertThat(RawHttp.status(address, route, host, "Origin: " + origin))
                        .as(route + " from " + origin)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void no_route_answers_without_a_host() throws IOException {
        for (String route : everyRoute()) {
            assertThat(RawHttp.status(address, route)).as(route).isBetween(400, 403);
        }
    }

    @Test
    void no_route_answers_to_a_host_that_can_be_read_in_two_ways() throws IOException {
        String own = "localhost:" + address.getPort();
        for (String route : everyRoute()) {
            assertThat(RawHttp.status(address, route, "Host: " + own, "Host: evil.example"))
                    .as(route)
                    .isEqualTo(400);
            for (String host : List.of("evil@" + own, own + "/", "localhost:x", "localhost localhost", "[::1", "")) {
                assertThat(RawHttp.status(address, route, "Host: " + host))
                        .as(route + " of " + host)
                        .isBetween(400, 403);
            }
        }
        assertThat(RawHttp.status(address, "GET http://evil.example/api/system", "Host: " + own))
                .isEqualTo(400);
        assertThat(RawHttp.status(address, "GET /api/system", "Host: localhost.:" + address.getPort()))
                .isEqualTo(403);
        // Through a tunnel the port is another, and the page's own address with it.
        assertThat(RawHttp.status(address, "GET /api/system", "Host: localhost:9999", "Origin: http://localhost:9999"))
                .isEqualTo(200);
    }

    @Test
    void text_is_compressed_and_pictures_and_events_are_not() throws IOException {
        String host = "Host: localhost:" + address.getPort();
        String gzip = "Accept-Encoding: gzip";
        String packed = RawHttp.answer(address, "GET /api/datasets", host, gzip);
        String plain = RawHttp.answer(address, "GET /api/datasets", host);
        assertThat(packed).contains("content-encoding: gzip");
        assertThat(plain.length()).isGreaterThan(2 * packed.length());
        String data = "GET /api/runs/" + run + "/samples/final/data?format=";
        assertThat(RawHttp.answer(address, data + "png", host, gzip)).doesNotContain("gzip");
        assertThat(RawHttp.answer(address, "GET /api/stream", host, gzip))
                .doesNotContain("gzip")
                .contains("event-stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/%ff | 400",
                "GET /api/runs?state=%ff | 400",
                "GET /api/runs?state=%zz | 400",
                "GET /api/runs/%c3%28 | 400",
                "TRACE /api/system | 405",
                "OPTIONS /api/system | 405",
                "BREW /api/system | 405",
                "PUT /api/system | 404",
                "POST /api/datasets | 415",
            })
    void what_no_client_should_send_is_a_problem(String request, int status) {
        String answer = RawHttp.answer(address, request, "Host: localhost:" + address.getPort());

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }

    @Test
    void forms_where_none_are_expected_are_refused_whatever_the_method() {
        String host = "Host: localhost:" + address.getPort();
        for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
            for (String form : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
                assertThat(RawHttp.status(address, method + " /api/experiments", host, "Content-Type: " + form))
                        .as(method + " " + form)
                        .isEqualTo(415);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rate\":[null]} | items[0].values.rate[0]",
                "{\"widths\":[[8,null]]} | items[0].values.widths[0][1]",
                "{\"rate\":{\"from\":null,\"to\":1}} | items[0].values.rate.from",
            })
    void a_null_within_values_is_refused_with_its_place(String values, String field) {
        Answer answer = client.post(
                "/experiments/" + experiment + "/launch",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":" + values + "}],\"seeds\":[1]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\",\"name\":\"b\"}", "{} {}", "[1]", "{\"name\":NaN}", "{"})
    void a_body_that_is_not_one_plain_object_cannot_be_read(String body) {
        assertThat(client.post("/experiments", body).status()).isEqualTo(400);
    }

    @Test
    void the_own_origin_and_every_loopback_name_are_let_in() {
        for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
            String host = name + ":" + address.getPort();
            assertThat(RawHttp.status(address, "GET /api/system", "Host: " + host, "Origin: http://" + host))
                    .as(name)
                    .isEqualTo(200);
        }
    }

    @Test
    void the_system_names_home_database_devices_and_queue() {
        JsonNode system = client.get("/system").body();

        assertThat(system.path("version").asText()).matches("\\d+\\.\\d+.*");
        assertThat(system.path("home").asText()).isEqualTo(server.home().root().toString());
        assertThat(system.path("concurrentRuns").asInt()).isEqualTo(1);
        assertThat(system.path("devices").path(0).path("id").asText()).isEqualTo("cpu");
        assertThat(system.path("gpuLibraries").asBoolean()).isFalse();
        assertThat(system.path("gpuAdvice").asText()).contains("No GPU");
    }

    @Test
    void a_broken_plugin_is_listed_with_its_reason_beside_the_good_one() {
        JsonNode plugins = client.get("/plugins").body();

        assertThat(plugins.findValuesAsText("status")).containsExactlyInAnyOrder("loaded", "refused");
        JsonNode refused =
                plugins.path(0).path("status").asText().equals("refused") ? plugins.path(0) : plugins.path(1);
        assertThat(refused.path("reason").asText()).isNotBlank();
    }

    @Test
    void families_come_with_the_schemas_of_their_variants() {
        JsonNode family = client.get("/families").body().path(0);

        assertThat(family.path("id").asText()).isEqualTo("fake");
        assertThat(family.path("density").asText()).isEqualTo("implicit");
        assertThat(family.path("pluginVersion").asText()).isEqualTo("1.2.3");
        JsonNode variant = family.path("variants").path(0);
        assertThat(variant.path("stages").path(0).path("reads").asText()).isEqualTo("minibatch");
        assertThat(variant.path("accepts").path("kinds").toString()).isEqualTo("[\"vector\",\"image\"]");
        JsonNode rate = variant.path("hyperparameters").path(3);
        assertThat(rate.path("kind").asText()).isEqualTo("real");
        assertThat(rate.path("default").asDouble()).isEqualTo(0.1);
        assertThat(rate.path("logarithmic").asBoolean()).isTrue();
        assertThat(variant.path("samplers")
                        .path(0)
                        .path("settings")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("warmth");
    }

    @Test
    void sequences_come_with_their_symbols_their_lengths_and_the_model_behind_them() {
        JsonNode fever = client.get("/datasets/fever").body();
        assertThat(fever.path("kind").asText()).isEqualTo("sequence");
        assertThat(fever.path("shape").toString()).isEqualTo("[40,1]");
        assertThat(fever.path("symbols").toString()).isEqualTo("[\"normal\",\"cold\",\"dizzy\"]");
        assertThat(fever.path("chain").path("transition").toString()).isEqualTo("[[0.7,0.3],[0.4,0.6]]");
        assertThat(fever.path("chain").path("emission").path("probabilities").toString())
                .isEqualTo("[[0.5,0.4,0.1],[0.1,0.3,0.6]]");
        JsonNode examples = client.get("/datasets/fever/examples?count=3").body();
        assertThat(examples.path("values")).hasSize(120);
        assertThat(examples.path("lengths")).hasSize(3);
        assertThat(examples.path("labels")).isEmpty();
    }

    @Test
    void pairs_come_with_the_axes_of_both_pictures() {
        JsonNode outlines = client.get("/datasets/outlines").body();
        assertThat(outlines.path("kind").asText()).isEqualTo("pair");
        assertThat(outlines.path("shape").toString()).isEqualTo("[32,32,1,32,32,3]");
        assertThat(outlines.path("aligned").asBoolean()).isTrue();
        JsonNode textures = client.get("/datasets/textures").body();
        assertThat(textures.path("kind").asText()).isEqualTo("pair");
        assertThat(textures.path("aligned").asBoolean(true)).isFalse();
        JsonNode captions = client.get("/datasets/captions").body();
        assertThat(captions.path("halves").path(0).path("kind").asText()).isEqualTo("image");
        assertThat(captions.path("halves").path(1).path("symbols").path(0).asText())
                .isEqualTo(" ");
        JsonNode examples = client.get("/datasets/outlines/examples?count=2").body();
        assertThat(examples.path("values")).hasSize(2 * 4_096);
    }

    @Test
    void data_sets_come_with_cards_and_examples() {
        JsonNode ring = client.get("/datasets/ring8").body();
        assertThat(ring.path("shape").toString()).isEqualTo("[2]");
        assertThat(ring.path("origin").asText()).isEqualTo("generated");
        assertThat(ring.path("modes").path("centres")).hasSize(8);

        JsonNode examples =
                client.get("/datasets/ring8/examples?split=test&count=7").body();
        assertThat(examples.path("factors")).isEmpty();
        JsonNode drawn = client.get("/datasets/shapes/examples?count=3").body().path("factors");
        assertThat(drawn).hasSize(3).allMatch(factors -> factors.size() == 6);
        assertThat(drawn.get(2).get(0).asDouble()).isEqualTo(2);
        assertThat(examples.path("values")).hasSize(14);
        assertThat(examples.path("labels")).hasSize(7);
        assertThat(client.get("/datasets/nothing").status()).isEqualTo(404);
    }

    @Test
    void a_data_set_comes_with_statistics_and_pages_of_a_class() {
        JsonNode statistics = client.get("/datasets/ring8/statistics").body();
        assertThat(statistics.path("train").path("read").asInt()).isEqualTo(8_000);
        assertThat(statistics.path("classes")).hasSize(8);
        JsonNode x = statistics.path("values").path(0);
        assertThat(x.path("name").asText()).isEqualTo("x");
        assertThat(x.path("train").path("counts")).hasSize(64);
        assertThat(Math.abs(x.path("train").path("mean").asDouble())).isLessThan(0.05);
        assertThat(client.get("/datasets/nothing/statistics").status()).isEqualTo(404);
        JsonNode page =
                client.get("/datasets/ring8/examples?label=3&offset=5&count=4").body();
        assertThat(page.path("labels").toString()).isEqualTo("[3,3,3,3]");
        Answer refused = client.get("/datasets/ring8/examples?label=8");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asText()).isEqualTo("label: expected 0 to 7, got 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | items",
                "{\"items\":[],\"seeds\":[1]} | items",
                "{\"items\":[7],\"seeds\":[1]} | items[0]",
                "{\"items\":[{\"variant\":\"plain\"}],\"seeds\":[1]} | items[0].family",
                "{\"items\":[{\"family\":\"none\",\"variant\":\"plain\"}],\"seeds\":[1]} | items[0].family",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"none\"}],\"seeds\":[1]} | items[0].variant",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"images-only\"}],\"seeds\":[1]} | items[0].variant",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":9}}],\"seeds\":[1]} | items[0].values.rate",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":\"x\"}}],\"seeds\":[1]} | items[0].values.rate",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":[]}}],\"seeds\":[1]} | items[0].values.rate",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":[0.1,9]}}],\"seeds\":[1]} | items[0].values.rate",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"widths\":[0]}}],\"seeds\":[1]} | items[0].values.widths",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"nope\":1}}],\"seeds\":[1]} | items[0].values.nope",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"colour\":1}],\"seeds\":[1]} | items[0].colour",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\"}],\"seeds\":[]} | seeds",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\"}],\"seeds\":[1.5]} | seeds[0]",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\"}],\"seeds\":[1],\"device\":\"gpu:1\"} | device",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\"}],\"seeds\":[1],\"device\":\"tpu\"} | device",
            })
    void a_bad_launch_is_refused_with_the_field_and_starts_nothing(String body, String field) {
        int before = client.get("/runs").body().path("total").asInt();

        Answer answer = client.post("/experiments/" + experiment + "/launch", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(client.get("/runs").body().path("total").asInt()).isEqualTo(before);
    }

    @Test
    void a_refused_value_says_what_was_expected_and_what_came() {
        Answer answer = client.post(
                "/experiments/" + experiment + "/launch",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":9}}],\"seeds\":[1]}");

        assertThat(answer.text("expected")).isEqualTo("a number from 0.001 to 1.0");
        assertThat(answer.text("found")).isEqualTo("9");
    }

    @Test
    void a_missing_gpu_is_named_in_a_plain_sentence() {
        Answer answer = client.post(
                "/experiments/" + experiment + "/launch",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\"}],\"seeds\":[1],\"device\":\"gpu:1\"}");

        assertThat(answer.text("detail"))
                .isEqualTo("device: gpu:1 is not there: the driver's tool reports no GPU; choose auto or cpu");
    }

    @Test
    void an_experiment_says_which_variants_can_be_trained_in_it_and_why_others_cannot() {
        Map<String, JsonNode> refusals = new HashMap<>();
        client.get("/experiments/" + client.experiment() + "/fits")
                .body()
                .forEach(fit -> refusals.put(fit.path("variant").asText(), fit.path("refusal")));

        assertThat(refusals).containsOnlyKeys("plain", "images-only", "coder", "on-codes");
        assertThat(refusals.get("plain").isNull()).isTrue();
        assertThat(refusals.get("images-only").asText())
                .isEqualTo("expected data of kind image, got vector [2]; choose another variant or data set");
    }

    @Test
    void a_dry_run_counts_and_starts_nothing() {
        int before = client.get("/runs").body().path("total").asInt();

        Answer answer = client.post(
                "/experiments/" + experiment + "/launch?dryRun=true",
                "{\"items\":[{\"family\":\"fake\",\"variant\":\"plain\",\"values\":{\"rate\":[0.1,0.2]}}],\"seeds\":[1,2,2]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("runs").asInt()).isEqualTo(4);
        assertThat(answer.body().path("expectedMillis").asLong()).isEqualTo(4 * 12);
        assertThat(client.get("/runs").body().path("total").asInt()).isEqualTo(before);
    }

    @Test
    void more_runs_than_anybody_means_are_refused() {
        List<Double> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(0.001 + i * 1e-4);
        }
        Answer answer = client.post(
                "/experiments/" + experiment + "/launch",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "family",
                                "fake",
                                "variant",
                                "plain",
                                "values",
                                Map.of("rate", many, "steps", List.of(1, 2, 3)))),
                        "seeds",
                        List.of(1)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("expected")).contains("500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"setup\":{}} | name",
                "{\"name\":\"x\"} | setup",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\"}}} | setup.budget",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\"},\"budget\":{\"unit\":\"hours\",\"amount\":1,\"batchSize\":1}}} | setup.budget.unit",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\"},\"budget\":{\"unit\":\"steps\",\"amount\":-1,\"batchSize\":1}}} | setup.budget.amount",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\"},\"budget\":{\"unit\":\"steps\",\"amount\":1,\"batchSize\":0}}} | setup.budget.batchSize",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"none\"},\"budget\":{\"unit\":\"steps\",\"amount\":1,\"batchSize\":1}}} | setup.data.dataSet",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\",\"split\":\"train=0-9\"},\"budget\":{\"unit\":\"steps\",\"amount\":1,\"batchSize\":1}}} | setup.data.split",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\",\"preprocessing\":{\"scaling\":\"unit\"}},\"budget\":{\"unit\":\"steps\",\"amount\":1,\"batchSize\":1}}} | setup.data.preprocessing",
                "{\"name\":\"x\",\"setup\":{\"data\":{\"dataSet\":\"ring8\",\"preprocessing\":{\"binarisation\":\"static\"}},\"budget\":{\"unit\":\"steps\",\"amount\":1,\"batchSize\":1}}} | setup.data.preprocessing",
            })
    void a_bad_experiment_is_refused_with_the_field(String body, String field) {
        Answer answer = client.post("/experiments", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).startsWith(field);
    }

    @Test
    void what_is_no_json_or_no_object_cannot_be_read() {
        for (String body : List.of("{", "[]", "7", "\"x\"", "\0")) {
            assertThat(client.post("/experiments", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        Answer answer = client.post("/experiments", "{\"name\":\"" + "x".repeat(2 << 20) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs?limit=1001",
                "/runs?limit=0",
                "/runs?limit=x",
                "/runs?offset=-1",
                "/runs?state=asleep",
                "/runs?sort=name",
                "/runs?sort=metric:%27;drop",
                "/runs?order=up",
                "/runs?deleted=perhaps",
                "/experiments?limit=501",
                "/series?runs=a&metrics=loss&points=1",
                "/series?runs=a&metrics=loss&points=10001",
                "/datasets/ring8/examples?count=5000",
                "/datasets/ring8/examples?split=all",
                "/datasets/ring8/examples?offset=-1",
                "/datasets/ring8/examples?label=x",
            })
    void a_bad_parameter_is_refused_with_its_name(String path) {
        Answer answer = client.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(path).contains(answer.text("field"));
        assertThat(answer.text("expected")).isNotBlank();
    }

    @Test
    void a_missing_parameter_is_asked_for() {
        assertThat(client.get("/series?metrics=loss").text("field")).isEqualTo("runs");
        assertThat(client.get("/series?runs=a").text("field")).isEqualTo("metrics");
    }

    @Test
    void pages_of_runs_are_cut_sorted_and_counted() {
        String other = client.experiment();
        List<String> runs = client.launch(other, Map.of("steps", 2), 1, 2, 3);
        runs.forEach(each -> client.await(each, "finished"));

        JsonNode page = client.get("/runs?experiment=" + other + "&order=asc&offset=1&limit=1")
                .body();
        JsonNode byLoss = client.get("/runs?experiment=" + other + "&sort=metric:loss&order=asc")
                .body();

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items").findValuesAsText("id")).containsExactly(runs.get(1));
        assertThat(byLoss.path("items").findValuesAsText("seed")).containsExactly("3", "2", "1");
        assertThat(client.get("/runs?ids=" + runs.get(2) + "," + runs.get(0))
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void experiments_are_found_by_words_and_renamed() {
        Answer changed = client.send(
                "PATCH", "/experiments/" + experiment, "{\"name\":\"walrus\",\"note\":\"<b>not html</b>\"}");

        assertThat(changed.text("note")).isEqualTo("<b>not html</b>");
        assertThat(client.get("/experiments?q=WALRUS").body().path("items").findValuesAsText("id"))
                .containsExactly(experiment);
        assertThat(client.send("PATCH", "/experiments/" + experiment, "{\"name\":\"\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void samples_come_as_floats_bytes_and_pictures() throws IOException {
        JsonNode set = client.get("/runs/" + run + "/samples").body().path(0);
        String data = "/runs/" + run + "/samples/" + set.path("id").asText() + "/data";

        assertThat(client.get(data).response().body()).hasSize(16);
        assertThat(client.get(data + "?format=u8").response().body())
                .containsExactly((byte) 0, (byte) 85, (byte) 170, (byte) 255);
        byte[] png = client.get(data + "?format=png").response().body();
        assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png))
                                .getRGB(3, 3)
                        & 0xff)
                .isEqualTo(255);
        assertThat(client.get(data + "?frame=1").status()).isEqualTo(400);
        assertThat(client.get("/runs/" + run + "/samples/none/data").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"trajectory\"} | kind",
                "{\"kind\":\"dance\"} | kind",
                "{\"count\":0} | count",
                "{\"step\":7} | step",
                "{\"sampler\":\"none\"} | sampler",
                "{\"settings\":{\"warmth\":3}} | settings.warmth",
                "{\"label\":1} | label",
            })
    void a_bad_request_for_samples_is_refused_with_the_field(String body, String field) {
        Answer answer = client.post("/runs/" + run + "/samples", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isEqualTo(field);
    }

    @Test
    void files_are_listed_and_come_as_downloads_only() {
        assertThat(client.get("/runs/" + run + "/files").body().findValuesAsText("path"))
                .contains("spec.json", "journal.jsonl", "samples/final.f32");

        Answer file = client.get("/runs/" + run + "/files/samples/final.f32");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().body()).hasSize(16);
        assertThat(file.response().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(file.response().headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
        assertThat(file.response().headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "..%2fsecret.txt",
                "%2e%2e/secret.txt",
                "%2e%2e%2fsecret.txt",
                "%252e%252e%252fsecret.txt",
                "..%5csecret.txt",
                "..\\secret.txt",
                "samples/../../secret.txt",
                "samples/..%2f..%2fsecret.txt",
                "..;/secret.txt",
                "//etc/passwd",
                "%2fetc%2fpasswd",
                "/etc/passwd",
                "C:%5csecret.txt",
                "spec.json%00.txt",
                "spec.json%0a",
                "%c0%ae%c0%ae/secret.txt",
                "link.txt",
                "linked/secret.txt",
                "samples",
                "%",
                "%zz",
            })
    void no_path_leads_out_of_a_run(String path) throws IOException {
        Path root = server.home().run(experiment, run).root();
        Path outside = root.resolveSibling("secret.txt");
        Files.writeString(outside, "the secret");
        if (!Files.exists(root.resolve("link.txt"))) {
            Files.createSymbolicLink(root.resolve("link.txt"), outside);
            Files.createSymbolicLink(root.resolve("linked"), outside.getParent());
        }

        String answer = RawHttp.answer(
                address, "GET /api/runs/" + run + "/files/" + path, "Host: localhost:" + address.getPort());

        assertThat(answer.substring(9, 12)).isIn("400", "403", "404", "422");
        assertThat(answer).doesNotContain("the secret").doesNotContain("root:");
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        for (String path :
                List.of("/nothing", "/runs/none", "/experiments/none", "/runs/none/samples", "/runs/..%2f")) {
            Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text("title")).isEqualTo("Not found");
        }
        assertThat(client.post("/experiments/none/launch", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /experiments          | {"name": "a\\u0000b", "setup": {}}                                     | name
            POST   | /experiments          | {"name": "a", "note": "\\u0000", "setup": {}}                          | note
            POST   | /experiments          | {"name": "a", "setup": {"data": {"dataSet": "ring8\\u0000"}}}          | setup.data.dataSet
            PATCH  | /experiments/EXP      | {"name": "\\u0000"}                                                    | name
            PATCH  | /experiments/EXP      | {"note": "\\u0000"}                                                    | note
            POST   | /experiments/EXP/launch | {"items": [{"family": "fake\\u0000"}]}                                | items.0.family
            POST   | /experiments/EXP/launch | {"items": [{"family": "fake", "values": {"a\\u0000": 1}}]}            | items.0.values.a
            GET    | /experiments/a%00b    |                                                                          | the address
            GET    | /runs/%00             |                                                                          | the address
            GET    | /runs?family=%00      |                                                                          | the address
            GET    | /experiments?query=a%00 |                                                                        | the address
            DELETE | /runs/a%00            |                                                                          | the address
            """)
    void a_nul_is_refused_in_any_text(String method, String path, String body, String field) {
        Answer answer = client.send(method, path.replace("EXP", experiment), body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("expected")).isEqualTo("text without the character NUL");
    }

    @Test
    void a_backslash_before_u0000_is_text_like_any_other() {
        Answer answer = client.send("PATCH", "/experiments/" + experiment, "{\"note\": \"\\\\u0000\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("note")).isEqualTo("\\u0000");
    }
}
