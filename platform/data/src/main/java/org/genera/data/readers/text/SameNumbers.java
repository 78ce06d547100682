package org.genera.data.readers.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/** Words that tell classes or sequences apart, of which 1 and 1.0 are one. For one thread. */
final class SameNumbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+\\.0*");

    private final String what;
    private final ImportNotes notes;
    private final Map<String, String> met = new HashMap<>();

    /** @param what they name */
    SameNumbers(String what, ImportNotes notes) {
        this.what = what;
        this.notes = notes;
    }

    /** The way in which a word was first written. */
    String asFirstMet(String word) {
        String first = met.computeIfAbsent(
                WHOLE.matcher(word).matches() ? word.substring(0, word.indexOf('.')) : word, missing -> word);
        if (!first.equals(word)) {
            notes.add(Kind.CHANGED, word + " and " + first + " are one " + what);
        }
        return first;
    }
}
