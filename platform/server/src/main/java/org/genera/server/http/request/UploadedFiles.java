package org.genera.server.http.request;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.FileOptions;
import org.genera.data.store.DataSource;
import org.jspecify.annotations.Nullable;

/** A form with files of a data set, as it came. */
public final class UploadedFiles {
    private static final List<String> FIELDS = Stream.concat(
                    Stream.of("name", "split", "format", "ticket"), FileOptions.NAMES.stream())
            .toList();
    private static final List<String> FILES = List.of("file", "labels");
    private final MultiMap fields;
    private final List<Path> files;
    private final List<Path> labels;

    private UploadedFiles(MultiMap fields, List<Path> files, List<Path> labels) {
        this.fields = fields;
        this.files = files;
        this.labels = labels;
    }

    /**
     * Checks a form and gives its files the names that they had.
     *
     * @param folder an empty one, for the files
     */
    public static UploadedFiles of(RoutingContext context, Path folder) throws IOException {
        MultiMap fields = context.request().formAttributes();
        requireKnown("field", fields.names().stream().toList(), FIELDS);
        List<FileUpload> uploads = context.fileUploads();
        requireKnown("file", uploads.stream().map(FileUpload::name).toList(), FILES);
        List<Path> files = named(uploads, "file", folder);
        List<Path> labels = named(uploads, "labels", folder);
        if (files.isEmpty() || labels.size() > 1) {
            throw new IllegalArgumentException("file: expected at least one part \"file\" and at most one part"
                    + " \"labels\" of a form, got " + files.size() + " and " + labels.size());
        }
        return new UploadedFiles(fields, files, labels);
    }

    public Optional<String> text(String name) {
        @Nullable String value = fields.get(name);
        return Optional.ofNullable(value)
                .map(text -> NulCharacters.refuse(name, text))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    public DataSource source() {
        DataFormat format = format();
        if (files.size() > 1 && format != DataFormat.CIFAR10 && format != DataFormat.CIFAR100) {
            throw new IllegalArgumentException(
                    "file: expected one file of the format " + format + ", got " + files.size());
        }
        return DataSources.of(format, files, labels.stream().findFirst(), Optional.empty(), FileOptions.of(this::text));
    }

    /** What would import the same files at a terminal. */
    public String command() {
        List<String> words = new ArrayList<>(List.of("./genera", "data", "import"));
        text("name").ifPresent(words::add);
        files.forEach(file -> words.add(String.valueOf(file.getFileName())));
        labels.forEach(file -> words.addAll(List.of("--labels", String.valueOf(file.getFileName()))));
        text("format").ifPresent(format -> words.addAll(List.of("--format", format)));
        Stream.concat(FileOptions.NAMES.stream(), Stream.of("split"))
                .forEach(option -> text(option).ifPresent(value -> words.addAll(List.of("--" + option, value))));
        return ShellWords.joined(words);
    }

    private DataFormat format() {
        Path first = files.get(0);
        return text("format")
                .map(DataFormat::named)
                .or(() -> DataFormat.of(first)
                        .map(guess -> guess.with(
                                text("sequence").isPresent(), text("symbols").isPresent())))
                .orElseThrow(() ->
                        new IllegalArgumentException("file: expected IDX, a batch of CIFAR, .npy, .npz, .csv, .txt or a"
                                + " .zip of pictures, got " + first.getFileName()));
    }

    private static void requireKnown(String what, List<String> found, List<String> known) {
        for (String each : found) {
            if (!known.contains(each)) {
                throw new IllegalArgumentException(
                        what + ": expected one of " + String.join(", ", known) + ", got \"" + each + "\"");
            }
        }
    }

    /** Without folders, so that messages and the summary name the file alone. */
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
}
