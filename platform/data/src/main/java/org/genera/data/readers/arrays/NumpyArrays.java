package org.genera.data.readers.arrays;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/** Which arrays hold the examples and the labels: .npy files, or arrays of .npz files by their names and shapes. */
record NumpyArrays(Part train, Optional<Part> test) {
    /** What shrinks more than this holds next to nothing, and may take all room there is. */
    private static final int MOST_SHRUNK = 500;

    private static final long SMALL = 16 << 20;

    /** Opens an array at its start; more than its header promises is never inflated. */
    interface Opener {
        NpyInput open() throws IOException;
    }

    /** Examples and their labels. */
    record Part(Opener values, Optional<Opener> labels) {}

    static NumpyArrays open(LabelledFile train, Optional<LabelledFile> test, ImportNotes notes) throws IOException {
        InputFile.requireFile("examples", train.values());
        if (isZip(train.values()) && train.labels().isEmpty() && test.isEmpty()) {
            return inArchive(new Archive(train.values(), notes));
        }
        if (test.isPresent()
                && test.get().labels().isPresent() != train.labels().isPresent()) {
            throw new IllegalArgumentException("labels: expected them for both training and test examples or for"
                    + " neither, got them for one alone");
        }
        Part first = part(train, notes);
        return new NumpyArrays(first, test.isPresent() ? Optional.of(part(test.get(), notes)) : Optional.empty());
    }

    private static Part part(LabelledFile files, ImportNotes notes) throws IOException {
        Opener values = alone("examples", files.values(), notes);
        return files.labels().isPresent()
                ? new Part(values, Optional.of(alone("labels", files.labels().get(), notes)))
                : new Part(values, Optional.empty());
    }

    /** The array of a file that holds one. */
    private static Opener alone(String what, Path file, ImportNotes notes) throws IOException {
        InputFile.requireFile(what, file);
        if (!isZip(file)) {
            return () -> new NpyInput(what, new InputFile(what, file, done -> {}));
        }
        List<Found> found = new Archive(file, notes).arrays();
        if (found.size() != 1) {
            throw new IllegalArgumentException(what + ": expected one array in " + file.getFileName()
                    + ", since further files are given, got " + Archive.shown(found));
        }
        return found.get(0).opener();
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputFile input = new InputFile("examples", file, done -> {})) {
            byte[] start = new byte[2];
            return input.readUpTo(start, 2) == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static NumpyArrays inArchive(Archive archive) throws IOException {
        Optional<Opener> train = archive.named("x_train", "train_images", "images_train");
        Optional<Opener> test = archive.named("x_test", "test_images", "images_test");
        if (train.isPresent() && test.isPresent()) {
            Part first = new Part(train.get(), archive.named("y_train", "train_labels", "labels_train"));
            Part second = new Part(test.get(), archive.named("y_test", "test_labels", "labels_test"));
            if (first.labels().isPresent() != second.labels().isPresent()) {
                throw new IllegalArgumentException(
                        "labels: expected y_train and y_test or neither, got one alone in " + archive.name());
            }
            return new NumpyArrays(first, Optional.of(second));
        }
        return new NumpyArrays(byShape(archive), Optional.empty());
    }

    /**
     * The one array of two dimensions or more, or else the one of three or more, has the examples; the one with a single
     * value for each of them has the labels.
     */
    private static Part byShape(Archive archive) throws IOException {
        List<Found> all = archive.arrays();
        List<Found> values = having(all, found -> !found.header().holdsLabels());
        List<Found> labels = having(all, found -> found.header().holdsLabels());
        if (values.isEmpty()) {
            values = having(labels, found -> found.header().sizes().size() == 2);
            labels = having(labels, found -> found.header().sizes().size() == 1);
        }
        List<Found> pictures = having(values, found -> found.header().sizes().size() > 2);
        Optional<Found> examples = values.size() == 1
                ? Optional.of(values.get(0))
                : pictures.stream().filter(first -> pictures.size() == 1).findFirst();
        if (examples.isEmpty() || labels.size() > 1) {
            throw new IllegalArgumentException("examples: expected arrays x_train and x_test, or one array of examples"
                    + " and at most one of labels, got " + Archive.shown(all) + " in " + archive.name());
        }
        for (Found other : values) {
            if (!other.equals(examples.get())) {
                archive.notes().add(Kind.LEFT_OUT, "the array " + other + ", which is not that of the examples");
            }
        }
        return new Part(examples.get().opener(), labels.stream().findFirst().map(Found::opener));
    }

    private static List<Found> having(List<Found> found, Predicate<Found> wanted) {
        return found.stream().filter(wanted).toList();
    }

    /** An array of an archive. */
    record Found(String name, NpyHeader header, Opener opener) {
        @Override
        public String toString() {
            return name + " " + header.shape();
        }
    }

    /** An .npz file, opened anew for each array. */
    record Archive(Path file, ImportNotes notes) {

        String name() {
            return String.valueOf(file.getFileName());
        }

        static String shown(List<Found> found) {
            return found.isEmpty()
                    ? "no array"
                    : String.join(", ", found.stream().map(Found::toString).toList());
        }

        /** All arrays that can be read; those of objects are left out if there are others. */
        List<Found> arrays() throws IOException {
            List<Found> found = new ArrayList<>();
            Optional<IllegalArgumentException> refused = Optional.empty();
            for (String entry : entries()) {
                Opener opener = opener(entry);
                try (NpyInput input = opener.open()) {
                    found.add(new Found(arrayName(entry), input.header(), opener));
                } catch (IllegalArgumentException e) {
                    refused = Optional.of(e);
                    notes.add(
                            Kind.LEFT_OUT,
                            "the array " + arrayName(entry) + ", which cannot be read: " + e.getMessage());
                }
            }
            if (found.isEmpty() && refused.isPresent()) {
                throw refused.get();
            }
            return found;
        }

        Optional<Opener> named(String... names) throws IOException {
            return entries().stream()
                    .filter(entry -> List.of(names).contains(arrayName(entry).toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(this::opener);
        }

        private List<String> entries() throws IOException {
            try (ZipFile archive = opened()) {
                return archive.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(ZipEntry::getName)
                        .sorted(Comparator.comparing(Function.identity(), new NaturalOrder()))
                        .toList();
            }
        }

        private ZipFile opened() throws IOException {
            try {
                return new ZipFile(file.toFile());
            } catch (ZipException e) {
                throw new IllegalArgumentException(
                        "examples: expected a whole .npz file, got " + name() + ", which is damaged or truncated: "
                                + e.getMessage(),
                        e);
            }
        }

        private Opener opener(String entry) {
            return () -> {
                ZipFile archive = opened();
                try {
                    return new NpyInput("examples", input(archive, entry));
                } catch (ZipException e) {
                    archive.close();
                    throw new IllegalArgumentException(
                            "examples: expected a whole .npz file, got " + arrayName(entry) + " of " + name()
                                    + ", which is damaged: " + e.getMessage(),
                            e);
                } catch (IOException | RuntimeException e) {
                    archive.close();
                    throw e;
                }
            };
        }

        private InputFile input(ZipFile archive, String name) throws IOException {
            ZipEntry entry = archive.getEntry(name);
            String shown = arrayName(name) + " of " + name();
            if (entry.getSize() > SMALL && entry.getSize() / MOST_SHRUNK > entry.getCompressedSize()) {
                throw new IllegalArgumentException("examples: expected arrays that shrink " + MOST_SHRUNK
                        + "-fold at most, got " + shown + ", which promises " + (entry.getSize() >> 20) + " MiB in "
                        + entry.getCompressedSize() + " bytes; is it an array of one value?");
            }
            return new InputFile("examples", shown, new FilterInputStream(archive.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    archive.close();
                }
            });
        }

        private static String arrayName(String entry) {
            return entry.endsWith(".npy") ? entry.substring(0, entry.length() - 4) : entry;
        }
    }
}
