package org.genera.server.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints, and what it was called with. */
@Command
final class Output {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    CommandLine line() {
        if (command == null) {
            throw new IllegalStateException("expected the command line to have set this command up");
        }
        return command.commandLine();
    }

    PrintWriter out() {
        return line().getOut();
    }
}
