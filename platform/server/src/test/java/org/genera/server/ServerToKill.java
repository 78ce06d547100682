package org.genera.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.genera.run.home.Home;

/** A server with fake workers in a process of its own, killed and started again on the same home folder. */
final class ServerToKill implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 90_000;

    private final Path folder;
    private final Path distribution;
    private final int concurrent;
    private Process process;
    private int starts;

    ServerToKill(Path folder, int concurrent) throws IOException {
        this.folder = folder;
        this.distribution = TestDistribution.in(folder.resolve("dist")).root();
        this.concurrent = concurrent;
    }

    Home home() {
        return new Home(folder.resolve("home"));
    }

    /** One that answers. */
    Client start() throws IOException, InterruptedException {
        Path address = folder.resolve("address-" + starts++);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        home().root().toString(),
                        distribution.toString(),
                        address.toString(),
                        Integer.toString(concurrent))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!Files.exists(address)) {
            if (System.currentTimeMillis() > end || !process.isAlive()) {
                process.destroyForcibly();
                throw new AssertionError("expected start " + starts + " of the server to succeed, found:\n"
                        + Files.readString(folder.resolve("server.log")));
            }
            Thread.sleep(10);
        }
        return new Client(URI.create(Files.readString(address)));
    }

    /** By SIGKILL, wherever it is. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
