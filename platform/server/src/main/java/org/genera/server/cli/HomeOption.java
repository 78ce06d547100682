package org.genera.server.cli;

import java.nio.file.Path;
import org.genera.run.home.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --home}, the same for every command. */
final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where everything is kept: $GENERA_HOME, else ~/.genera. Deleting it deletes all of it.")
    private @Nullable Path folder;

    Home home() {
        return folder == null ? Home.usual() : new Home(folder.toAbsolutePath().normalize());
    }
}
