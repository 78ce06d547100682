package org.genera.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.genera.run.home.Home;
import org.genera.server.http.guard.AccessToken;
import org.genera.server.launch.Distribution;

/** A server in this process, on any free port, with fake workers. */
public final class TestServer implements AutoCloseable {
    private static final Map<Path, byte[]> DESCRIPTIONS = new ConcurrentHashMap<>();

    private final Server server;
    private final Home home;
    private final HeardEvents events;

    private TestServer(Server server, Home home) throws IOException {
        this.server = server;
        this.home = home;
        this.events = new HeardEvents(server.address());
    }

    public static TestServer in(Path folder) throws IOException {
        return in(folder, 1, "no-such-tool");
    }

    public static TestServer in(Path folder, int concurrent, String gpuTool) throws IOException {
        Home home = new Home(folder.resolve("home"));
        recall(home.pluginCache());
        Server server = Server.start(settings(home, TestDistribution.in(folder.resolve("dist")), concurrent, gpuTool));
        remember(home.pluginCache());
        return new TestServer(server, home);
    }

    /** What the plugins of the tests say of themselves is asked once for all servers of this process. */
    private static void recall(Path cache) throws IOException {
        for (Map.Entry<Path, byte[]> file : DESCRIPTIONS.entrySet()) {
            Files.createDirectories(cache.resolve(file.getKey()).getParent());
            Files.write(cache.resolve(file.getKey()), file.getValue());
        }
    }

    private static void remember(Path cache) throws IOException {
        if (DESCRIPTIONS.isEmpty()) {
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".json")).toList()) {
                    DESCRIPTIONS.put(cache.relativize(file), Files.readAllBytes(file));
                }
            }
        }
    }

    /** A bare server whose clients must show the token. */
    public static Server with(Path folder, Optional<AccessToken> token) throws IOException {
        return Server.start(new ServerSettings(
                new Home(folder.resolve("home")),
                TestDistribution.in(folder.resolve("dist")),
                "127.0.0.1",
                0,
                false,
                Optional.empty(),
                1,
                "none",
                token,
                Duration.ofSeconds(1)));
    }

    static ServerSettings settings(Home home, Distribution distribution, int concurrent, String gpuTool) {
        return new ServerSettings(
                home,
                distribution,
                "127.0.0.1",
                0,
                false,
                Optional.empty(),
                concurrent,
                gpuTool,
                Optional.empty(),
                Duration.ofMillis(1_500));
    }

    public Client client() {
        return new Client(server.address());
    }

    public Home home() {
        return home;
    }

    public Server server() {
        return server;
    }

    /** Stops the server, and then the workers, which would go on and write into a folder that is about to be swept. */
    @Override
    public void close() {
        server.close();
        String folder = home.root().toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit()
                            .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                            .join();
                });
        events.close();
    }
}
