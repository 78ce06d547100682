package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuRunsTest {
    @TempDir
    Path folder;

    @Test
    void a_gpu_is_shown_given_to_one_run_at_a_time_and_the_only_one_its_worker_sees() throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/sh\necho '0, Tesla T4, 15360, 550.1'\necho '1, Tesla T4, 15360, 550.1'\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Path libraries = Files.createDirectories(folder.resolve("home/gpu"));
        // What the CPU build's folder would hold is not on the worker's path; the name is all the server looks at.
        Files.createFile(libraries.resolve("native-linux-x86_64-gpu.jar"));
        try (TestServer server = TestServer.in(folder, 1, tool.toString())) {
            Client client = server.client();
            assertThat(client.get("/system").body().path("devices").findValuesAsText("id"))
                    .containsExactly("cpu", "gpu:0", "gpu:1");
            String experiment = client.experiment();

            List<String> runs = List.of(launch(client, experiment, 1, 150), launch(client, experiment, 2, 10));
            client.await(runs.get(0), "running");

            JsonNode device = client.get("/system").body().path("devices").path(2);
            assertThat(device.path("run").asText()).isEqualTo(runs.get(0));
            assertThat(client.get("/runs/" + runs.get(1))
                            .body()
                            .path("state")
                            .path("name")
                            .asText())
                    .isEqualTo("queued");
            client.await(runs.get(1), "finished");
            assertThat(client.get("/runs/" + runs.get(1))
                            .body()
                            .path("assignedDevice")
                            .asText())
                    .isEqualTo("gpu:1");
            assertThat(new String(client.get("/runs/" + runs.get(0) + "/log")
                            .response()
                            .body()))
                    .contains("visible GPUs: 1");
        }
    }

    private static String launch(Client client, String experiment, int seed, int steps) {
        return client.post(
                        "/experiments/" + experiment + "/launch",
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "family",
                                        "fake",
                                        "variant",
                                        "plain",
                                        "values",
                                        Map.of("steps", steps, "pause", 30))),
                                "seeds",
                                List.of(seed),
                                "device",
                                "gpu:1"))
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }
}
