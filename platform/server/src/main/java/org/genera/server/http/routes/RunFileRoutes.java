package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.genera.server.http.request.DownloadPath;
import org.genera.server.http.response.Attachments;
import org.genera.server.http.response.BlockingHandlers;

/** {@code /api/runs/{run}/files}: what lies in a run's directory, for downloading only. */
public final class RunFileRoutes implements Routes {
    private static final int FILES_AT_MOST = 20_000;
    private static final String FILES = "/files/";

    private final RunLookup runs;
    private final BlockingHandlers answers;

    public RunFileRoutes(RunLookup runs, BlockingHandlers answers) {
        this.runs = runs;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/runs/:run/files").handler(answers.json(200, this::list));
        router.get("/api/runs/:run/files/*").handler(answers.then(this::file, RunFileRoutes::send));
    }

    private Object list(RoutingContext context) {
        Path root = root(context);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(FILES_AT_MOST)
                    .map(file -> new FileView(root.relativize(file).toString().replace('\\', '/'), bytes(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(RoutingContext context) {
        // The path as it was sent: a router that has decoded and tidied it up could hide what was meant.
        String sent = context.request().path();
        return new DownloadPath(root(context)).resolve(sent.substring(sent.indexOf(FILES) + FILES.length()));
    }

    private static void send(RoutingContext context, Path file) {
        BlockingHandlers.uncompressed(context);
        Attachments.name(context, file.getFileName().toString());
        context.response()
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Cache-Control", "no-store")
                .sendFile(file.toString())
                .onFailure(context::fail);
    }

    private Path root(RoutingContext context) {
        return runs.directory(runs.row(context)).root();
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    record FileView(String path, long bytes) {}
}
