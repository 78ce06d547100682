package org.genera.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.genera.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera run}: experiments from files, without a browser. */
@Command(
        name = "run",
        description = "Launches the experiments of plan files, waits for their end and prints the comparisons.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Parameters(paramLabel = "PLAN.json", arity = "1..*", description = "Files that hold an experiment each.")
    private List<Path> files = List.of();

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Part of the planned budgets to spend: ${DEFAULT-VALUE}.")
    private double scale = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Plan> plans = new ArrayList<>();
        for (Path file : files) {
            plans.add(Plan.read(file).scaled(scale));
        }
        try (Server server = options.startRebuilt()) {
            return PlanRunner.runAll(server, plans);
        }
    }
}
