package org.genera.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/**
 * An imported set: a folder with the raw 8-bit values, the labels as big-endian integers if there are any, and a card
 * of properties. The card is written last and read alone when the catalogue is listed.
 */
record ImportedSet(Path folder, DataSetCard card, Split split, int examples) implements StoredSet {
    static final String VALUES = "values.u8";
    static final String LABELS = "labels.i32";
    private static final String CARD = "card.properties";
    private static final String FORMAT = "1";

    /** The set that a folder holds. */
    static ImportedSet read(Path folder) throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Files.newInputStream(folder.resolve(CARD))) {
            properties.load(input);
        }
        String format = text(properties, "format");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("expected format " + FORMAT + ", got " + format);
        }
        DataShape shape = new DataShape.Image(
                number(properties, "height"), number(properties, "width"), number(properties, "channels"));
        int examples = number(properties, "examples");
        Split split = Split.parse(text(properties, "split"), examples);
        DataSetCard card = new DataSetCard(
                String.valueOf(folder.getFileName()),
                text(properties, "title"),
                text(properties, "summary"),
                Origin.IMPORTED,
                shape,
                true,
                classNames(number(properties, "classes")),
                split.train().size(),
                split.test().size(),
                text(properties, "fingerprint"),
                Optional.empty());
        return new ImportedSet(folder, card, split, examples);
    }

    /** Writes the card into the folder; values and labels are there already. */
    void writeCard() throws IOException {
        DataShape.Image image = (DataShape.Image) card.shape();
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("title", card.title());
        properties.setProperty("summary", card.summary());
        properties.setProperty("height", Integer.toString(image.height()));
        properties.setProperty("width", Integer.toString(image.width()));
        properties.setProperty("channels", Integer.toString(image.channels()));
        properties.setProperty("examples", Integer.toString(examples));
        properties.setProperty("classes", Integer.toString(card.classes().size()));
        properties.setProperty("split", split.toString());
        properties.setProperty("fingerprint", card.fingerprint());
        try (OutputStream output = Files.newOutputStream(folder.resolve(CARD))) {
            properties.store(output, "An imported data set");
        }
    }

    static List<String> classNames(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    @Override
    public StoredExamples read(IndexRange range) {
        byte[] values = readBytes(VALUES, range, card.shape().size());
        int[] labels = new int[0];
        if (!card.classes().isEmpty()) {
            labels = new int[range.size()];
            ByteBuffer.wrap(readBytes(LABELS, range, Integer.BYTES))
                    .asIntBuffer()
                    .get(labels);
        }
        return new StoredExamples.Bytes(card.shape(), range.size(), values, labels);
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

    private static String text(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("expected the property " + key + ", got none");
        }
        return value;
    }

    private static int number(Properties properties, String key) {
        return Integer.parseInt(text(properties, key));
    }
}
