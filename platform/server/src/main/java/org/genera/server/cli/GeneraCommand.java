package org.genera.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.genera.server.launch.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code genera}: the command that holds the others. */
@Command(
        name = "genera",
        description = "Compares families of generative models side by side.",
        versionProvider = GeneraCommand.Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class GeneraCommand implements Runnable {
    private static final int REFUSED = 2;
    private static final int FAILED = 1;
    private static final String TRACE = "GENERA_TRACE";

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.US);
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    /** The command line with all commands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new GeneraCommand());
        commands().forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, failed, result) -> {
            failed.getErr().println("genera: " + sentence(exception));
            if (System.getenv(TRACE) != null) {
                exception.printStackTrace(failed.getErr());
            }
            return exception instanceof IllegalArgumentException ? REFUSED : FAILED;
        });
        return line;
    }

    /** What went wrong, for a person at a terminal; the stack is for those who ask for it. */
    private static String sentence(Exception exception) {
        boolean said = exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException
                || exception instanceof IOException
                || exception instanceof UncheckedIOException;
        if (said && exception.getMessage() != null) {
            return exception.getMessage();
        }
        return "this should not have happened: " + exception + "; set " + TRACE + "=1 to see where";
    }

    /** Further commands are added here; new ones for each line, since they keep what was typed. */
    private static List<Object> commands() {
        return List.of(
                new DemoCommand(),
                new ServeCommand(),
                new RunCommand(),
                new RepeatCommand(),
                new EvaluateCommand(),
                new ExportCommand(),
                new SightCommand(),
                new DataCommand(),
                new ExtractorCommand(),
                new GpuCommand(),
                new HelpCommand());
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "expected a command, such as `genera serve`");
        }
    }

    /** The version of the build. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Genera " + Version.current()};
        }
    }
}
