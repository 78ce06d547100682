package org.genera.server.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.genera.server.Client.Answer;
import org.genera.server.http.OnOneServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeaderboardRoutesTest extends OnOneServer {
    private static final int STEPS = 30;

    private static String experiment;
    private static List<String> runs;

    @BeforeAll
    static void train() {
        experiment = client.experiment();
        runs = client.launch(experiment, Map.of("steps", STEPS), 1, 2);
        runs.forEach(run -> client.await(run, "finished"));
    }

    private static String text(Answer answer) {
        return new String(answer.response().body(), StandardCharsets.UTF_8);
    }

    @Test
    void seeds_share_a_row_with_what_they_cost() {
        Answer answer = client.get("/experiments/" + experiment + "/leaderboard?sort=trainSeconds");

        JsonNode row = answer.body().path("rows").path(0);
        JsonNode cell = row.path("cells").path("trainSeconds");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(row.path("seeds").toString()).isEqualTo("[1,2]");
        assertThat(row.path("states").path("finished").asInt()).isEqualTo(2);
        assertThat(cell.path("mean").asDouble()).isEqualTo(STEPS / 1000.0);
        assertThat(cell.path("standardDeviation").asDouble()).isZero();
        assertThat(cell.path("interval").isMissingNode()).isTrue();
        assertThat(cell.path("unknown").isMissingNode()).isTrue();
        assertThat(row.path("cells").path("parameters").path("mean").asDouble()).isEqualTo(42);
    }

    @Test
    void any_runs_have_a_leaderboard() {
        JsonNode body = client.get("/leaderboard?runs=" + runs.get(1)).body();

        assertThat(body.path("runs").asInt()).isEqualTo(1);
        assertThat(body.path("rows").path(0).path("seeds").toString()).isEqualTo("[2]");
        assertThat(client.get("/leaderboard").status()).isEqualTo(400);
    }

    @Test
    void an_unknown_column_group_or_experiment_is_refused_by_name() {
        String path = "/experiments/" + experiment + "/leaderboard";

        assertThat(client.get(path + "?sort=beauty").text("field")).isEqualTo("sort");
        assertThat(client.get(path + "?baseline=0").text("field")).isEqualTo("baseline");
        assertThat(client.get(path + "?reading=first").text("field")).isEqualTo("reading");
        assertThat(client.get("/experiments/none/leaderboard.csv").status()).isEqualTo(404);
    }

    @Test
    void the_leaderboard_is_a_file_too() {
        Answer csv = client.get("/experiments/" + experiment + "/leaderboard.csv");
        Answer json = client.get("/experiments/" + experiment + "/leaderboard.json");

        assertThat(csv.response().headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"ring-leaderboard.csv\"");
        assertThat(text(csv)).startsWith("group,family,variant,seeds,").contains(",fake,plain,\"1 2\",\"2 finished\",");
        assertThat(json.body().path("rows")).hasSize(1);
    }

    @Test
    void a_history_is_written_out_whole() {
        String path = "/runs/" + runs.get(0) + "/history";
        String[] lines = text(client.get(path + ".csv")).split("\n");
        JsonNode json = client.get(path + ".json").body();
        JsonNode points = json.path("series").path(1).path("points");

        assertThat(lines).hasSize(1 + 1 + STEPS);
        assertThat(lines[0]).isEqualTo("metric,kind,step,trainMillis,value,key");
        assertThat(lines[1]).startsWith("classifierFrechet,evaluation,30,30,");
        assertThat(lines[1]).endsWith(",classifierFrechet");
        assertThat(lines[4]).startsWith("loss,training,3,3," + 1.0 / 4 + ",loss~");
        assertThat(points).hasSize(STEPS);
        assertThat(points.path(2).toString()).isEqualTo("[3,3," + 1.0 / 4 + "]");
        assertThat(client.get("/runs/none/history.csv").status()).isEqualTo(404);
    }

    @Test
    void a_run_is_written_out_with_what_it_takes_to_repeat_it() {
        JsonNode export = client.get("/runs/" + runs.get(0) + "/export.json").body();

        assertThat(export.path("format").asText()).isEqualTo("genera-run/1");
        assertThat(export.path("spec").path("values").path("steps").asInt()).isEqualTo(STEPS);
        assertThat(export.path("spec").path("provenance").path("pluginSha256").asText())
                .hasSize(64);
        assertThat(export.path("metrics").findValuesAsText("name")).containsExactly("classifierFrechet", "loss");
        assertThat(export.path("experiment")
                        .path("setup")
                        .path("budget")
                        .path("amount")
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void a_run_done_again_has_the_same_specification_and_comes_out_the_same() {
        String other = client.experiment();
        String first =
                client.launch(other, Map.of("steps", STEPS, "rate", 0.25), 7).get(0);
        client.await(first, "finished");

        Answer answer = client.post("/runs/" + first + "/repeat", "");
        String again = answer.text("id");
        JsonNode repeated = client.await(again, "finished");
        JsonNode before = client.get("/runs/" + first).body();
        JsonNode comparison =
                client.get("/runs/" + first + "/comparison/" + again).body();

        assertThat(answer.status()).isEqualTo(201);
        for (String part : List.of("values", "given", "seed", "device", "setup", "provenance", "group")) {
            assertThat(repeated.path(part)).as(part).isEqualTo(before.path(part));
        }
        assertThat(comparison.path("same").asBoolean()).isTrue();
        assertThat(comparison.path("sentence").asText()).startsWith("All 1 metrics came out the same");
        assertThat(client.get("/runs/" + first + "/repeats").body().path(0)).isEqualTo(comparison);
        JsonNode row = client.get("/experiments/" + other + "/leaderboard")
                .body()
                .path("rows")
                .path(0);
        assertThat(row.path("seeds").toString()).isEqualTo("[7]");
        assertThat(row.path("leftOut").path(0).path("why").asText()).isEqualTo("repeats the seed of run " + first);
    }

    @Test
    void runs_with_other_seeds_do_not_come_out_the_same() {
        JsonNode comparison = client.get("/runs/" + runs.get(0) + "/comparison/" + runs.get(1))
                .body();

        assertThat(comparison.path("same").isBoolean()).isTrue();
        assertThat(comparison.path("same").asBoolean()).isFalse();
        assertThat(comparison.path("context").toString()).contains("seed: 1 and 2");
    }
}
