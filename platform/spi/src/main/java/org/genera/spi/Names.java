package org.genera.spi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of identifiers that files, addresses and stored runs carry. */
final class Names {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern WORD = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SERIES = Pattern.compile("[a-z][A-Za-z0-9]*(/[a-z0-9][A-Za-z0-9]*)*");

    private Names() {}

    static void requireId(String what, String id) {
        require(ID, what, id, "lower-case words joined by dashes, such as non-saturating");
    }

    static void requireWord(String what, String word) {
        require(WORD, what, word, "one word in camel case, such as learningRate");
    }

    static void requireSeries(String what, String name) {
        require(SERIES, what, name, "words in camel case joined by slashes, such as kl/03");
    }

    /** Families are written by others, whose compilers need not know our annotations. */
    static void requireText(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    "need a " + what + " of a sentence, got " + (text == null ? "null" : "a blank one"));
        }
    }

    private static void require(Pattern pattern, String what, @Nullable String found, String expected) {
        if (found == null || !pattern.matcher(found).matches()) {
            throw new IllegalArgumentException("need a " + what + " of " + expected + ", got \"" + found + "\"");
        }
    }
}
