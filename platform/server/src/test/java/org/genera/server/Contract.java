package org.genera.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.genera.run.Json;

/**
 * Holds what a server says against its OpenAPI document: what is promised must come, and nothing else. The document lets
 * others add fields; here each object is closed, so that no field goes untold.
 */
public final class Contract {
    private static final String ADDRESS = "https://genera/openapi";
    private static final String PROBLEM = "/components/schemas/Problem";
    private static final String EVENTS = "/components/schemas/StreamEvents/properties/";
    private static final int SHOWN_CHARACTERS = 1_000;
    private static final JsonNode DOCUMENT = document();
    private static final JsonSchemaFactory SCHEMAS = schemas();
    private static final Map<String, JsonSchema> KNOWN = new ConcurrentHashMap<>();

    private Contract() {}

    /**
     * A JSON answer.
     *
     * @param path below {@code /api}, with its query
     */
    public static void check(String method, String path, int status, JsonNode answer) {
        String asked = method + " " + path + ", answered with " + status;
        if (status >= 400) {
            check(asked, PROBLEM, answer);
            return;
        }
        String place = operation(path).orElseThrow(() -> new AssertionError(asked + ": the document lacks its path"))
                + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        String reference = DOCUMENT.at(place).path("$ref").asText();
        String response = reference.isEmpty() ? place : reference.substring(1);
        String schema = response + "/content/application~1json/schema";
        if (DOCUMENT.at(schema).isMissingNode()) {
            throw new AssertionError(asked + ": the document knows of no JSON there");
        }
        check(asked, schema, answer);
    }

    /** The data of an event of the live stream. */
    public static void checkEvent(String name, JsonNode data) {
        if (DOCUMENT.at(EVENTS + name).isMissingNode()) {
            throw new AssertionError("event " + name + ": the document lacks it");
        }
        check("event " + name, EVENTS + name, data);
    }

    private static void check(String what, String pointer, JsonNode value) {
        Set<ValidationMessage> found = KNOWN.computeIfAbsent(
                        pointer, each -> SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + "#" + each)))
                .validate(value);
        if (!found.isEmpty()) {
            String text = value.toString();
            throw new AssertionError(what + ", is not as the document has it:\n"
                    + found.stream().map(ValidationMessage::toString).limit(10).collect(Collectors.joining("\n"))
                    + "\n" + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)));
        }
    }

    /** Of the paths that fit the one with the fewest parameters. */
    private static Optional<String> operation(String path) {
        String asked = path.replaceFirst("\\?.*", "");
        return DOCUMENT.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> pattern(template).matcher(asked).matches())
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()))
                .map(template -> "/paths/" + template.replace("~", "~0").replace("/", "~1"));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(
                template.replace(".", "\\.").replace("{path}", ".+").replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    private static JsonNode document() {
        try (InputStream yaml = Contract.class.getResourceAsStream("openapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchemaFactory schemas() {
        JsonMetaSchema.Builder words = JsonMetaSchema.builder(JsonMetaSchema.getV202012());
        List.of("openapi", "info", "servers", "paths", "components")
                .forEach(word -> words.keyword(new NonValidationKeyword(word)));
        JsonMetaSchema meta = words.build();
        String document = closed(DOCUMENT).toString();
        return JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory ->
                        factory.metaSchema(meta).schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document))));
    }

    /** The same with no room in objects for what is not named; what a schema takes over from others is written out in it. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode all = Json.mapper().createArrayNode();
            list.forEach(each -> all.add(closed(each)));
            return all;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        JsonNode whole = node.has("allOf") ? writtenOut(node) : node;
        ObjectNode closed = Json.mapper().createObjectNode();
        whole.properties().forEach(field -> closed.set(field.getKey(), closed(field.getValue())));
        if (closed.has("properties") && closed.path("properties").isObject() && !closed.has("additionalProperties")) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    private static ObjectNode writtenOut(JsonNode schema) {
        ObjectNode properties = Json.mapper().createObjectNode();
        Set<String> required = new LinkedHashSet<>();
        addTo(properties, required, schema);
        ObjectNode whole = Json.mapper().createObjectNode().put("type", "object");
        whole.set("properties", properties);
        required.forEach(whole.withArray("required")::add);
        return whole;
    }

    private static void addTo(ObjectNode properties, Set<String> required, JsonNode schema) {
        if (schema.has("$ref")) {
            addTo(properties, required, DOCUMENT.at(schema.path("$ref").asText().substring(1)));
        }
        schema.path("allOf").forEach(part -> addTo(properties, required, part));
        schema.path("properties").properties().forEach(field -> properties.set(field.getKey(), field.getValue()));
        StreamSupport.stream(schema.path("required").spliterator(), false).forEach(name -> required.add(name.asText()));
    }
}
