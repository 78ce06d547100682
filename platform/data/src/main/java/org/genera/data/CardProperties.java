package org.genera.data;

import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.genera.spi.DataShape;

/**
 * The card of an imported set as properties. Format 1, of the first imports, knows 8-bit pictures with numbered classes;
 * format 2 adds vectors of floats and names of classes, format 3 sequences and pairs of pictures. A card is written in
 * the first format that can say it. Names of columns came later and are no format of their own: who does not know them
 * reads the set without.
 */
record CardProperties(Properties properties) {
    private static final String FORMAT = "1";
    private static final String FORMAT_WITH_VECTORS = "2";
    private static final String FORMAT_WITH_SEQUENCES_AND_PAIRS = "3";
    private static final String ALIGNED = "aligned";
    private static final String SOURCE = "";
    private static final String COLUMN = "column.";
    private static final String TARGET = "target.";

    CardProperties {
        String format = properties.getProperty("format", "none");
        if (!List.of(FORMAT, FORMAT_WITH_VECTORS, FORMAT_WITH_SEQUENCES_AND_PAIRS)
                .contains(format)) {
            throw new IllegalArgumentException("expected format 1, 2 or 3, got " + format);
        }
    }

    static Properties of(DataSetCard card) {
        Properties properties = new Properties();
        boolean numbered = card.classes().equals(Contents.numbers(card.classes().size()));
        properties.setProperty("format", format(card, numbered));
        properties.setProperty("title", card.title());
        properties.setProperty("summary", card.summary());
        setShape(properties, card);
        set(properties, "classes", card.classes().size());
        for (int i = 0; i < card.classes().size() && !numbered; i++) {
            properties.setProperty("class." + i, card.classes().get(i));
        }
        for (int i = 0; i < card.symbols().size(); i++) {
            properties.setProperty("symbol." + i, card.symbols().get(i));
        }
        for (int i = 0; i < card.columns().size(); i++) {
            properties.setProperty(COLUMN + i, card.columns().get(i));
        }
        properties.setProperty("fingerprint", card.fingerprint());
        return properties;
    }

    private static String format(DataSetCard card, boolean numberedClasses) {
        return switch (card.shape().kind()) {
            case SEQUENCE, PAIR -> FORMAT_WITH_SEQUENCES_AND_PAIRS;
            case VECTOR, IMAGE -> card.eightBit() && numberedClasses ? FORMAT : FORMAT_WITH_VECTORS;
        };
    }

    private static void setShape(Properties properties, DataSetCard card) {
        DataShape shape = card.shape();
        if (shape instanceof DataShape.Image image) {
            setImage(properties, SOURCE, image);
        } else if (shape instanceof DataShape.Pair pair) {
            setImage(properties, SOURCE, (DataShape.Image) pair.first());
            setImage(properties, TARGET, (DataShape.Image) pair.second());
            properties.setProperty(ALIGNED, Boolean.toString(card.aligned()));
        } else if (shape instanceof DataShape.Sequence sequence) {
            set(properties, "longest", sequence.longest());
            set(properties, "dimensions", sequence.width());
            set(properties, "symbols", sequence.symbols());
        } else {
            set(properties, "dimensions", shape.size());
        }
    }

    private static void setImage(Properties properties, String prefix, DataShape.Image image) {
        set(properties, prefix + "height", image.height());
        set(properties, prefix + "width", image.width());
        set(properties, prefix + "channels", image.channels());
    }

    DataShape shape() {
        if (properties.containsKey("longest")) {
            return new DataShape.Sequence(number("longest"), number("dimensions"), number("symbols"));
        }
        if (properties.containsKey(ALIGNED)) {
            return new DataShape.Pair(image(SOURCE), image(TARGET));
        }
        return eightBit() ? image(SOURCE) : new DataShape.Vector(number("dimensions"));
    }

    private DataShape.Image image(String prefix) {
        return new DataShape.Image(number(prefix + "height"), number(prefix + "width"), number(prefix + "channels"));
    }

    /** Whether the halves of a pair belong together. */
    boolean aligned() {
        return Boolean.parseBoolean(properties.getProperty(ALIGNED, "true"));
    }

    /** Pictures are kept as bytes, all else as floats. */
    boolean eightBit() {
        return !properties.containsKey("dimensions");
    }

    List<String> classes() {
        return IntStream.range(0, number("classes"))
                .mapToObj(i -> properties.getProperty("class." + i, Integer.toString(i)))
                .toList();
    }

    /** Names of the symbols of sequences. */
    List<String> symbols() {
        int symbols = shape() instanceof DataShape.Sequence sequence ? sequence.symbols() : 0;
        return IntStream.range(0, symbols).mapToObj(i -> text("symbol." + i)).toList();
    }

    /** Names of the coordinates; none in cards of tables without a head, and in those written before names were kept. */
    List<String> columns() {
        if (!properties.containsKey(COLUMN + 0)) {
            return List.of();
        }
        return IntStream.range(0, number("dimensions"))
                .mapToObj(i -> text(COLUMN + i))
                .toList();
    }

    String text(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("expected the property " + key + ", got none");
        }
        return value;
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    private static void set(Properties properties, String key, int value) {
        properties.setProperty(key, Integer.toString(value));
    }
}
