package org.genera.server.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.genera.run.Json;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;

/**
 * Refuses the character NUL in any text of a request, because PostgreSQL keeps none and files cannot be named with it.
 * Whether the rest of a body can be read is for others to say.
 */
public final class NulCharacters {
    private static final String EXPECTED = "text without the character NUL";

    private NulCharacters() {}

    /** In the path or behind the question mark. */
    public static void inAddress(RoutingContext context) {
        if (context.request().uri().contains("%00")) {
            context.fail(refused("the address", "%00"));
        } else {
            context.next();
        }
    }

    /** In the names or texts of a JSON body. */
    public static void inBody(RoutingContext context) {
        String body = context.body().buffer() == null ? "" : context.body().asString();
        String field = body.contains("\\u0000") ? fieldWithNul(body) : "";
        if (field.isEmpty()) {
            context.next();
        } else {
            context.fail(refused(field, "one with \\u0000"));
        }
    }

    static String refuse(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw refused(field, "one with NUL");
        }
        return text;
    }

    private static ProblemException refused(String field, String found) {
        return new ProblemException(Problem.ofField(422, field, EXPECTED, found));
    }

    /** The path to the first such text, empty where there is none. */
    private static String fieldWithNul(String body) {
        try (JsonParser parser = Json.mapper().createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && parser.getText().indexOf('\0') >= 0) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    String readable =
                            path.replace("\0", "").replaceFirst("^/", "").replace('/', '.');
                    return readable.isEmpty() ? "the body" : readable;
                }
            }
        } catch (IOException e) {
            // Not JSON: its own handler says so.
        }
        return "";
    }
}
