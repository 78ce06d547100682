package org.genera.server.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.genera.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genera serve}. */
@Command(name = "serve", description = "Starts the server and its pages.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--no-browser", description = "Does not open the pages.")
    private boolean noBrowser;

    @Override
    public Integer call() throws InterruptedException {
        Server server = options.start();
        CountDownLatch closed = closeAtExit(server);
        if (!noBrowser) {
            Browser.open(server.entry());
        }
        System.out.println("Genera is ready at " + server.entry());
        closed.await();
        return 0;
    }

    /** Closes the server when the process is asked to end, and says what goes on without it. */
    static CountDownLatch closeAtExit(Server server) {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            int active = server.activeRuns();
            int queued = server.queuedRuns();
            server.close();
            System.out.println("\nGenera has stopped."
                    + (active > 0 ? " " + counted(active) + " in the background; the next start follows on." : "")
                    + (queued > 0 ? " " + queued + " queued, to be started by the next start." : ""));
            closed.countDown();
        }));
        return closed;
    }

    private static String counted(int active) {
        return active == 1 ? "One run goes on" : active + " runs go on";
    }
}
