package org.genera.data;

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
import java.util.Optional;
import java.util.Properties;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/**
 * An imported set: a folder with the raw values (8-bit ones, or little-endian floats), the labels and the lengths of
 * sequences as big-endian integers if there are any, and a card. The card is written last and read alone when the catalogue is listed.
 */
record ImportedSet(Path folder, DataSetCard card, Split split, int examples) implements StoredSet {
    static final String BYTES = "values.u8";
    static final String FLOATS = "values.f32";
    static final String LABELS = "labels.i32";
    static final String LENGTHS = "lengths.i32";
    private static final String CARD = "card.properties";

    /** The set that a folder holds. */
    static ImportedSet read(Path folder) throws IOException {
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
                kept.eightBit(),
                kept.classes(),
                split.train().size(),
                split.test().size(),
                kept.text("fingerprint"),
                Optional.empty(),
                kept.symbols(),
                Optional.empty(),
                kept.columns(),
                kept.aligned());
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
        return card.classes().isEmpty() ? new int[0] : readIntegers(LABELS, range);
    }

    @Override
    public StoredExamples read(IndexRange range) {
        int[] labels = labels(range);
        int size = card.shape().size();
        if (card.eightBit()) {
            return new StoredExamples.Bytes(card.shape(), range.size(), readBytes(BYTES, range, size), labels);
        }
        float[] values = new float[range.size() * size];
        ByteBuffer.wrap(readBytes(FLOATS, range, size * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        if (card.shape() instanceof DataShape.Sequence sequence) {
            return new StoredExamples.Sequences(sequence, range.size(), values, labels, readIntegers(LENGTHS, range));
        }
        return new StoredExamples.Floats(card.shape(), range.size(), values, labels);
    }

    private int[] readIntegers(String name, IndexRange range) {
        int[] integers = new int[range.size()];
        ByteBuffer.wrap(readBytes(name, range, Integer.BYTES)).asIntBuffer().get(integers);
        return integers;
    }

    private byte[] readBytes(String name, IndexRange range, int bytesEach) {
        Path path = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long expected = (long) examples * bytesEach;
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
