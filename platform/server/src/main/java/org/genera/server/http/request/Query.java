package org.genera.server.http.request;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;

/**
 * The parameters behind the question mark; whatever does not fit ends the request with a problem that names it.
 *
 * @param context of the request
 */
public record Query(RoutingContext context) {

    public Optional<String> text(String name, int maxLength) {
        List<String> given = context.queryParam(name);
        if (given.isEmpty() || given.get(0).isBlank()) {
            return Optional.empty();
        }
        if (given.get(0).length() > maxLength) {
            throw refused(
                    name, "at most " + maxLength + " characters", given.get(0).length() + " characters");
        }
        return Optional.of(given.get(0));
    }

    public long integer(String name, long min, long max, long otherwise) {
        Optional<String> text = text(name, 100);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw refused(name, "an integer from " + min + " to " + max, quoted(text.get()));
    }

    public int count(String name, int min, int max, int otherwise) {
        return (int) integer(name, min, max, otherwise);
    }

    public boolean flag(String name) {
        return word(name, List.of("true", "false"), "false").equals("true");
    }

    public String word(String name, List<String> words, String otherwise) {
        String word = text(name, 100).orElse(otherwise);
        if (!words.contains(word)) {
            throw refused(name, "one of " + String.join(", ", words), quoted(word));
        }
        return word;
    }

    /** One of the constants, whose names are written in lower case. */
    public <E extends Enum<E>> E word(String name, E otherwise) {
        Class<E> words = otherwise.getDeclaringClass();
        List<String> known = Arrays.stream(words.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = word(name, known, otherwise.name().toLowerCase(Locale.ROOT));
        return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
    }

    /** Comma-separated words; none if the parameter is absent. */
    public List<String> list(String name, int max) {
        List<String> words = text(name, 100_000)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
        if (words.size() > max) {
            throw refused(name, "at most " + max + " words", words.size() + " words");
        }
        return words;
    }

    public List<String> requiredList(String name, int max) {
        List<String> words = list(name, max);
        if (words.isEmpty()) {
            throw refused(name, "1 to " + max + " comma-separated words", "nothing");
        }
        return words;
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "\"";
    }

    private static ProblemException refused(String name, String expected, String found) {
        return new ProblemException(Problem.ofField(400, name, expected, found));
    }
}
