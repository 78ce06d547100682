package org.genera.data;

import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.genera.spi.DataShape;

/**
 * The card of an imported set as properties. Format 1, of the first imports, knows 8-bit pictures with numbered classes;
 * format 2 adds vectors of floats and names of classes. What format 1 can say is still written in it.
 */
record CardProperties(Properties properties) {
    private static final String FORMAT = "1";
    private static final String FORMAT_WITH_VECTORS = "2";

    CardProperties {
        String format = properties.getProperty("format", "none");
        if (!format.equals(FORMAT) && !format.equals(FORMAT_WITH_VECTORS)) {
            throw new IllegalArgumentException("expected format 1 or 2, got " + format);
        }
    }

    static Properties of(DataSetCard card) {
        Properties properties = new Properties();
        boolean numbered = card.classes().equals(Contents.numbers(card.classes().size()));
        properties.setProperty("format", card.eightBit() && numbered ? FORMAT : FORMAT_WITH_VECTORS);
        properties.setProperty("title", card.title());
        properties.setProperty("summary", card.summary());
        if (card.shape() instanceof DataShape.Image image) {
            set(properties, "height", image.height());
            set(properties, "width", image.width());
            set(properties, "channels", image.channels());
        } else {
            set(properties, "dimensions", card.shape().size());
        }
        set(properties, "classes", card.classes().size());
        for (int i = 0; i < card.classes().size() && !numbered; i++) {
            properties.setProperty("class." + i, card.classes().get(i));
        }
        properties.setProperty("fingerprint", card.fingerprint());
        return properties;
    }

    DataShape shape() {
        return eightBit()
                ? new DataShape.Image(number("height"), number("width"), number("channels"))
                : new DataShape.Vector(number("dimensions"));
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
