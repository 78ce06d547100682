package org.genera.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.FileOptions;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportRecord;
import org.genera.server.http.request.ShellWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera data import}. */
@Command(
        name = "import",
        description = {
            "Imports pictures, pairs of them, vectors, tables or sequences, with labels if there are any.",
            "idx: MNIST's format, plain or gzipped. cifar10, cifar100: binary batches. folder: PNG and JPEG files, the"
                    + " class being the subfolder. pairs: two folders with the same file names, or one with train and"
                    + " test (or val) of pictures that hold both sides next to each other. unpaired: two folders that do"
                    + " not belong together, or one with trainA, trainB, testA and testB. captions: pictures, each"
                    + " beside a .txt of the same name that says what is on it. npy: NumPy arrays in .npy or"
                    + " .npz files. csv: a table of numbers, whose head names the columns; also one in a .txt."
                    + " sequences: a text with one in each line, or a table with --sequence. A folder may come as a"
                    + " .zip."
        },
        mixinStandardHelpOptions = true)
final class DataImportCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "NAME", description = "Lower-case words joined by dashes, such as mnist-10k.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PATH",
            description = "The file or folder; several for batches of CIFAR, two folders for pairs and unpaired.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = DataFormat.WORDS + "; guessed from the path where it is left out.")
    private @Nullable String format;

    @Option(names = "--images", paramLabel = "FILE", description = "The same as PATH, for idx and npy.")
    private @Nullable Path images;

    @Option(names = "--labels", paramLabel = "FILE", description = "A label for each example, for idx and npy.")
    private @Nullable Path labels;

    @Option(names = "--test-images", paramLabel = "FILE", description = "The test split, for idx and npy.")
    private @Nullable Path testImages;

    @Option(names = "--test-labels", paramLabel = "FILE", description = "Labels of the test split.")
    private @Nullable Path testLabels;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "For tables: the column whose values are the classes, by its name or its number from 1.")
    private @Nullable String label;

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description = "For tables of sequences: the column that tells them apart; rows of one are its elements.")
    private @Nullable String sequence;

    @Option(
            names = "--symbols",
            paramLabel = "words|characters",
            description = "For sequences and captions: what a symbol is. Left out, words where a line of sequences has"
                    + " blanks, else characters; in tables, words says that numbers are symbols.")
    private @Nullable String symbols;

    @Option(
            names = "--header",
            paramLabel = "yes|no",
            description =
                    "For tables: whether the first row names the columns. Left out, it does where it has a word and"
                            + " the rows below have numbers.")
    private @Nullable String header;

    @Option(
            names = "--decimal",
            paramLabel = "point|comma",
            description = "For tables: what stands before the fraction of a number. Left out, a comma where cells are"
                    + " separated by something else and numbers have commas.")
    private @Nullable String decimal;

    @Option(
            names = "--shape",
            paramLabel = "HEIGHTxWIDTH[x3]",
            description = "For npy: the pictures that vectors are, such as 28x28.")
    private @Nullable String shape;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "For folders: cut each picture to a square about its centre and resize it.")
    private @Nullable Integer size;

    @Option(
            names = "--channels",
            paramLabel = "grey|colour",
            description = "For folders; left out, grey if all pictures are.")
    private @Nullable String channels;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "Which examples are for training and which for testing, such as"
                    + " train=0-9000,test=9000-10000; the second number is one behind the last. Left out, test files"
                    + " are the test split; where there are none, the last tenth is, and arrays and tables are"
                    + " shuffled before. Folders are shuffled always.")
    private String split = "";

    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        DataSource source = source();
        DataCatalogue catalogue = new DataCatalogue(home.home().data());
        DataSetCard card = ByteProgress.showing(
                "Importing " + name, progress -> catalogue.importSet(name, source, split, command(), progress));
        print(output.out(), card, catalogue.importRecord(name));
        return 0;
    }

    /** What was typed, without where Genera keeps its things. */
    private String command() {
        List<String> words = new ArrayList<>(List.of("./genera", "data", "import"));
        List<String> typed = output.line().getParseResult().originalArgs();
        List<String> own = typed.subList(typed.indexOf("import") + 1, typed.size());
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).equals("--home")) {
                i++;
            } else if (!own.get(i).startsWith("--home=")) {
                words.add(own.get(i));
            }
        }
        return ShellWords.joined(words);
    }

    static void print(PrintWriter out, DataSetCard card, Optional<ImportRecord> record) {
        out.println("Imported " + card.name() + ": " + card.summary());
        out.println(String.format(
                Locale.ROOT,
                "Training split %,d, test split %,d, fingerprint %s.",
                card.trainExamples(),
                card.testExamples(),
                card.fingerprint().substring(0, 12)));
        record.stream().flatMap(each -> each.notes().stream()).forEach(note -> out.println("  " + note));
    }

    private DataSource source() {
        List<Path> given = new ArrayList<>(paths);
        Optional.ofNullable(images).ifPresent(path -> given.add(0, path));
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "path: expected the file or folder to import, got none; such as `genera data import " + name
                            + " table.csv` or --images FILE");
        }
        DataFormat chosen = format == null ? guessed(given.get(0)) : DataFormat.named(format);
        if (format == null) {
            chosen = chosen.with(sequence != null, symbols != null);
        }
        requireOptions(chosen);
        requireNumber(chosen, given.size());
        return DataSources.of(chosen, given, Optional.ofNullable(labels), testFiles(), options());
    }

    private FileOptions options() {
        Map<String, @Nullable Object> words = new HashMap<>();
        words.put("label", label);
        words.put("sequence", sequence);
        words.put("symbols", symbols);
        words.put("size", size);
        words.put("channels", channels);
        words.put("header", header);
        words.put("decimal", decimal);
        words.put("shape", shape);
        return FileOptions.of(name -> Optional.ofNullable(words.get(name)).map(Object::toString));
    }

    private void requireOptions(DataFormat chosen) {
        boolean files = chosen == DataFormat.IDX || chosen == DataFormat.NPY;
        requireFits(
                chosen,
                "--labels, --test-images or --test-labels is",
                "idx or npy",
                files,
                labels,
                testImages,
                testLabels);
        boolean table = chosen == DataFormat.CSV || chosen == DataFormat.SEQUENCES;
        requireFits(chosen, "--label is", "csv or sequences", table, label);
        requireFits(chosen, "--sequence is", "sequences", chosen == DataFormat.SEQUENCES, sequence);
        requireFits(chosen, "--header or --decimal is", "csv or sequences", table, header, decimal);
        requireFits(chosen, "--shape is", "npy", chosen == DataFormat.NPY, shape);
        boolean text = chosen == DataFormat.SEQUENCES || chosen == DataFormat.CAPTIONS;
        requireFits(chosen, "--symbols is", "sequences or captions", text, symbols);
        boolean pictures = Set.of(DataFormat.FOLDER, DataFormat.PAIRS, DataFormat.UNPAIRED, DataFormat.CAPTIONS)
                .contains(chosen);
        requireFits(chosen, "--size or --channels is", "folder, pairs, unpaired or captions", pictures, size, channels);
    }

    private static void requireNumber(DataFormat chosen, int given) {
        int most = switch (chosen) {
            case CIFAR10, CIFAR100 -> Integer.MAX_VALUE;
            case PAIRS, UNPAIRED -> 2;
            case IDX, NPY, FOLDER, CAPTIONS, CSV, SEQUENCES -> 1;
        };
        if (given > most) {
            boolean files = chosen == DataFormat.IDX || chosen == DataFormat.NPY;
            throw new IllegalArgumentException("path: expected " + (most == 1 ? "one path" : "two folders") + " for "
                    + chosen + ", got " + given
                    + (files ? "; name the others with --labels, --test-images and --test-labels" : "")
                    + (chosen == DataFormat.FOLDER && given == 2 ? "; say --format pairs or --format unpaired" : ""));
        }
    }

    private static DataFormat guessed(Path path) {
        if (!path.toFile().exists()) {
            throw new IllegalArgumentException("path: expected a file or folder, got " + path + ", which is not there");
        }
        return DataFormat.of(path)
                .orElseThrow(() -> new IllegalArgumentException("format: expected a file that tells its format by its"
                        + " name or its first bytes, got " + path
                        + "; say --format " + DataFormat.WORDS));
    }

    private static void requireFits(
            DataFormat chosen, String options, String formats, boolean fits, @Nullable Object... given) {
        for (Object each : given) {
            if (each != null && !fits) {
                throw new IllegalArgumentException(
                        "format: expected " + formats + " where " + options + " given, got " + chosen);
            }
        }
    }

    private Optional<LabelledFile> testFiles() {
        if (testImages == null && testLabels != null) {
            throw new IllegalArgumentException("test-images: expected them where --test-labels are given, got none");
        }
        return Optional.ofNullable(testImages).map(path -> new LabelledFile(path, Optional.ofNullable(testLabels)));
    }
}
