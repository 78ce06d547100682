package org.genera.data.readers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genera.data.readers.text.SymbolKind;
import org.genera.data.readers.text.TableForm;
import org.genera.data.store.ImportLimits;
import org.genera.spi.DataShape;

/**
 * What people say about files beside their format; each format takes what it knows.
 *
 * @param label the column of a table whose values are the classes
 * @param sequence the column of a table that tells sequences apart
 * @param symbols what a symbol is
 * @param size of both sides of pictures in pixels
 * @param channels of pictures, 1 or 3
 * @param table how it is written
 * @param shape of the pictures in an array of vectors
 */
public record FileOptions(
        Optional<String> label,
        Optional<String> sequence,
        Optional<SymbolKind> symbols,
        Optional<Integer> size,
        Optional<Integer> channels,
        TableForm table,
        Optional<DataShape.Image> shape) {
    /** Their names, on a command line and in a form. */
    public static final List<String> NAMES =
            List.of("label", "sequence", "symbols", "size", "channels", "header", "decimal", "shape");

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})x(\\d{1,5})(?:x(\\d))?");
    private static final Map<String, Integer> CHANNELS = Map.of("grey", 1, "gray", 1, "colour", 3, "color", 3);

    /** @param words what was written under a name, if anything was */
    public static FileOptions of(Function<String, Optional<String>> words) {
        return new FileOptions(
                words.apply("label"),
                words.apply("sequence"),
                words.apply("symbols").map(SymbolKind::named),
                words.apply("size").map(FileOptions::pixels),
                words.apply("channels").map(FileOptions::channels),
                TableForm.of(words.apply("header"), words.apply("decimal")),
                words.apply("shape").map(FileOptions::shape));
    }

    private static Integer pixels(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("size: expected a number of pixels, got \"" + text + "\"");
        }
        return Integer.valueOf(text);
    }

    private static DataShape.Image shape(String text) {
        Matcher sides = SHAPE.matcher(text);
        if (!sides.matches()) {
            throw new IllegalArgumentException(
                    "shape: expected the height and the width of pictures, such as 28x28, and the channels if there are"
                            + " 3, such as 32x32x3, got \"" + text + "\"");
        }
        return ImportLimits.pictures(
                "shape",
                "--shape",
                Long.parseLong(sides.group(1)),
                Long.parseLong(sides.group(2)),
                sides.group(3) == null ? 1 : Long.parseLong(sides.group(3)));
    }

    private static Integer channels(String text) {
        if (!CHANNELS.containsKey(text)) {
            throw new IllegalArgumentException("channels: expected grey or colour, got \"" + text + "\"");
        }
        return CHANNELS.getOrDefault(text, 1);
    }
}
