package org.genera.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.genera.run.home.Home;
import org.genera.server.launch.Distribution;

/** A server with fake workers as a process of its own, to be killed: HOME DISTRIBUTION ADDRESS-FILE CONCURRENT. */
public final class ServerProcess {

    private ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Distribution distribution = new Distribution(Path.of(arguments[1]), FakeWorker.class.getName());
        Server server = Server.start(TestServer.settings(
                new Home(Path.of(arguments[0])), distribution, Integer.parseInt(arguments[3]), "no-such-tool"));
        Path file = Path.of(arguments[2]);
        Path partial = file.resolveSibling("partial");
        Files.writeString(partial, server.address().toString());
        Files.move(partial, file);
        Thread.sleep(Long.MAX_VALUE);
    }
}
