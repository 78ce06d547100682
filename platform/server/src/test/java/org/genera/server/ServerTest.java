package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.genera.run.home.Home;
import org.genera.server.launch.Distribution;
import org.genera.server.launch.ShortId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    Path folder;

    @Test
    void a_taken_port_leads_to_the_next_or_to_a_sentence() throws Exception {
        Distribution distribution = TestDistribution.in(folder.resolve("dist"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            try (Server server = Server.start(settings(distribution, port, true))) {
                assertThat(server.address().getPort()).isGreaterThan(port);
            }
            assertThatThrownBy(() -> Server.start(settings(distribution, port, false)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void a_second_server_on_the_same_home_is_refused_and_the_first_goes_on() throws Exception {
        try (TestServer first = TestServer.in(folder)) {
            assertThatThrownBy(() -> TestServer.in(folder)).hasMessageContaining("choose another folder with --home");
            assertThat(first.client().get("/system").status()).isEqualTo(200);
        }
        TestServer.in(folder).close();
    }

    @Test
    void a_database_that_cannot_be_opened_is_a_sentence() throws Exception {
        Distribution distribution = TestDistribution.in(folder.resolve("dist"));
        ServerSettings settings = new ServerSettings(
                new Home(folder.resolve("home")),
                distribution,
                "127.0.0.1",
                0,
                false,
                Optional.of("jdbc:nonsense:x"),
                1,
                "none",
                Optional.empty(),
                Duration.ofSeconds(1));

        assertThatThrownBy(() -> Server.start(settings)).hasMessageContaining("expected the address of a database");
    }

    @Test
    void a_home_that_cannot_be_used_is_a_sentence() throws Exception {
        Distribution distribution = TestDistribution.in(folder.resolve("dist"));
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        for (Path home : List.of(file, file.resolve("below"), Path.of("/proc/genera"))) {
            assertThatThrownBy(() -> Server.start(TestServer.settings(new Home(home), distribution, 1, "no-such-tool")))
                    .hasMessageContaining(home.toString())
                    .hasMessageEndingWith("; choose another with --home")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void ids_are_short_and_sort_by_time() {
        String before = ShortId.next();
        for (int i = 0; i < 1_000; i++) {
            String next = ShortId.next();
            assertThat(next).matches("[0-9a-z]{12}").isGreaterThan(before);
            before = next;
        }
    }

    private ServerSettings settings(Distribution distribution, int port, boolean tryNextPorts) {
        return new ServerSettings(
                new Home(folder.resolve("home")),
                distribution,
                "127.0.0.1",
                port,
                tryNextPorts,
                Optional.empty(),
                1,
                "none",
                Optional.empty(),
                Duration.ofSeconds(1));
    }
}
