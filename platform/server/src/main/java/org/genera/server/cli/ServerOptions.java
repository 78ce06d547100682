package org.genera.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.genera.db.ExperimentsDb;
import org.genera.server.Server;
import org.genera.server.ServerSettings;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.launch.Distribution;
import org.genera.server.launch.WorkerLauncher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a server is started, the same for every command that starts one. */
final class ServerOptions {
    private static final int USUAL_PORT = 8080;
    private static final int PORTS = 65_535;
    private static final long CANCEL_GRACE_SECONDS = 30;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--port", description = "Port to listen on; by default 8080, or the next free one if it is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = {
                "Address to listen on: ${DEFAULT-VALUE}.",
                "Beyond this machine, such as 0.0.0.0, the address that is printed carries a token that lets in."
            })
    private String host = "127.0.0.1";

    @Option(
            names = "--db",
            paramLabel = "JDBC-URL",
            description = "Database, such as jdbc:postgresql://localhost/genera; by default a file in the home folder.")
    private @Nullable String database;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the password of the database; $GENERA_DB_PASSWORD holds it as well.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--concurrent",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs on the CPU at a time: ${DEFAULT-VALUE}; the rest are queued.")
    private int concurrent = 1;

    Server start() {
        if (port != null && (port < 0 || port > PORTS)) {
            throw new IllegalArgumentException("--port: expected 0 to " + PORTS + ", got " + port);
        }
        Optional<AccessToken> token = isLoopback(host) ? Optional.empty() : Optional.of(AccessToken.fresh());
        Distribution distribution = Distribution.found()
                .orElseThrow(() ->
                        new IllegalStateException("expected to run from an assembled distribution; name its folder with"
                                + " -Dgenera.distribution=DIR"));
        return Server.start(new ServerSettings(
                home.home(),
                distribution,
                host,
                port == null ? USUAL_PORT : port,
                port == null,
                Optional.ofNullable(database).map(this::withPassword),
                concurrent,
                Optional.ofNullable(System.getenv("GENERA_GPU_TOOL")).orElse("nvidia-smi"),
                token,
                Duration.ofSeconds(CANCEL_GRACE_SECONDS)));
    }

    /** For commands that launch at once. */
    Server startRebuilt() throws InterruptedException {
        Server server = start();
        server.awaitRebuilt();
        return server;
    }

    /** Unlike what stands in an address, it is in no list of processes. */
    private String withPassword(String url) {
        @Nullable String inEnvironment = System.getenv(WorkerLauncher.PASSWORD);
        if (passwordFile != null) {
            try {
                return ExperimentsDb.withPassword(
                        url, Files.readString(passwordFile).lines().findFirst().orElse(""));
            } catch (IOException e) {
                throw new IllegalArgumentException("--db-password-file: cannot read " + passwordFile, e);
            }
        }
        return inEnvironment == null || inEnvironment.isEmpty() || !url.startsWith("jdbc:postgresql:")
                ? url
                : ExperimentsDb.withPassword(url, inEnvironment);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host: expected an address of this machine, got \"" + host + "\"", e);
        }
    }
}
