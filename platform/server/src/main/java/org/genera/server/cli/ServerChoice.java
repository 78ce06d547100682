package org.genera.server.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import org.genera.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server that is running already, or one that is started for the command. */
final class ServerChoice {
    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A running server, such as http://127.0.0.1:8080; by default one is started for this command.")
    private @Nullable URI running;

    /** What to do with the server. */
    interface Question {
        int ask(ApiClient api) throws IOException, InterruptedException;
    }

    int ask(Question question) throws IOException, InterruptedException {
        try {
            if (running != null) {
                return question.ask(new ApiClient(running));
            }
            try (Server server = options.startRebuilt()) {
                return question.ask(new ApiClient(server));
            }
        } catch (ConnectException e) {
            throw new IllegalStateException(
                    "expected a running server at " + running + ", found none that answers; start one"
                            + " with `genera serve`, or leave --server out",
                    e);
        } catch (IOException e) {
            // What the server answered is a sentence for the user.
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
