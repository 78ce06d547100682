package org.genera.data.store;

import java.util.Locale;

/**
 * A sentence about what an import guessed, changed or left out.
 *
 * @param text one line
 */
public record ImportNote(Kind kind, String text) {

    /** What kind of thing is said, the most urgent first. */
    public enum Kind {
        /** What was read is perhaps not what was meant. */
        WARNING,
        /** What is not in the set though it was in the files. */
        LEFT_OUT,
        /** What is in the set, but not as it was in the files. */
        CHANGED,
        /** What the files did not say and was guessed. */
        READ;

        /** As people read it before the text. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public ImportNote {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text: expected what the import did, got none");
        }
        text = text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    @Override
    public String toString() {
        return kind.words() + ": " + text;
    }
}
