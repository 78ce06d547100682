package org.genera.server.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataFormat;
import org.genera.data.DataSource;
import org.genera.data.ImportProgress;
import org.genera.data.LabelledFile;
import org.genera.server.view.DataSetView;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/datasets}: files of a form, written to disk as they come, then imported. Stands before the handler of
 * other bodies, whose limit is too small for data.
 */
final class UploadRoutes {
    static final long LIMIT_BYTES = 2L << 30;

    private static final List<String> FIELDS = List.of("name", "label", "split");
    private static final List<String> FILES = List.of("file", "labels");

    private final DataCatalogue data;
    private final Path folder;
    private final Answers answers;

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
    }

    private Object upload(RoutingContext context) {
        MultiMap fields = context.request().formAttributes();
        requireKnown("field", fields.names().stream().toList(), FIELDS);
        List<FileUpload> uploads = context.fileUploads();
        requireKnown("file", uploads.stream().map(FileUpload::name).toList(), FILES);
        try {
            Path named = Files.createTempDirectory(folder, "named-");
            try {
                DataSource source = source(named(uploads, "file", named), named(uploads, "labels", named), fields);
                return DataSetView.of(data.importSet(
                        text(fields, "name").orElse(""),
                        source,
                        text(fields, "split").orElse(""),
                        ImportProgress.silent()));
            } finally {
                remove(named);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep an upload in " + folder + ": " + e, e);
        }
    }

    private static DataSource source(List<Path> files, List<Path> labels, MultiMap fields) {
        if (files.isEmpty() || labels.size() > 1) {
            throw new IllegalArgumentException("file: expected at least one part \"file\" and at most one part"
                    + " \"labels\" of a form, got " + files.size() + " and " + labels.size());
        }
        Path first = files.get(0);
        DataFormat format = DataFormat.of(first)
                .orElseThrow(() -> new IllegalArgumentException(
                        "file: expected IDX, a batch of CIFAR, .npy, .npz or" + " .csv, got " + first.getFileName()));
        if (files.size() > 1 && format != DataFormat.CIFAR10 && format != DataFormat.CIFAR100) {
            throw new IllegalArgumentException(
                    "file: expected one file of the format " + format + ", got " + files.size());
        }
        LabelledFile labelled = new LabelledFile(first, labels.stream().findFirst());
        return switch (format) {
            case IDX -> DataSource.idx(labelled, Optional.empty());
            case NPY -> DataSource.numpy(labelled, Optional.empty());
            case CIFAR10 -> DataSource.cifar10(files);
            case CIFAR100 -> DataSource.cifar100(files);
            case CSV -> DataSource.csv(first, text(fields, "label"));
            case FOLDER ->
                throw new IllegalArgumentException("file: expected a file, got a folder; use `genera data import`");
        };
    }

    private static Optional<String> text(MultiMap fields, String name) {
        @Nullable String value = fields.get(name);
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void requireKnown(String what, List<String> found, List<String> known) {
        for (String each : found) {
            if (!known.contains(each)) {
                throw new IllegalArgumentException(
                        what + ": expected one of " + String.join(", ", known) + ", got \"" + each + "\"");
            }
        }
    }

    /** Gives uploads the names they had, without folders, so that messages and the summary name them. */
    private static List<Path> named(List<FileUpload> uploads, String part, Path target) throws IOException {
        Path folder = Files.createDirectory(target.resolve(part));
        List<Path> files = new ArrayList<>();
        for (FileUpload upload : uploads) {
            if (upload.name().equals(part)) {
                String name = upload.fileName().replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9_.-]", "_");
                if (name.isEmpty() || name.startsWith(".") || name.length() > 200) {
                    throw new IllegalArgumentException(
                            "file: expected the name of a file, got \"" + upload.fileName() + "\"");
                }
                Path file = folder.resolve(name);
                if (Files.exists(file)) {
                    throw new IllegalArgumentException("file: expected different names, got " + name + " twice");
                }
                files.add(Files.move(Path.of(upload.uploadedFileName()), file));
            }
        }
        return files;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
