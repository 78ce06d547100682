package org.genera.data.readers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.data.readers.arrays.IdxHeader;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.ZipArchive;
import org.genera.data.readers.pictures.CaptionedPictures;
import org.genera.data.readers.pictures.CycleGanFolders;
import org.genera.data.readers.pictures.PictureFolder;
import org.genera.data.readers.text.NumbersInText;

/** The formats that can be imported. */
public enum DataFormat {
    IDX,
    CIFAR10,
    CIFAR100,
    FOLDER,
    PAIRS,
    UNPAIRED,
    CAPTIONS,
    NPY,
    CSV,
    SEQUENCES;

    /** All of them, as a message lists them. */
    public static final String WORDS =
            "idx, cifar10, cifar100, folder, pairs, unpaired, captions, npy, csv or sequences";

    private static final Set<String> CIFAR100_BATCHES = Set.of("train.bin", "test.bin");
    private static final Set<String> ARRAYS = Set.of("npy", "npz");
    private static final Set<String> TABLES = Set.of("csv", "tsv");
    /** Endings of all kinds of text. */
    private static final Set<String> TEXTS = Set.of("txt", "dat", "data");

    /**
     * The format of a file or folder, if its name and its first bytes, or the names of the folders in it, leave no doubt.
     */
    public static Optional<DataFormat> of(Path path) {
        try {
            return Files.isDirectory(path) ? Optional.of(ofFolder(path)) : ofFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
    }

    /** In small letters, as it is written on a command line. */
    public static DataFormat named(String name) {
        for (DataFormat format : values()) {
            if (format.toString().equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format: expected " + WORDS + ", got \"" + name + "\"");
    }

    private static DataFormat ofFolder(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> batches = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.endsWith(".bin"))
                    .toList();
            if (batches.isEmpty()) {
                return captioned(folder) ? CAPTIONS : ofFolders(PictureFolder.directories(folder));
            }
            return CIFAR100_BATCHES.containsAll(batches) ? CIFAR100 : CIFAR10;
        }
    }

    /**
     * The same where somebody has named columns or symbols, which only some formats have.
     *
     * @param sequence whether a column tells sequences apart
     * @param symbols whether it is said what a symbol is
     */
    public DataFormat with(boolean sequence, boolean symbols) {
        return this == CSV && (sequence || symbols) ? SEQUENCES : this;
    }

    private static boolean captioned(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return CaptionedPictures.meantBy(files.map(Path::toString));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static DataFormat ofZip(Path file) throws IOException {
        ZipArchive archive = new ZipArchive(file);
        return CaptionedPictures.meantBy(archive.paths().stream()) ? CAPTIONS : ofFolders(archive.folders());
    }

    private static DataFormat ofFolders(List<String> names) {
        return CycleGanFolders.meantBy(names) ? UNPAIRED : FOLDER;
    }

    /** Whether a name says that a file is a table. */
    static boolean isTable(Path file) {
        return TABLES.contains(ending(plainName(file)));
    }

    private static String plainName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<DataFormat> ofFile(Path file) throws IOException {
        String plain = plainName(file);
        String ending = ending(plain);
        if (ending.equals("zip")) {
            return Optional.of(Files.isRegularFile(file) ? ofZip(file) : FOLDER);
        }
        if (ARRAYS.contains(ending)) {
            return Optional.of(NPY);
        }
        if (TABLES.contains(ending)) {
            return Optional.of(CSV);
        }
        if (TEXTS.contains(ending) && NumbersInText.are(file)) {
            return Optional.of(CSV);
        }
        if (ending.equals("txt")) {
            return Optional.of(SEQUENCES);
        }
        if (plain.matches("(data|test)_batch.*\\.bin")) {
            return Optional.of(CIFAR10);
        }
        if (CIFAR100_BATCHES.contains(plain)) {
            return Optional.of(CIFAR100);
        }
        return startsAsIdx(file) ? Optional.of(IDX) : Optional.empty();
    }

    private static boolean startsAsIdx(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputFile input = new InputFile("file", file, done -> {})) {
            byte[] magic = new byte[4];
            return input.readUpTo(magic, 4) == 4
                    && magic[0] == 0
                    && magic[1] == 0
                    && magic[2] == IdxHeader.UNSIGNED_BYTE
                    && magic[3] >= 3
                    && magic[3] <= 4;
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
