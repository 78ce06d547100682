package org.genera.data.readers.text;

import java.util.Optional;

/**
 * How a table is written, as far as somebody says it; the rest is guessed from its first lines.
 *
 * @param header whether its first row names the columns
 * @param decimalComma whether a comma stands where others have a point, as in 1,5
 */
public record TableForm(Optional<Boolean> header, Optional<Boolean> decimalComma) {
    /** Nobody says anything. */
    public static final TableForm GUESSED = new TableForm(Optional.empty(), Optional.empty());

    /**
     * In the words of a command line.
     *
     * @param header {@code yes} or {@code no}
     * @param decimal {@code comma} or {@code point}
     */
    public static TableForm of(Optional<String> header, Optional<String> decimal) {
        return new TableForm(
                header.map(word -> either("header", word, "yes", "no")),
                decimal.map(word -> either("decimal", word, "comma", "point")));
    }

    private static boolean either(String option, String word, String first, String second) {
        if (!word.equals(first) && !word.equals(second)) {
            throw new IllegalArgumentException(
                    option + ": expected " + first + " or " + second + ", got \"" + word + "\"");
        }
        return word.equals(first);
    }
}
