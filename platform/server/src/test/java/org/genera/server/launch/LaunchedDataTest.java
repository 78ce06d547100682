package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.DataSources;
import org.genera.data.store.ImportProgress;
import org.genera.server.Client;
import org.genera.server.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchedDataTest {
    @TempDir
    Path folder;

    @TempDir
    Path tables;

    private TestServer server;
    private Client client;
    private DataCatalogue data;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.in(folder);
        client = server.client();
        data = new DataCatalogue(server.home().data());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void on_other_data_of_the_same_name_nothing_is_repeated_resumed_or_evaluated() throws Exception {
        imported(4);
        String experiment = client.post(
                        "/experiments",
                        Map.of(
                                "name",
                                "swap",
                                "setup",
                                Map.of(
                                        "data",
                                        Map.of("dataSet", "swap"),
                                        "budget",
                                        Map.of("unit", "steps", "amount", 100, "batchSize", 10),
                                        "protocol",
                                        Map.of())))
                .text("id");
        String finished = client.launch(experiment, Map.of("steps", 5), 1).get(0);
        client.await(finished, "finished");
        assertThat(client.post("/runs/" + finished + "/repeat", "").status()).isEqualTo(201);

        data.remove("swap");
        for (String deed : List.of("repeat", "resume", "evaluations")) {
            assertThat(client.post("/runs/" + finished + "/" + deed, Map.of()).text("detail"))
                    .startsWith("expected the data set swap that run " + finished + " was launched on, found none");
        }
        imported(5);
        for (String deed : List.of("repeat", "resume", "evaluations")) {
            assertThat(client.post("/runs/" + finished + "/" + deed, Map.of()).status())
                    .isEqualTo(409);
            assertThat(client.post("/runs/" + finished + "/" + deed, Map.of()).text("detail"))
                    .contains("found another one of this name")
                    .contains("import the original again");
        }
        data.remove("swap");
        imported(4);
        assertThat(client.post("/runs/" + finished + "/repeat", "").status()).isEqualTo(201);
    }

    private void imported(int last) throws IOException {
        Path table = Files.writeString(tables.resolve("swap.csv"), "1,2\n".repeat(40) + "3," + last + "\n");
        data.importSet("swap", DataSources.csv(table, Optional.empty()), "", ImportProgress.silent());
    }
}
