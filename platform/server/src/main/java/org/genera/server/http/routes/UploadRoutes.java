package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.UploadedFiles;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.FolderTree;

/**
 * {@code POST /api/datasets}: files of a form, written to disk as they come, then imported; {@code /api/imports} says how
 * far that is. Stands before the handler of other bodies, whose limit is too small for data.
 */
public final class UploadRoutes implements Routes {
    public static final long LIMIT_BYTES = 2L << 30;

    private static final String NO_TICKET = "";
    private static final String FORM_READ = "form-read";
    private static final long FORM_PATIENCE_MILLIS = 3_000;
    private static final Pattern FORM = Pattern.compile("(?i)^multipart/form-data\\s*;.*boundary=\"?[^\\s\";]");

    private final DataCatalogue data;
    private final Path folder;
    private final BlockingHandlers imports;
    private final BlockingHandlers answers;
    private final ImportsUnderWay underWay = new ImportsUnderWay();

    /** @param folder where uploads lie until they are imported */
    public UploadRoutes(DataCatalogue data, Path folder, BlockingHandlers imports, BlockingHandlers answers) {
        this.data = data;
        this.folder = folder;
        this.imports = imports;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.post("/api/datasets").handler(UploadRoutes::formOnly);
        router.post("/api/datasets")
                .handler(BodyHandler.create(folder.toString())
                        .setBodyLimit(LIMIT_BYTES)
                        .setDeleteUploadedFilesOnEnd(true))
                .handler(context -> {
                    context.put(FORM_READ, true);
                    context.next();
                })
                .handler(imports.json(201, this::upload));
        router.get("/api/imports/:ticket").handler(answers.json(200, this::progress));
        router.delete("/api/imports/:ticket").handler(answers.done(this::stop));
    }

    private static void formOnly(RoutingContext context) {
        String type = String.valueOf(context.request().getHeader("Content-Type"));
        if (FORM.matcher(type).find()) {
            context.request().end().onSuccess(all -> awaitForm(context));
            context.next();
        } else {
            context.fail(new ProblemException(
                    Problem.of(415, "expected multipart/form-data with a boundary, got Content-Type " + type)));
        }
    }

    /** Where the last boundary is missing, the body handler would wait for ever for the rest of the last file. */
    private static void awaitForm(RoutingContext context) {
        context.vertx().setTimer(FORM_PATIENCE_MILLIS, timer -> {
            if (context.get(FORM_READ) == null && !context.response().ended()) {
                context.cancelAndCleanupFileUploads();
                context.fail(new ProblemException(
                        Problem.of(400, "expected a form that ends with its boundary, got one that breaks off")));
            }
        });
    }

    private Object progress(RoutingContext context) {
        String ticket = context.pathParam("ticket");
        return underWay.of(ticket).orElseThrow(() -> ProblemException.notFound("import under way", ticket));
    }

    private void stop(RoutingContext context) {
        String ticket = context.pathParam("ticket");
        if (!underWay.stop(ticket)) {
            throw ProblemException.notFound("import under way", ticket);
        }
    }

    private Object upload(RoutingContext context) {
        try {
            Path named = Files.createTempDirectory(folder, "named-");
            String ticket = NO_TICKET;
            try {
                UploadedFiles files = UploadedFiles.of(context, named);
                ticket = files.text("ticket").orElse(NO_TICKET);
                DataSetCard card = data.importSet(
                        files.text("name").orElse(""),
                        files.source(),
                        files.text("split").orElse(""),
                        files.command(),
                        underWay.hearing(ticket));
                return DataSetRoutes.detailed(card, data);
            } finally {
                underWay.end(ticket);
                new FolderTree(named).delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep an upload in " + folder + ": " + e, e);
        }
    }
}
