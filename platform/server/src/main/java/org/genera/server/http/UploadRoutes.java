package org.genera.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.genera.data.DataCatalogue;
import org.genera.server.FolderTree;
import org.genera.server.view.DataSetView;

/**
 * {@code POST /api/datasets}: files of a form, written to disk as they come, then imported; {@code /api/imports} says how
 * far that is. Stands before the handler of other bodies, whose limit is too small for data.
 */
final class UploadRoutes {
    static final long LIMIT_BYTES = 2L << 30;

    private static final String NO_TICKET = "";

    private final DataCatalogue data;
    private final Path folder;
    private final Answers answers;
    private final ImportsUnderWay underWay = new ImportsUnderWay();

    /** @param folder where uploads lie until they are imported */
    UploadRoutes(DataCatalogue data, Path folder, Answers answers) {
        this.data = data;
        this.folder = folder;
        this.answers = answers;
    }

    void mount(Router router) {
        router.post("/api/datasets")
                .handler(BodyHandler.create(folder.toString())
                        .setBodyLimit(LIMIT_BYTES)
                        .setDeleteUploadedFilesOnEnd(true))
                .handler(answers.json(201, this::upload));
        router.get("/api/imports/:ticket").handler(answers.json(200, this::progress));
    }

    private Object progress(RoutingContext context) {
        String ticket = context.pathParam("ticket");
        return underWay.of(ticket).orElseThrow(() -> ProblemException.notFound("import under way", ticket));
    }

    private Object upload(RoutingContext context) {
        try {
            Path named = Files.createTempDirectory(folder, "named-");
            String ticket = NO_TICKET;
            try {
                UploadedFiles files = UploadedFiles.of(context, named);
                ticket = files.text("ticket").orElse(NO_TICKET);
                return DataSetView.of(data.importSet(
                        files.text("name").orElse(""),
                        files.source(),
                        files.text("split").orElse(""),
                        files.command(),
                        underWay.hearing(ticket)));
            } finally {
                underWay.end(ticket);
                new FolderTree(named).delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep an upload in " + folder + ": " + e, e);
        }
    }
}
