package org.genera.server.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genera.spi.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 wants it.
 *
 * @param field of the request that is to blame
 * @param expected of it
 * @param found instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String expected,
        @Nullable String found) {

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "The request cannot be read"),
            Map.entry(401, "Not without the token"),
            Map.entry(403, "Not from here"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Not this way"),
            Map.entry(408, "Too slow"),
            Map.entry(409, "Not in this state"),
            Map.entry(413, "Too large"),
            Map.entry(414, "Too large"),
            Map.entry(415, "Not in this form"),
            Map.entry(422, "Not accepted"),
            Map.entry(431, "Too large"),
            Map.entry(500, "Something broke"),
            Map.entry(503, "Not now"));

    /** The form in which our own checks speak: {@code budget.amount: expected a number above 0, got -1.0}. */
    private static final Pattern FIELD = Pattern.compile("([a-zA-Z][\\w.\\[\\]]*): (.+)", Pattern.DOTALL);

    private static final Pattern EXPECTED = Pattern.compile("expected (.+?), (?:got|found) (.+)", Pattern.DOTALL);

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", TITLES.getOrDefault(status, "Refused"), status, detail, null, null, null);
    }

    public static Problem ofField(int status, String field, String expected, String found) {
        return new Problem(
                "about:blank",
                TITLES.getOrDefault(status, "Refused"),
                status,
                field + ": expected " + expected + ", got " + found,
                field,
                expected,
                found);
    }

    /** What a check of ours said of a value. */
    public static Problem of(IllegalArgumentException refusal) {
        if (refusal instanceof InvalidValueException invalid) {
            return ofField(422, invalid.field(), invalid.expected(), invalid.found());
        }
        String message = String.valueOf(refusal.getMessage());
        Matcher field = FIELD.matcher(message);
        String sentence = field.matches() ? field.group(2) : message;
        Matcher expected = EXPECTED.matcher(sentence);
        boolean spelledOut = expected.matches();
        return new Problem(
                "about:blank",
                TITLES.getOrDefault(422, ""),
                422,
                message,
                field.matches() ? field.group(1) : null,
                spelledOut ? expected.group(1) : null,
                spelledOut ? expected.group(2) : null);
    }
}
