package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.genera.server.Client;
import org.genera.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportAndRepeatTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_experiment_is_exported_and_a_run_repeated_on_a_running_server() throws IOException {
        try (TestServer server = TestServer.in(folder)) {
            Client client = server.client();
            String experiment = client.experiment();
            String run = client.launch(experiment, Map.of("steps", 10), 1).get(0);
            client.await(run, "finished");
            String address = client.address().toString();
            Path file = folder.resolve("board.json");

            assertThat(command("export", experiment, "--server", address)).isZero();
            assertThat(out.toString()).startsWith("group,family,variant,").contains(",fake,plain,");
            assertThat(command("export", experiment, "--server", address, "--format", "json", "--out", file.toString()))
                    .isZero();
            assertThat(file).content().contains("\"rows\":[{\"group\":");

            assertThat(command("repeat", run, "--server", address)).isZero();
            assertThat(out.toString())
                    .contains(" repeats run " + run + ": fake plain, seed 1")
                    .contains("All 1 metrics came out the same, bit for bit.");

            assertThat(command("repeat", "none", "--server", address)).isEqualTo(1);
            assertThat(err.toString()).contains("none").doesNotContain("\tat ");
            assertThat(new ComparisonTable(client.get("/experiments/" + experiment + "/leaderboard")
                                    .body())
                            .toString())
                    .startsWith("group       seeds  state")
                    .contains("fake plain  1      2 finished");
        }
    }

    @Test
    void what_measures_see_of_a_data_set_is_a_table_for_each_or_json() throws IOException {
        try (TestServer server = TestServer.in(folder)) {
            String address = server.client().address().toString();

            assertThat(command("sight", "ring8", "--server", address)).isZero();
            assertThat(out.toString())
                    .contains("Fréchet distance ↓, raw coordinates: 1.125 ± 0.1250")
                    .contains("Noise, σ of the data  rises  0.1: 2.000  1: NaN")
                    .contains("Sees noise.");
            assertThat(command("sight", "ring8", "--server", address, "--json")).isZero();
            assertThat(out.toString()).contains("\"course\":\"rises\"");
            assertThat(command("sight", "two-moons", "--server", address)).isEqualTo(1);
            assertThat(err.toString())
                    .contains("the fake worker sees the ring alone")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_checkpoint_is_evaluated_again_and_the_values_stand_beside_those_of_the_run() throws IOException {
        try (TestServer server = TestServer.in(folder)) {
            Client client = server.client();
            String run =
                    client.launch(client.experiment(), Map.of("steps", 20), 1).get(0);
            client.await(run, "finished");
            String address = client.address().toString();

            assertThat(command("evaluate", run, "--server", address, "--step", "10", "--samples", "77"))
                    .isZero();
            assertThat(out.toString())
                    .contains("Step 10, 77 samples")
                    .contains("evaluationSamples 77 instead of 2500")
                    .contains("Loss")
                    .contains("77.0000");

            assertThat(command("evaluate", run, "--server", address, "--step", "7"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("the step of a checkpoint").doesNotContain("\tat ");
            assertThat(command("evaluate", run, "--server", address, "--noise-seed", "13"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("thirteen");
        }
    }

    private int command(String... arguments) {
        CommandLine line = GeneraCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
