package org.genera.server.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.genera.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genera demo}. */
@Command(
        name = "demo",
        description = "Starts the server and trains every family on two data sets, to be compared in the browser.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--no-browser", description = "Does not open the pages.")
    private boolean noBrowser;

    @Option(
            names = "--exit-when-done",
            description = "No browser: prints the comparisons and ends, with 0 if every run has finished.")
    private boolean exitWhenDone;

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Part of the usual budgets to spend: ${DEFAULT-VALUE}.")
    private double scale = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Plan> plans = List.of(
                Plan.builtIn("ring.json").scaled(scale),
                Plan.builtIn("digits.json").scaled(scale));
        if (exitWhenDone) {
            try (Server server = options.startRebuilt()) {
                return PlanRunner.runAll(server, plans);
            }
        }
        Server server = options.startRebuilt();
        CountDownLatch closed = ServeCommand.closeAtExit(server);
        PlanRunner runner = new PlanRunner(new ApiClient(server), System.out);
        for (Plan plan : plans) {
            runner.launch(plan);
        }
        if (!noBrowser) {
            Browser.open(server.entry());
        }
        System.out.println("Genera is ready at " + server.entry());
        System.out.println("Ctrl-C stops the server; runs go on, and the next start follows them.");
        closed.await();
        return 0;
    }
}
