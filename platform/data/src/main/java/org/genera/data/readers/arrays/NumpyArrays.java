package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.files.NaturalOrder;

/** Which arrays hold the examples and the labels: .npy files, or arrays of one .npz file by their names and shapes. */
record NumpyArrays(Optional<ZipFile> archive, Part train, Optional<Part> test) implements AutoCloseable {

    /** Opens an array at its start; more than its header promises is never inflated. */
    interface Opener {
        NpyInput open() throws IOException;
    }

    /** Examples and their labels. */
    record Part(Opener values, Optional<Opener> labels) {}

    static NumpyArrays open(LabelledFile train, Optional<LabelledFile> test) throws IOException {
        InputFile.requireFile("examples", train.values());
        if (isZip(train.values())) {
            if (train.labels().isPresent() || test.isPresent()) {
                throw new IllegalArgumentException("examples: expected labels and test examples within "
                        + train.values().getFileName() + ", got further files; save all arrays in one .npz or each in"
                        + " an .npy file of its own");
            }
            return inArchive(train.values());
        }
        if (test.isPresent()
                && test.get().labels().isPresent() != train.labels().isPresent()) {
            throw new IllegalArgumentException("labels: expected them for both training and test examples or for"
                    + " neither, got them for one alone");
        }
        return new NumpyArrays(Optional.empty(), part(train), test.map(NumpyArrays::part));
    }

    private static Part part(LabelledFile files) {
        return new Part(
                () -> new NpyInput("examples", new InputFile("examples", files.values(), done -> {})),
                files.labels().map(path -> () -> new NpyInput("labels", new InputFile("labels", path, done -> {}))));
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputFile input = new InputFile("examples", file, done -> {})) {
            byte[] start = new byte[2];
            return input.readUpTo(start, 2) == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static NumpyArrays inArchive(Path file) throws IOException {
        ZipFile archive = opened(file);
        try {
            Optional<Opener> train = named(archive, file, "x_train", "train_images", "images_train");
            Optional<Opener> test = named(archive, file, "x_test", "test_images", "images_test");
            if (train.isPresent() && test.isPresent()) {
                Part first = new Part(train.get(), named(archive, file, "y_train", "train_labels", "labels_train"));
                Part second = new Part(test.get(), named(archive, file, "y_test", "test_labels", "labels_test"));
                if (first.labels().isPresent() != second.labels().isPresent()) {
                    throw new IllegalArgumentException(
                            "labels: expected y_train and y_test or neither, got one alone in " + file.getFileName());
                }
                return new NumpyArrays(Optional.of(archive), first, Optional.of(second));
            }
            return new NumpyArrays(Optional.of(archive), byShape(archive, file), Optional.empty());
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static ZipFile opened(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    "examples: expected a whole .npz file, got " + file.getFileName() + ", which is damaged or"
                            + " truncated: " + e.getMessage(),
                    e);
        }
    }

    /** The one array of two dimensions or more has the examples, the one of a single dimension the labels. */
    private static Part byShape(ZipFile archive, Path file) throws IOException {
        List<Opener> values = new ArrayList<>();
        List<Opener> labels = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (ZipEntry entry : arrays(archive)) {
            Opener opener = opener(archive, file, entry);
            try (NpyInput input = opener.open()) {
                seen.add(nameOf(entry) + " " + input.header().shape());
                (input.header().sizes().size() > 1 ? values : labels).add(opener);
            }
        }
        if (values.size() != 1 || labels.size() > 1) {
            throw new IllegalArgumentException("examples: expected arrays x_train and x_test, or one array of examples"
                    + " and at most one of labels, got "
                    + (seen.isEmpty() ? "no array" : String.join(", ", seen)) + " in " + file.getFileName());
        }
        return new Part(values.get(0), labels.stream().findFirst());
    }

    private static Optional<Opener> named(ZipFile archive, Path file, String... names) {
        return arrays(archive).stream()
                .filter(entry -> List.of(names).contains(nameOf(entry)))
                .findFirst()
                .map(entry -> opener(archive, file, entry));
    }

    private static Opener opener(ZipFile archive, Path file, ZipEntry entry) {
        String name = nameOf(entry) + " of " + file.getFileName();
        return () -> {
            try {
                return new NpyInput("examples", new InputFile("examples", name, archive.getInputStream(entry)));
            } catch (ZipException e) {
                throw new IllegalArgumentException(
                        "examples: expected a whole .npz file, got " + name + ", which is damaged: " + e.getMessage(),
                        e);
            }
        };
    }

    private static List<ZipEntry> arrays(ZipFile archive) {
        return archive.stream()
                .filter(entry -> !entry.isDirectory())
                .sorted(Comparator.comparing(ZipEntry::getName, new NaturalOrder()))
                .map(ZipEntry.class::cast)
                .toList();
    }

    private static String nameOf(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name;
    }

    @Override
    public void close() throws IOException {
        if (archive.isPresent()) {
            archive.get().close();
        }
    }
}
