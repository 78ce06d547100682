package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.genera.run.Json;
import org.genera.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPlanTest {

    @Test
    void a_plan_with_a_sweep_prints_its_best_runs_and_takes_early_stops_for_no_failures(@TempDir Path folder)
            throws Exception {
        Plan plan = Json.read("""
                {"name": "Rates", "setup": {"data": {"dataSet": "ring8"},
                    "budget": {"unit": "steps", "amount": 100, "batchSize": 10},
                    "protocol": {"validation": 0.1}},
                 "launches": [{"items": [{"family": "fake", "variant": "plain", "values": {
                        "rate": {"from": 0.1, "to": 0.9, "count": 5}, "steps": 6, "pause": 0}}],
                    "seeds": [1], "halving": {"measure": "classifierFrechet", "eta": 2, "rungs": 2}}]}
                """, Plan.class);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> failures;
        try (TestServer server = TestServer.in(folder, 2, "no-such-tool")) {
            PlanRunner runner = new PlanRunner(
                    new ApiClient(server.server()), new PrintStream(printed, true, StandardCharsets.UTF_8));
            runner.launch(plan);
            failures = runner.follow();
        }

        assertThat(failures).isEmpty();
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("5 combinations, 5 runs")
                .contains("Sweep fake plain: rate: 3 cancelled, 2 finished")
                .contains("Fréchet distance on validation ↓")
                .contains("Importance: rate ");
        List<String> lines = text.lines().toList();
        int head = lines.indexOf(lines.stream()
                .filter(line -> line.contains("rate") && line.contains("↓") && line.endsWith("run"))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(head + 1)).contains("0.3").contains("0.167");
        assertThat(plan.launches().get(0)).containsKey("halving").isInstanceOf(Map.class);
    }
}
