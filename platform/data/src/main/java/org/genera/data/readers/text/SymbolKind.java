package org.genera.data.readers.text;

import java.util.Locale;

/** What one symbol of a sequence is, where its text does not say. */
public enum SymbolKind {
    /** What stands between blanks in a line of text; each cell of a table. */
    WORDS,
    /** Each character of a line of text, blanks too. */
    CHARACTERS;

    /** In small letters, as it is written on a command line. */
    public static SymbolKind named(String name) {
        for (SymbolKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("symbols: expected words or characters, got \"" + name + "\"");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
