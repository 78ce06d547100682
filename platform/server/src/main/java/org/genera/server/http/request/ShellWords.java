package org.genera.server.http.request;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as people paste it into a shell. */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,=:@%+-]+");

    private ShellWords() {}

    public static String joined(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
