package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.readers.files.Pictures;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * The binary batches of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of one or two label bytes, then 1,024 red,
 * 1,024 green and 1,024 blue values, row by row. Files whose name starts with "test" are the test split. CIFAR-100's
 * labels are the fine ones.
 */
public final class CifarFiles implements DataSource {
    private static final int PLANE = 32 * 32;
    private static final DataShape.Image SHAPE = new DataShape.Image(32, 32, 3);
    private static final List<String> TEN =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private final List<Path> given;
    private final int classes;

    /**
     * @param given batches, or one folder of them
     * @param classes 10 or 100
     */
    public CifarFiles(List<Path> given, int classes) {
        this.given = List.copyOf(given);
        this.classes = classes;
    }

    @Override
    public String path() {
        return given.get(0).toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        List<Path> files = batches();
        long total = 0;
        int examples = 0;
        int trainExamples = 0;
        for (Path file : files) {
            int inFile = records(file);
            examples = Math.addExact(examples, inFile);
            trainExamples += isTest(file) ? 0 : inFile;
            total += Files.size(file);
        }
        if (trainExamples == examples || trainExamples == 0) {
            trainExamples = 0;
        }
        ImportLimits.requireExamples("images", "all batches together", examples, SHAPE.size());
        set.split(examples, trainExamples);
        set.begin(SHAPE, true);
        int[] labels = new int[examples];
        int read = 0;
        long before = 0;
        for (Path file : files) {
            long passed = before;
            long all = total;
            try (InputFile input =
                    new InputFile("images", file, done -> set.progress().read(passed + done, all))) {
                read = copy(input, set, labels, read);
            }
            before += Files.size(file);
        }
        set.finish(new ImportSummary(
                labels, names(files.get(0)), trainExamples, Order.AS_READ, Pictures.named(SHAPE), filesInWords(files)));
        set.progress().read(total, total);
    }

    private int copy(InputFile input, DataSetWriter set, int[] labels, int from) throws IOException {
        byte[] record = new byte[recordBytes()];
        byte[] image = new byte[SHAPE.size()];
        int read = from;
        while (input.readUpTo(record, record.length) == record.length) {
            int label = record[recordBytes() - image.length - 1] & 0xFF;
            if (label >= classes) {
                throw new IllegalArgumentException("labels: expected labels from 0 to " + (classes - 1) + ", got "
                        + label + " for record " + (read - from) + " of " + input.name() + "; is it a batch of CIFAR-"
                        + classes + "?");
            }
            labels[read++] = label;
            for (int pixel = 0; pixel < PLANE; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    image[3 * pixel + channel] = record[record.length - image.length + channel * PLANE + pixel];
                }
            }
            set.append(image, image.length);
        }
        return read;
    }

    private int records(Path file) throws IOException {
        InputFile.requireFile("images", file);
        long bytes = Files.size(file);
        if (bytes == 0 || bytes % recordBytes() != 0) {
            throw new IllegalArgumentException("images: expected records of " + recordBytes() + " bytes as CIFAR-"
                    + classes + " has, got " + bytes + " bytes in " + file.getFileName() + ", "
                    + (bytes == 0 ? "which is empty" : "which is no multiple; is it truncated?"));
        }
        return Math.toIntExact(bytes / recordBytes());
    }

    private int recordBytes() {
        return (classes == 10 ? 1 : 2) + SHAPE.size();
    }

    /** Training batches first, each kind in its natural order. */
    private List<Path> batches() throws IOException {
        List<Path> all = new ArrayList<>(given);
        if (given.size() == 1 && Files.isDirectory(given.get(0))) {
            try (Stream<Path> entries = Files.list(given.get(0))) {
                all = new ArrayList<>(
                        entries.filter(entry -> nameOf(entry).endsWith(".bin")).toList());
            }
            if (all.isEmpty()) {
                throw new IllegalArgumentException("images: expected batches such as data_batch_1.bin in " + path()
                        + ", got a folder without any");
            }
        }
        NaturalOrder names = new NaturalOrder();
        all.sort((a, b) ->
                isTest(a) == isTest(b) ? names.compare(nameOf(a), nameOf(b)) : Boolean.compare(isTest(a), isTest(b)));
        return all;
    }

    /** From the list that the publisher puts beside the batches, if it is there and whole. */
    private List<String> names(Path batch) throws IOException {
        String list = classes == 10 ? "batches.meta.txt" : "fine_label_names.txt";
        Path file = batch.resolveSibling(list);
        Optional<List<String>> read = Optional.empty();
        if (Files.isRegularFile(file) && Files.size(file) < 1 << 16) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            read = Optional.of(text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList())
                    .filter(names -> names.size() == classes);
        }
        return read.orElse(classes == 10 ? TEN : ImportSummary.numbers(classes));
    }

    private static String filesInWords(List<Path> files) {
        return nameOf(files.get(0)) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
    }

    private static boolean isTest(Path file) {
        return nameOf(file).startsWith("test");
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
