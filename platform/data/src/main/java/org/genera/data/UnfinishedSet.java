package org.genera.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.genera.data.Contents.Order;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/** The folder of a set while it is being imported: values first, one example after the other, then all else. For one thread. */
final class UnfinishedSet implements AutoCloseable {
    private static final long ORDER_SEED = 20_260_104;
    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final String name;
    private final String splitText;
    private ImportProgress progress;
    private DataShape shape = new DataShape.Vector(1);
    private boolean eightBit;
    private OutputStream values = OutputStream.nullOutputStream();
    private long written;

    /**
     * @param splitText such as {@code train=0-9000,test=9000-10000}, or empty for the one that suits the files
     */
    UnfinishedSet(Path folder, String name, String splitText, ImportProgress progress) {
        this.folder = folder;
        this.name = name;
        this.splitText = splitText;
        this.progress = progress;
    }

    ImportProgress progress() {
        return progress;
    }

    /** Who hears of progress from now on. */
    void hearing(ImportProgress other) {
        progress = other;
    }

    /** A place for what a source needs for a while; gone with the folder if the import fails. */
    Path besides(String place) {
        return folder.resolve(place);
    }

    void removeBesides(String place) throws IOException {
        ImportFolder.removeAll(besides(place));
    }

    boolean splitGiven() {
        return !splitText.isBlank();
    }

    /**
     * The split there will be, so that a wrong one is refused before much is read.
     *
     * @param trainExamples how many examples come first and are meant for training; 0 where the files do not say
     */
    Split split(int examples, int trainExamples) {
        if (splitGiven()) {
            return Split.parse(splitText, examples);
        }
        return trainExamples > 0 ? Split.at(trainExamples, examples) : Split.usual(examples);
    }

    /** Says what the values are; those of 8 bits are appended as bytes, others as floats. */
    void begin(DataShape ofOne, boolean ofBytes) throws IOException {
        shape = ofOne;
        eightBit = ofBytes;
        values = new BufferedOutputStream(Files.newOutputStream(valuesFile()), BLOCK);
    }

    void append(byte[] bytes, int length) throws IOException {
        written += length;
        if (written > ImportLimits.MOST_BYTES) {
            throw new IllegalArgumentException("examples: expected at most " + ImportLimits.MOST_BYTES / bytesEach()
                    + " of shape " + shape + ", which take " + (ImportLimits.MOST_BYTES >> 20)
                    + " MiB, got more; try fewer or smaller ones");
        }
        values.write(bytes, 0, length);
    }

    void append(float[] example) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(example.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(example);
        append(bytes.array(), bytes.capacity());
    }

    /** Writes what is left, the card last. */
    void finish(Contents contents) throws IOException {
        values.close();
        int examples = Math.toIntExact(written / bytesEach());
        Split split = split(examples, contents.trainExamples());
        int[] labels = contents.labels();
        int[] lengths = contents.lengths();
        requireSequences(contents, examples);
        requireColumns(contents);
        if (contents.order() == Order.SHUFFLED) {
            int[] order = order(examples, contents.trainExamples());
            shuffleValues(order);
            labels = ordered(labels, order);
            lengths = ordered(lengths, order);
        }
        writeIntegers(ImportedSet.LABELS, labels);
        writeIntegers(ImportedSet.LENGTHS, lengths);
        int classes = contents.classes().size();
        String summary = String.format(
                Locale.ROOT,
                "%,d %s%s, imported from %s.",
                examples,
                contents.what(),
                classes == 0 ? "" : " in " + classes + (classes == 1 ? " class" : " classes"),
                contents.files());
        DataSetCard card = new DataSetCard(
                name,
                name,
                summary,
                Origin.IMPORTED,
                shape,
                eightBit,
                contents.classes(),
                split.train().size(),
                split.test().size(),
                fingerprint(examples, contents.aligned()).lengths(lengths).labels(labels),
                Optional.empty(),
                contents.symbols(),
                Optional.empty(),
                contents.columns(),
                contents.aligned());
        new ImportedSet(folder, card, split, examples).writeCard();
    }

    private void requireSequences(Contents contents, int examples) {
        int lengths = shape instanceof DataShape.Sequence ? examples : 0;
        int symbols = shape instanceof DataShape.Sequence sequence ? sequence.symbols() : 0;
        if (contents.lengths().length != lengths || contents.symbols().size() != symbols) {
            throw new IllegalStateException("expected " + lengths + " lengths and the names of " + symbols
                    + " symbols for " + examples + " examples of the shape " + shape + ", got "
                    + contents.lengths().length + " and " + contents.symbols().size());
        }
    }

    private void requireColumns(Contents contents) {
        int coordinates = shape instanceof DataShape.Sequence sequence ? sequence.width() : shape.size();
        int names = contents.columns().size();
        if (names != 0 && names != coordinates) {
            throw new IllegalStateException(
                    "expected names of " + coordinates + " columns or none for the shape " + shape + ", got " + names);
        }
    }

    private static int[] ordered(int[] numbers, int[] order) {
        int[] ordered = numbers.clone();
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = numbers[order[i]];
        }
        return ordered;
    }

    private void writeIntegers(String name, int[] integers) throws IOException {
        if (integers.length > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(integers.length * Integer.BYTES);
            bytes.asIntBuffer().put(integers);
            Files.write(folder.resolve(name), bytes.array());
        }
    }

    private static int[] order(int examples, int trainExamples) {
        int[] order = new int[examples];
        CounterRandom random = CounterRandom.of(ORDER_SEED, "import");
        int from = 0;
        for (int to : new int[] {trainExamples, examples}) {
            if (to > from) {
                EpochOrder part = new EpochOrder(new IndexRange(from, to), random);
                for (int i = from; i < to; i++) {
                    order[i] = part.example(i - from);
                }
                from = to;
            }
        }
        return order;
    }

    private void shuffleValues(int[] order) throws IOException {
        Path shuffled = folder.resolve("shuffled");
        byte[] example = new byte[bytesEach()];
        try (RandomAccessFile from = new RandomAccessFile(valuesFile().toFile(), "r");
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(shuffled), BLOCK)) {
            for (int index : order) {
                from.seek((long) index * example.length);
                from.readFully(example);
                to.write(example);
            }
        }
        Files.move(shuffled, valuesFile(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Fingerprint fingerprint(int examples, boolean aligned) throws IOException {
        Fingerprint fingerprint = eightBit
                ? Fingerprint.ofBytes(shape, aligned, examples)
                : Fingerprint.ofFloats(shape, aligned, examples);
        byte[] block = new byte[BLOCK];
        try (InputStream input = Files.newInputStream(valuesFile())) {
            for (int length = input.read(block); length >= 0; length = input.read(block)) {
                fingerprint.values(block, length);
            }
        }
        return fingerprint;
    }

    private int bytesEach() {
        return shape.size() * (eightBit ? 1 : Float.BYTES);
    }

    private Path valuesFile() {
        return folder.resolve(eightBit ? ImportedSet.BYTES : ImportedSet.FLOATS);
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
