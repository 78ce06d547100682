package org.genera.server.http.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.genera.run.Json;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;

/**
 * The object that a request carries, read field by field; whatever does not fit ends the request with a problem that
 * names the field with its path.
 */
public final class Fields {
    /** Beyond, a number of JSON may be another one to whoever wrote it. */
    private static final long WHOLE_NUMBERS_UP_TO = 1L << 53;

    /** A field twice, or more behind the object, is a mistake of the client that it should hear of. */
    private static final ObjectReader STRICT = Json.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String path;
    private final JsonNode node;

    private Fields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** The body of a request; an empty one is an empty object. */
    public static Fields ofBody(RoutingContext context) {
        Buffer body = context.body().buffer();
        return ofBody(body == null ? new byte[0] : body.getBytes());
    }

    /** A body, or what stands for one. */
    public static Fields ofBody(byte[] body) {
        if (body.length == 0) {
            return new Fields("", Json.mapper().createObjectNode());
        }
        JsonNode node;
        try {
            node = STRICT.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    Problem.of(400, "expected a JSON object as the body, got: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(400, "expected JSON in UTF-8 as the body, got: " + e.getMessage()));
        }
        if (!node.isObject()) {
            throw new ProblemException(Problem.of(400, "expected a JSON object as the body, got " + kind(node)));
        }
        return new Fields("", node);
    }

    /** Refuses names that nobody asked for: a misspelt field must not be passed over in silence. */
    public void allowOnly(String... names) {
        List<String> allowed = List.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw refused(name, "one of " + String.join(", ", allowed), "the unknown field \"" + name + "\"");
            }
        });
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public String text(String name, int maxLength) {
        JsonNode value = node.path(name);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > maxLength) {
            throw refused(name, "a text of 1 to " + maxLength + " characters", shown(value));
        }
        return value.textValue();
    }

    /** A text that may be left out or empty. */
    public Optional<String> optionalText(String name, int maxLength) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > maxLength) {
            throw refused(name, "a text of at most " + maxLength + " characters", shown(value));
        }
        return Optional.of(value.textValue());
    }

    public long integer(String name, long min, long max) {
        JsonNode value = node.path(name);
        return integer(name, value, min, max);
    }

    public long integer(String name, long min, long max, long otherwise) {
        return has(name) ? integer(name, min, max) : otherwise;
    }

    /** The step of a checkpoint; absent where the last one is meant. */
    OptionalLong step() {
        return has("step") ? OptionalLong.of(integer("step", 0, WHOLE_NUMBERS_UP_TO)) : OptionalLong.empty();
    }

    public long seed(String name, long otherwise) {
        return integer(name, -WHOLE_NUMBERS_UP_TO, WHOLE_NUMBERS_UP_TO, otherwise);
    }

    double positive(String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || !(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
            throw refused(name, "a number above 0", shown(value));
        }
        return value.doubleValue();
    }

    double number(String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(name, "a number", shown(value));
        }
        return value.doubleValue();
    }

    double number(String name, double min, double max, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        double value = number(name);
        if (value < min || value > max) {
            throw refused(name, "a number from " + min + " to " + max, shown(node.path(name)));
        }
        return value;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw refused(name, "true or false", shown(value));
        }
        return value.booleanValue();
    }

    public <E extends Enum<E>> E word(String name, E otherwise) {
        return has(name) ? word(name, otherwise.getDeclaringClass()) : otherwise;
    }

    /** One of the constants, whose names are written in lower case. */
    public <E extends Enum<E>> E word(String name, Class<E> words) {
        JsonNode value = node.path(name);
        List<String> known = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            String lower = word.name().toLowerCase(Locale.ROOT);
            known.add(lower);
            if (value.isTextual() && value.textValue().equals(lower)) {
                return word;
            }
        }
        throw refused(name, "one of " + String.join(", ", known), shown(value));
    }

    public Fields object(String name) {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw refused(name, "an object", shown(value));
        }
        return new Fields(path + name + ".", value);
    }

    /** The objects in an object, by name; an absent one holds none. */
    Map<String, Fields> objectsByName(String name) {
        Map<String, Fields> objects = new LinkedHashMap<>();
        if (has(name)) {
            Fields parent = object(name);
            parent.node.fieldNames().forEachRemaining(each -> objects.put(each, parent.object(each)));
        }
        return objects;
    }

    public List<Fields> objects(String name, int max) {
        List<Fields> objects = new ArrayList<>();
        JsonNode list = list(name, max);
        for (int i = 0; i < list.size(); i++) {
            String element = name + "[" + i + "]";
            if (!list.get(i).isObject()) {
                throw refused(element, "an object", shown(list.get(i)));
            }
            objects.add(new Fields(path + element + ".", list.get(i)));
        }
        return objects;
    }

    public List<Long> integers(String name, int max) {
        List<Long> integers = new ArrayList<>();
        JsonNode list = list(name, max);
        for (int i = 0; i < list.size(); i++) {
            integers.add(integer(name + "[" + i + "]", list.get(i), -WHOLE_NUMBERS_UP_TO, WHOLE_NUMBERS_UP_TO));
        }
        return integers;
    }

    /** Values of any JSON type by name; an absent object is an empty one, a null is an absent value. */
    public Map<String, Object> values(String name) {
        if (!has(name)) {
            return Map.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        object(name).node.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                requireNoNull(name + "." + entry.getKey(), entry.getValue());
                values.put(entry.getKey(), Json.mapper().convertValue(entry.getValue(), Object.class));
            }
        });
        return values;
    }

    private void requireNoNull(String name, JsonNode value) {
        if (value.isNull()) {
            throw refused(name, "a value", "null");
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                requireNoNull(name + "[" + i + "]", value.get(i));
            }
        }
        value.properties().forEach(entry -> requireNoNull(name + "." + entry.getKey(), entry.getValue()));
    }

    private JsonNode list(String name, int max) {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.isEmpty() || list.size() > max) {
            throw refused(
                    name,
                    "a list of 1 to " + max + " elements",
                    list.isArray() ? "a list of " + list.size() : shown(list));
        }
        return list;
    }

    private long integer(String name, JsonNode value, long min, long max) {
        boolean whole = value.isNumber()
                && value.doubleValue() == Math.rint(value.doubleValue())
                && Math.abs(value.doubleValue()) <= WHOLE_NUMBERS_UP_TO;
        if (!whole || value.longValue() < min || value.longValue() > max) {
            throw refused(name, "an integer from " + min + " to " + max, shown(value));
        }
        return value.longValue();
    }

    private ProblemException refused(String name, String expected, String found) {
        return new ProblemException(Problem.ofField(422, path + name, expected, found));
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
