package org.genera.data.readers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.genera.data.readers.arrays.CifarFiles;
import org.genera.data.readers.arrays.IdxFiles;
import org.genera.data.readers.arrays.NumpyFiles;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.pictures.CaptionedPictures;
import org.genera.data.readers.pictures.PictureFolder;
import org.genera.data.readers.pictures.PicturePairs;
import org.genera.data.readers.pictures.UnpairedPictures;
import org.genera.data.readers.text.CsvTable;
import org.genera.data.readers.text.SequenceTable;
import org.genera.data.readers.text.SequenceText;
import org.genera.data.readers.text.SymbolKind;
import org.genera.data.readers.text.TableForm;
import org.genera.data.store.DataSource;

/** The sources that people can name, each for files of one format. */
public final class DataSources {

    private DataSources() {}

    /**
     * Files of a format.
     *
     * @param paths the file or folder; several for batches of CIFAR, two folders for pairs and unpaired
     * @param labels of the first file, where they are a file of their own
     * @param test examples to test on, where they are files of their own
     */
    public static DataSource of(
            DataFormat format,
            List<Path> paths,
            Optional<Path> labels,
            Optional<LabelledFile> test,
            FileOptions options) {
        Path first = paths.get(0);
        LabelledFile labelled = new LabelledFile(first, labels);
        return switch (format) {
            case IDX -> idx(labelled, test);
            case NPY -> new NumpyFiles(labelled, test, options.shape());
            case CIFAR10 -> cifar10(paths);
            case CIFAR100 -> cifar100(paths);
            case FOLDER -> pictures(first, options.size(), options.channels());
            case PAIRS -> pairs(paths, options.size(), options.channels());
            case UNPAIRED -> unpaired(paths, options.size(), options.channels());
            case CAPTIONS -> captions(first, options.size(), options.channels(), options.symbols());
            case CSV -> csv(first, options.label(), options.table());
            case SEQUENCES -> sequences(first, options.sequence(), options.label(), options.symbols(), options.table());
        };
    }

    /**
     * The IDX format of MNIST and its kin, plain or gzipped.
     *
     * @param train unsigned bytes, count × height × width, or count × height × width × channels
     * @param test of the same size; it then is the test split
     */
    public static DataSource idx(LabelledFile train, Optional<LabelledFile> test) {
        return new IdxFiles(train, test, List.of());
    }

    /** The same with names for the classes 0, 1, 2 …; as many as there are classes. */
    public static DataSource idx(LabelledFile train, Optional<LabelledFile> test, List<String> classes) {
        return new IdxFiles(train, test, classes);
    }

    /**
     * Binary batches of CIFAR-10; those whose name starts with "test" are the test split.
     *
     * @param batches files, or one folder of them
     */
    public static DataSource cifar10(List<Path> batches) {
        return new CifarFiles(batches, 10);
    }

    /** The same for CIFAR-100 with its fine labels. */
    public static DataSource cifar100(List<Path> batches) {
        return new CifarFiles(batches, 100);
    }

    /**
     * PNG and JPEG pictures, whose class is the subfolder they lie in, shuffled by a fixed seed.
     *
     * @param folder of pictures, or a zip archive of one
     * @param size of both sides in pixels, after a cut to a square about the centre; empty to keep theirs
     * @param channels 1 or 3; empty for grey where all pictures are
     */
    public static DataSource pictures(Path folder, Optional<Integer> size, Optional<Integer> channels) {
        PictureFolder.PictureForm form = new PictureFolder.PictureForm(size, channels);
        return folder(folder, unpacked -> new PictureFolder(unpacked, form));
    }

    /**
     * NumPy arrays: count × height × width (× channels) of bytes or of floats from 0 to 1, or count ×
     * dimensions. An .npz file brings its labels and test arrays itself. Shuffled by a fixed seed where neither files
     * nor user give a split.
     */
    public static DataSource numpy(LabelledFile train, Optional<LabelledFile> test) {
        return new NumpyFiles(train, test, Optional.empty());
    }

    /**
     * A table of numbers in text, shuffled by a fixed seed where the user gives no split.
     *
     * @param label the column whose different values are the classes: its name, or its number from 1
     */
    public static DataSource csv(Path file, Optional<String> label) {
        return csv(file, label, TableForm.GUESSED);
    }

    /** The same where somebody says how it is written. */
    public static DataSource csv(Path file, Optional<String> label, TableForm form) {
        return new CsvTable(file, label, form);
    }

    /**
     * Sequences: lines of symbols in text, or a table in which a column tells sequences apart.
     *
     * @param column that column of a table, by its name or its number from 1; empty for text
     * @param label a column of a table that never changes within a sequence; its different values are the classes
     * @param symbols what a symbol is, where the text does not say; words for a table whose numbers are symbols
     */
    public static DataSource sequences(
            Path file, Optional<String> column, Optional<String> label, Optional<SymbolKind> symbols) {
        return sequences(file, column, label, symbols, TableForm.GUESSED);
    }

    /** The same where somebody says how a table is written. */
    public static DataSource sequences(
            Path file, Optional<String> column, Optional<String> label, Optional<SymbolKind> symbols, TableForm form) {
        boolean table = DataFormat.isTable(file);
        if (column.isEmpty() && (table || label.isPresent())) {
            throw new IllegalArgumentException("sequence: expected the column that tells sequences apart where the file"
                    + " is a table, got none; such as --sequence id");
        }
        if (column.isEmpty()) {
            return new SequenceText(file, symbols);
        }
        if (symbols.equals(Optional.of(SymbolKind.CHARACTERS))) {
            throw new IllegalArgumentException("symbols: expected words for a table, got characters");
        }
        return new SequenceTable(file, column.get(), label, symbols.isPresent(), form);
    }

    /**
     * Pairs of PNG and JPEG pictures: two folders with the same names in both, or one with train and test of pictures that
     * hold both sides next to each other; shuffled by a fixed seed.
     *
     * @param folders the two, the first being what is translated; or one that holds them, or a zip archive of one
     * @param size of both sides in pixels, after a cut to a square about the centre; empty to keep theirs
     * @param channels 1 or 3; empty for grey where all pictures of a folder are
     */
    public static DataSource pairs(List<Path> folders, Optional<Integer> size, Optional<Integer> channels) {
        PictureFolder.PictureForm form = new PictureFolder.PictureForm(size, channels);
        return folders.size() == 1
                ? folder(folders.get(0), unpacked -> new PicturePairs(List.of(unpacked), form))
                : new PicturePairs(folders, form);
    }

    /** The same for two folders of pictures that do not belong together; each is shuffled and split by itself. */
    public static DataSource unpaired(List<Path> folders, Optional<Integer> size, Optional<Integer> channels) {
        PictureFolder.PictureForm form = new PictureFolder.PictureForm(size, channels);
        return folders.size() == 1
                ? folder(folders.get(0), unpacked -> new UnpairedPictures(List.of(unpacked), form))
                : new UnpairedPictures(folders, form);
    }

    /**
     * PNG and JPEG pictures, each beside a text of the same name that says what is on it, shuffled by a fixed seed.
     *
     * @param folder of both, or a zip archive of one
     * @param size of both sides in pixels, after a cut to a square about the centre; empty to keep theirs
     * @param channels 1 or 3; empty for grey where all pictures are
     * @param symbols what a symbol of a text is; characters where nobody says
     */
    public static DataSource captions(
            Path folder, Optional<Integer> size, Optional<Integer> channels, Optional<SymbolKind> symbols) {
        PictureFolder.PictureForm form = new PictureFolder.PictureForm(size, channels);
        SymbolKind kind = symbols.orElse(SymbolKind.CHARACTERS);
        return folder(folder, unpacked -> new CaptionedPictures(unpacked, form, kind));
    }

    private static DataSource folder(Path given, Function<Path, DataSource> source) {
        return ZippedFolder.isZip(given) ? new ZippedFolder(given, source) : source.apply(given);
    }
}
