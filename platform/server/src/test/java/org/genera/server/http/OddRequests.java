package org.genera.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Requests made from the OpenAPI document: right, nearly right and wrong. Request i is a function of the seed and i. */
final class OddRequests {
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "NaN",
            "\"NaN\"",
            "Infinity",
            "-1",
            "0",
            "0.5",
            "1e308",
            "1e999",
            "-1e999999999",
            "9007199254740993",
            "123456789012345678901234567890",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[[[null]]]",
            "[1,\"a\",null]",
            "{\"from\":null,\"to\":1}",
            "{\"from\":1,\"to\":2,\"count\":1e9}",
            "{\"from\":0,\"to\":1e300,\"scale\":\"log\"}",
            "\"\uD83D\uDCA5\"",
            "\"\\ud800\"",
            "\"../../etc\"",
            "\"' or 1=1 --\"",
            "\"%s%n\"",
            "[".repeat(60) + "]".repeat(60),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            "\"" + "x".repeat(30_000) + "\"",
            "[" + "0,".repeat(2_000) + "0]",
            "{\"a\":1,\"a\":2}",
            "01",
            "'x'",
            "");
    private static final List<String> ODD_TEXT = List.of(
            "",
            " ",
            "x",
            "null",
            "-1",
            "0",
            "1e9",
            "NaN",
            "99999999999999999999",
            "1.5",
            "true",
            "%00",
            "%ff",
            "%c3%28",
            "%",
            "%2",
            "%zz",
            "%F0%9F%92%A5",
            "..",
            "..%2f..%2f",
            "%2e%2e",
            "a%20b",
            "%0d%0aX-Y:%201",
            "+",
            "%25",
            "a,b,,c",
            ",",
            "%2C",
            "'",
            "%22",
            "%3Cscript%3E",
            "metric:loss",
            "metric:%00",
            "x".repeat(300),
            "y".repeat(5_000));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=",
            "text/plain",
            "",
            "///",
            "application/xml",
            "application/json; charset=klingon",
            "multipart/mixed; boundary=b");
    private static final List<String> ACCEPTS =
            List.of("*/*", "text/html", "", ";;q=", "application/json;q=NaN", "image/png", "*/json", "a/b;c=\"");
    private static final List<String> RANGES = List.of(
            "bytes=0-1", "bytes=-1", "bytes=5-2", "bytes=a-b", "bytes=0-,1-", "bytes=99999999999999999999-", "x");

    private final JsonNode document;
    private final Map<String, List<String>> known;
    private final List<Operation> operations = new ArrayList<>();

    record Operation(String method, String path, JsonNode description) {}

    /** @param known values that mean something, by the name of a parameter or a field */
    OddRequests(JsonNode document, Map<String, List<String>> known) {
        this.document = document;
        this.known = known;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    // The stream does not end; it has tests of its own.
                    if (!path.getKey().equals("/stream")) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
    }

    OddRequest request(long seed, int index) {
        Random random = new Random(seed * 1_000_003 + index);
        random.nextInt();
        Operation operation = operations.get(random.nextInt(operations.size()));
        String method = chance(random, 0.9) ? operation.method() : pick(random, OddRequest.METHODS);
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] body = body(random, operation, headers);
        if (chance(random, 0.15)) {
            headers.put("Content-Type", pick(random, TYPES));
        }
        if (chance(random, 0.1)) {
            headers.put("Accept", pick(random, ACCEPTS));
        }
        if (chance(random, 0.05)) {
            headers.put("Range", pick(random, RANGES));
        }
        if (chance(random, 0.2)) {
            headers.put("Accept-Encoding", pick(random, List.of("gzip", "br", "deflate, gzip;q=0", "*;q=x")));
        }
        String length = body.length == 0 && chance(random, 0.5) ? "" : "" + body.length;
        if (chance(random, 0.03)) {
            length = pick(random, List.of("-1", "x", "9".repeat(30), "" + (body.length + 1), "0"));
        }
        if (method.equals("DELETE") && operation.path().equals("/bin")) {
            // It would leave nothing to ask for.
            method = "GET";
        }
        return new OddRequest(
                method, "/api" + path(random, operation) + query(random, operation), headers, body, length);
    }

    private String path(Random random, Operation operation) {
        StringBuilder path = new StringBuilder();
        for (String part : operation.path().substring(1).split("/")) {
            path.append('/');
            if (part.startsWith("{")) {
                String name = part.substring(1, part.indexOf('}'));
                String wanted = operation.path().startsWith("/bin") ? "doomed " + name : name;
                path.append(chance(random, 0.75) ? encoded(pick(random, values(wanted))) : pick(random, ODD_TEXT));
                path.append(part.substring(part.indexOf('}') + 1));
            } else {
                path.append(part);
            }
        }
        return path.toString();
    }

    private String query(Random random, Operation operation) {
        List<String> parts = new ArrayList<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("query")
                    && chance(random, parameter.path("required").asBoolean() ? 0.9 : 0.4)) {
                String name = parameter.path("name").asText();
                do {
                    parts.add(name + "="
                            + (chance(random, 0.6)
                                    ? encoded(text(random, name, parameter.path("schema")))
                                    : pick(random, ODD_TEXT)));
                } while (chance(random, 0.05));
            }
        }
        if (chance(random, 0.05)) {
            parts.add(pick(random, List.of("=", "&", "unknown=1", "a", "%ff=1", "a=%", "limit")));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private byte[] body(Random random, Operation operation, Map<String, String> headers) {
        JsonNode content = operation.description().path("requestBody").path("content");
        if (content.has("multipart/form-data")) {
            headers.put("Content-Type", "multipart/form-data; boundary=frontier");
            return form(random, resolved(content.path("multipart/form-data").path("schema")));
        }
        if (content.has("application/json")) {
            headers.put("Content-Type", "application/json");
            String json = json(random, "", content.path("application/json").path("schema"), 0);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            if (chance(random, 0.05) && bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return bytes;
        }
        return chance(random, 0.1) ? pick(random, ODD_JSON).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private byte[] form(Random random, JsonNode schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        schema.path("properties").properties().forEach(field -> {
            boolean wanted = schema.path("required").toString().contains("\"" + field.getKey() + "\"");
            if (chance(random, wanted ? 0.95 : 0.1)) {
                boolean file = field.getValue().path("format").asText().equals("binary");
                String value =
                        chance(random, 0.7) ? text(random, field.getKey(), field.getValue()) : pick(random, ODD_JSON);
                out.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\""
                                + (file ? "; filename=\"" + pick(random, values("filename")) + "\"" : "") + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                out.writeBytes((value + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        if (chance(random, 0.98)) {
            out.writeBytes("--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** A value that fits the schema, or, at times and anywhere in it, one that does not. */
    private String json(Random random, String name, JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (chance(random, depth == 0 ? 0.04 : 0.06)) {
            return pick(random, ODD_JSON);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        if (type.equals("object")) {
            return object(random, name, schema, depth);
        }
        if (type.equals("array")) {
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                elements.add(json(random, name, schema.path("items"), depth + 1));
            }
            return "[" + String.join(",", elements) + "]";
        }
        String text = text(random, name, schema);
        return type.equals("integer") || type.equals("number") || type.equals("boolean")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String object(Random random, String name, JsonNode schema, int depth) {
        List<String> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(field -> {
            boolean required = schema.path("required").toString().contains("\"" + field.getKey() + "\"");
            if (chance(random, required ? 0.97 : 0.5)) {
                fields.add("\"" + field.getKey() + "\":" + json(random, field.getKey(), field.getValue(), depth + 1));
            }
        });
        if (!schema.has("properties")) {
            for (String each : known.getOrDefault("in " + name, List.of())) {
                if (chance(random, 0.4)) {
                    fields.add("\"" + each + "\":"
                            + (chance(random, 0.5)
                                    ? pick(random, ODD_JSON)
                                    : pick(random, List.of("1", "0.1", "[1,2]", "\"a\""))));
                }
            }
        }
        if (chance(random, 0.03)) {
            fields.add("\"unknown\":" + pick(random, ODD_JSON));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private String text(Random random, String name, JsonNode schema) {
        if (schema.has("enum")) {
            return pick(random, list(schema.path("enum")));
        }
        switch (schema.path("type").asText()) {
            case "integer":
                long low = schema.path("minimum").asLong(-3);
                long high = schema.path("maximum").asLong(low + 40);
                return "" + (chance(random, 0.8) ? low + random.nextInt((int) Math.min(40, high - low + 1)) : high);
            case "number":
                return "" + random.nextDouble();
            case "boolean":
                return "" + random.nextBoolean();
            default:
                return schema.has("examples")
                        ? pick(random, list(schema.path("examples")))
                        : pick(random, values(name));
        }
    }

    private List<String> values(String name) {
        return known.getOrDefault(name, List.of("a", "b c", "ä"));
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static List<String> list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean chance(Random random, double part) {
        return random.nextDouble() < part;
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
