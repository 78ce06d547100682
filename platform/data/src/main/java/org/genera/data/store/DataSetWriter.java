package org.genera.data.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.Fingerprint;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/** The folder of a set while it is being imported: values first, one example after the other, then all else. For one thread. */
public final class DataSetWriter implements AutoCloseable {
    private static final long ORDER_SEED = 20_260_104;

    private final Path folder;
    private final String name;
    private final String splitText;
    private final ImportNotes notes = new ImportNotes();
    private ImportProgress progress;
    private DataShape shape = new DataShape.Vector(1);
    /** One file, or one for each half. */
    private final List<ValuesFile> values = new ArrayList<>();

    /**
     * @param splitText such as {@code train=0-9000,test=9000-10000}, or empty for the one that suits the files
     */
    public DataSetWriter(Path folder, String name, String splitText, ImportProgress progress) {
        this.folder = folder;
        this.name = name;
        this.splitText = splitText;
        this.progress = progress;
    }

    public ImportProgress progress() {
        return progress;
    }

    /** Who hears what the source guesses, changes and leaves out. */
    public ImportNotes notes() {
        return notes;
    }

    /** Who hears of progress from now on. */
    public void hearing(ImportProgress other) {
        progress = other;
    }

    /** A place for what a source needs for a while; gone with the folder if the import fails. */
    public Path besides(String place) {
        return folder.resolve(place);
    }

    public void removeBesides(String place) throws IOException {
        ImportFolder.removeAll(besides(place));
    }

    public boolean splitGiven() {
        return !splitText.isBlank();
    }

    /**
     * The split there will be, so that a wrong one is refused before much is read.
     *
     * @param trainExamples how many examples come first and are meant for training; 0 where the files do not say
     */
    public Split split(int examples, int trainExamples) {
        if (splitGiven()) {
            return Split.parse(splitText, examples);
        }
        return trainExamples > 0 ? Split.at(trainExamples, examples) : Split.usual(examples);
    }

    /** Says what the values are; those of 8 bits are appended as bytes, others as floats. */
    public void begin(DataShape ofOne, boolean ofBytes) throws IOException {
        shape = ofOne;
        values.add(new ValuesFile(folder.resolve(ImportedSet.file("", ofBytes)), ofOne, ofBytes));
    }

    /** The same for pairs whose halves are kept by themselves, images as bytes and all else as floats. */
    public void beginHalves(DataShape.Pair ofOne) throws IOException {
        shape = ofOne;
        for (Half half : Half.values()) {
            boolean ofBytes = ofOne.half(half) instanceof DataShape.Image;
            values.add(new ValuesFile(
                    folder.resolve(ImportedSet.file(ImportedSet.prefix(half), ofBytes)), ofOne.half(half), ofBytes));
        }
    }

    public void append(byte[] bytes, int length) throws IOException {
        append(Half.FIRST, bytes, length);
    }

    public void append(float[] example) throws IOException {
        append(Half.FIRST, example);
    }

    /** Values of one half, where halves are kept by themselves. */
    public void append(Half half, byte[] bytes, int length) throws IOException {
        requireRoom(length);
        values.get(half.ordinal()).append(bytes, length);
    }

    /** One half of an example, where halves are kept by themselves. */
    public void append(Half half, float[] example) throws IOException {
        requireRoom(example.length * Float.BYTES);
        values.get(half.ordinal()).append(example);
    }

    private void requireRoom(int more) {
        long written = values.stream().mapToLong(ValuesFile::written).sum() + more;
        if (written > ImportLimits.MOST_BYTES) {
            int bytesEach = values.stream().mapToInt(ValuesFile::bytesEach).sum();
            throw new IllegalArgumentException("examples: expected at most " + ImportLimits.MOST_BYTES / bytesEach
                    + " of shape " + shape + ", got more; try fewer or smaller ones" + ImportLimits.inWords());
        }
    }

    /** Writes what is left, the card last. */
    public void finish(ImportSummary contents) throws IOException {
        close();
        int examples = values.get(0).examples();
        Split split = split(examples, contents.trainExamples());
        int[] labels = contents.labels();
        int[] lengths = contents.lengths();
        requireSequences(contents, examples);
        requireColumns(contents);
        if (contents.order() == Order.SHUFFLED) {
            int[] order = order(examples, contents.trainExamples());
            for (ValuesFile each : values) {
                each.reorder(order);
            }
            labels = StoredExamples.chosen(labels, order, examples);
            lengths = StoredExamples.chosen(lengths, order, examples);
        }
        values.forEach(each -> each.tell(notes));
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
                contents.aligned(),
                new Content(
                        split.train().size(), split.test().size(), fingerprint(contents.aligned(), labels, lengths)),
                new Names(contents.classes(), contents.symbols(), contents.columns()),
                Density.UNKNOWN);
        new ImportedSet(folder, card, split, examples).writeCard();
    }

    private void requireSequences(ImportSummary contents, int examples) {
        int lengths = examples * shape.sequences();
        int symbols = DataSetCard.symbols(shape);
        if (contents.lengths().length != lengths || contents.symbols().size() != symbols) {
            throw new IllegalStateException("expected " + lengths + " lengths and the names of " + symbols
                    + " symbols for " + examples + " examples of the shape " + shape + ", got "
                    + contents.lengths().length + " and " + contents.symbols().size());
        }
    }

    private void requireColumns(ImportSummary contents) {
        int coordinates = DataSetCard.coordinates(shape);
        int names = contents.columns().size();
        if (names != 0 && names != coordinates) {
            throw new IllegalStateException(
                    "expected names of " + coordinates + " columns or none for the shape " + shape + ", got " + names);
        }
    }

    private String fingerprint(boolean aligned, int[] labels, int[] lengths) throws IOException {
        if (values.size() == 1) {
            return values.get(0).fingerprint(aligned).lengths(lengths).labels(labels);
        }
        DataShape.Pair pair = (DataShape.Pair) shape;
        List<String> ofHalves = new ArrayList<>();
        for (Half half : Half.values()) {
            ValuesFile each = values.get(half.ordinal());
            int[] own = pair.lengthsOf(half, each.examples(), lengths);
            ofHalves.add(each.fingerprint(true).lengths(own).labels(labels));
        }
        return Fingerprint.ofHalves(pair, aligned, ofHalves.get(0), ofHalves.get(1));
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

    @Override
    public void close() throws IOException {
        for (ValuesFile each : values) {
            each.close();
        }
    }
}
