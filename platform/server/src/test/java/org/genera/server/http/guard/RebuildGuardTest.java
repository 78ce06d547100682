package org.genera.server.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.genera.run.home.Home;
import org.genera.server.Client;
import org.genera.server.Client.Answer;
import org.genera.server.WiredServer;
import org.genera.server.http.Api;
import org.genera.server.http.OpenApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of a server whose rebuild has not come to its end. */
class RebuildGuardTest {
    @TempDir
    Path folder;

    private WiredServer wired;
    private Client client;

    @BeforeEach
    void listen() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createDirectories(home.run("a", "one").root());
        Files.createDirectories(home.run("a", "two").root());
        wired = new WiredServer(home, folder.resolve("dist"));
        HttpServer server = wired.vertx()
                .createHttpServer()
                .requestHandler(Api.handler(wired.router()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        client = new Client(URI.create("http://127.0.0.1:" + server.actualPort()));
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void until_it_is_over_nothing_is_changed_and_everything_can_be_read() throws Exception {
        for (String operation : OpenApiTest.documented()) {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[a-z]+\\}", "x");
            // Data sets are files, so they come and their imports stop meanwhile.
            if (!method.equals("GET") && !path.startsWith("/datasets") && !path.startsWith("/imports")) {
                Answer answer = client.send(method, path, "{}");
                assertThat(answer.status()).as(operation).isEqualTo(503);
                assertThat(answer.text("detail"))
                        .isEqualTo("the database is being rebuilt from the home folder, 0 of 2 runs are in;"
                                + " try again when it is done");
                assertThat(answer.response().headers().firstValue("Retry-After"))
                        .isPresent();
            }
        }
        JsonNode runs = client.get("/runs").body();
        assertThat(runs.path("total").asInt()).isZero();

        wired.rebuild().run();

        assertThat(client.send("POST", "/runs/x/cancel", "{}").status()).isEqualTo(404);
    }
}
