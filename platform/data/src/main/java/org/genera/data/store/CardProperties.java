package org.genera.data.store;

import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.genera.data.sets.DataSetCard;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * The card of an imported set as properties. Format 1, of the first imports, knows 8-bit pictures with numbered classes;
 * format 2 adds vectors of floats and names of classes, format 3 sequences and pairs of pictures, format 4 all other pairs. A card is written in
 * the first format that can say it. Names of columns came later and are no format of their own: who does not know them
 * reads the set without.
 */
record CardProperties(Properties properties) {
    private static final String FORMAT = "1";
    private static final String FORMAT_WITH_VECTORS = "2";
    private static final String FORMAT_WITH_SEQUENCES_AND_PAIRS = "3";
    private static final String FORMAT_WITH_HALVES = "4";
    private static final String ALIGNED = "aligned";
    private static final String LONGEST = "longest";
    private static final String DIMENSIONS = "dimensions";
    private static final String WHOLE = "";
    private static final String SOURCE = "";
    private static final String COLUMN = "column.";
    private static final String TARGET = "target.";
    private static final String FIRST = ImportedSet.prefix(Half.FIRST);
    private static final String SECOND = ImportedSet.prefix(Half.SECOND);

    CardProperties {
        String format = properties.getProperty("format", "none");
        if (!List.of(FORMAT, FORMAT_WITH_VECTORS, FORMAT_WITH_SEQUENCES_AND_PAIRS, FORMAT_WITH_HALVES)
                .contains(format)) {
            throw new IllegalArgumentException("expected format 1, 2, 3 or 4, got " + format);
        }
    }

    static Properties of(DataSetCard card) {
        Properties properties = new Properties();
        boolean numbered =
                card.classes().equals(ImportSummary.numbers(card.classes().size()));
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
            case SEQUENCE -> FORMAT_WITH_SEQUENCES_AND_PAIRS;
            case PAIR -> card.eightBit() ? FORMAT_WITH_SEQUENCES_AND_PAIRS : FORMAT_WITH_HALVES;
            case VECTOR, IMAGE -> card.eightBit() && numberedClasses ? FORMAT : FORMAT_WITH_VECTORS;
        };
    }

    private static void setShape(Properties properties, DataSetCard card) {
        if (card.shape() instanceof DataShape.Pair pair) {
            setPart(properties, card.eightBit() ? SOURCE : FIRST, pair.first());
            setPart(properties, card.eightBit() ? TARGET : SECOND, pair.second());
            properties.setProperty(ALIGNED, Boolean.toString(card.aligned()));
        } else {
            setPart(properties, WHOLE, card.shape());
        }
    }

    private static void setPart(Properties properties, String prefix, DataShape part) {
        if (part instanceof DataShape.Image image) {
            set(properties, prefix + "height", image.height());
            set(properties, prefix + "width", image.width());
            set(properties, prefix + "channels", image.channels());
        } else if (part instanceof DataShape.Sequence sequence) {
            set(properties, prefix + LONGEST, sequence.longest());
            set(properties, prefix + DIMENSIONS, sequence.width());
            set(properties, prefix + "symbols", sequence.symbols());
        } else {
            set(properties, prefix + DIMENSIONS, part.size());
        }
    }

    DataShape shape() {
        if (!properties.containsKey(ALIGNED)) {
            return part(WHOLE);
        }
        return text("format").equals(FORMAT_WITH_HALVES)
                ? new DataShape.Pair(part(FIRST), part(SECOND))
                : new DataShape.Pair(part(SOURCE), part(TARGET));
    }

    private DataShape part(String prefix) {
        if (properties.containsKey(prefix + LONGEST)) {
            return new DataShape.Sequence(
                    number(prefix + LONGEST), number(prefix + DIMENSIONS), number(prefix + "symbols"));
        }
        return properties.containsKey(prefix + DIMENSIONS)
                ? new DataShape.Vector(number(prefix + DIMENSIONS))
                : new DataShape.Image(number(prefix + "height"), number(prefix + "width"), number(prefix + "channels"));
    }

    /** Whether the halves of a pair belong together. */
    boolean aligned() {
        return Boolean.parseBoolean(properties.getProperty(ALIGNED, "true"));
    }

    List<String> classes() {
        return IntStream.range(0, number("classes"))
                .mapToObj(i -> properties.getProperty("class." + i, Integer.toString(i)))
                .toList();
    }

    /** Names of the symbols of sequences. */
    List<String> symbols() {
        return IntStream.range(0, DataSetCard.symbols(shape()))
                .mapToObj(i -> text("symbol." + i))
                .toList();
    }

    /** Names of the coordinates; none in cards of tables without a head, and in those written before names were kept. */
    List<String> columns() {
        if (!properties.containsKey(COLUMN + 0)) {
            return List.of();
        }
        return IntStream.range(0, DataSetCard.coordinates(shape()))
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
