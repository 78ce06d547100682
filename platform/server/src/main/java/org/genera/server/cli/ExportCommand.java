package org.genera.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera export}. */
@Command(
        name = "export",
        description = "Writes the leaderboard of an experiment as CSV or JSON.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ServerChoice server = new ServerChoice();

    @Parameters(paramLabel = "EXPERIMENT", description = "Its id, as the address of its page ends.")
    private String experiment = "";

    @Option(names = "--format", defaultValue = "CSV", description = "csv or json; by default csv.")
    private Format format = Format.CSV;

    @Option(names = "--out", paramLabel = "FILE", description = "By default it is printed.")
    private @Nullable Path file;

    /** How the leaderboard is written. */
    enum Format {
        CSV,
        JSON
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return server.ask(api -> {
            byte[] bytes = api.bytes("/experiments/" + PathPart.of(experiment) + "/leaderboard."
                    + format.name().toLowerCase(Locale.ROOT));
            if (file == null) {
                PrintWriter out = output.out();
                out.print(new String(bytes, StandardCharsets.UTF_8));
                out.flush();
            } else {
                Files.write(file, bytes);
            }
            return 0;
        });
    }
}
