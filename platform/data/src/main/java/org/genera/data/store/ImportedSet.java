package org.genera.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * An imported set: a folder with the raw values (8-bit ones, or little-endian floats; of pairs that are not both images,
 * each half by itself), the labels and the lengths of sequences as big-endian integers if there are any, and a card. The card is written last and read alone when the catalogue is listed.
 */
public record ImportedSet(Path folder, DataSetCard card, Split split, int examples) implements StoredSet {
    private static final String BYTES = "values.u8";
    private static final String FLOATS = "values.f32";
    static final String LABELS = "labels.i32";
    public static final String LENGTHS = "lengths.i32";
    private static final String CARD = "card.properties";

    /** The set that a folder holds. */
    public static ImportedSet read(Path folder) throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Files.newInputStream(folder.resolve(CARD))) {
            properties.load(input);
        }
        CardProperties kept = new CardProperties(properties);
        int examples = kept.number("examples");
        Split split = Split.parse(kept.text("split"), examples);
        DataSetCard card = new DataSetCard(
                String.valueOf(folder.getFileName()),
                kept.text("title"),
                kept.text("summary"),
                Origin.IMPORTED,
                kept.shape(),
                kept.aligned(),
                new Content(split.train().size(), split.test().size(), kept.text("fingerprint")),
                new Names(kept.classes(), kept.symbols(), kept.columns()),
                Density.UNKNOWN);
        return new ImportedSet(folder, card, split, examples);
    }

    /** When the import was done. */
    static Instant cardWritten(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(CARD)).toInstant();
    }

    /** Writes the card into the folder; values and labels are there already. */
    void writeCard() throws IOException {
        Properties properties = CardProperties.of(card);
        properties.setProperty("examples", Integer.toString(examples));
        properties.setProperty("split", split.toString());
        try (OutputStream output = Files.newOutputStream(folder.resolve(CARD))) {
            properties.store(output, "An imported data set");
        }
    }

    @Override
    public int[] labels(IndexRange range) {
        return card.classes().isEmpty() ? new int[0] : readIntegers(LABELS, range, 1);
    }

    @Override
    public StoredExamples read(IndexRange range) {
        if (card.shape() instanceof DataShape.Pair && !card.eightBit()) {
            return StoredExamples.Halves.of(read(Half.FIRST, range), read(Half.SECOND, range));
        }
        return read("", card.shape(), range, lengths(range));
    }

    private StoredExamples read(Half half, IndexRange range) {
        DataShape.Pair pair = (DataShape.Pair) card.shape();
        return read(prefix(half), pair.half(half), range, pair.lengthsOf(half, range.size(), lengths(range)));
    }

    private int[] lengths(IndexRange range) {
        int each = card.shape().sequences();
        return each == 0
                ? new int[0]
                : readIntegers(LENGTHS, new IndexRange(range.from() * each, range.to() * each), each);
    }

    private StoredExamples read(String prefix, DataShape shape, IndexRange range, int[] lengths) {
        int[] labels = labels(range);
        int size = shape.size();
        if (DataSetCard.eightBit(shape)) {
            return new StoredExamples.Bytes(shape, range.size(), readBytes(prefix + BYTES, range, size, 1), labels);
        }
        float[] values = new float[range.size() * size];
        ByteBuffer.wrap(readBytes(prefix + FLOATS, range, size * Float.BYTES, 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return shape instanceof DataShape.Sequence sequence
                ? new StoredExamples.Sequences(sequence, range.size(), values, labels, lengths)
                : new StoredExamples.Floats(shape, range.size(), values, labels);
    }

    /** The name of the file that holds values. */
    static String file(String prefix, boolean ofBytes) {
        return prefix + (ofBytes ? BYTES : FLOATS);
    }

    /** What the names of files begin with that hold a half by itself. */
    static String prefix(Half half) {
        return half == Half.FIRST ? "first." : "second.";
    }

    private int[] readIntegers(String name, IndexRange range, int ofEach) {
        int[] integers = new int[range.size()];
        ByteBuffer.wrap(readBytes(name, range, Integer.BYTES, ofEach))
                .asIntBuffer()
                .get(integers);
        return integers;
    }

    /** @param ofEach how many numbers of the range an example has */
    private byte[] readBytes(String name, IndexRange range, int bytesEach, int ofEach) {
        Path path = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long expected = (long) examples * ofEach * bytesEach;
            if (file.length() != expected) {
                throw new IllegalStateException("expected " + expected + " bytes in " + path + ", found "
                        + file.length() + "; remove the data set and import it again");
            }
            byte[] bytes = new byte[range.size() * bytesEach];
            file.seek((long) range.from() * bytesEach);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of the data set " + card.name(), e);
        }
    }
}
