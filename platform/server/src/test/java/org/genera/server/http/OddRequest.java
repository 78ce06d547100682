package org.genera.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as bytes, well-formed or not.
 *
 * @param target as it is sent
 * @param length what the request says of its body; may be a lie
 */
record OddRequest(String method, String target, Map<String, String> headers, byte[] body, String length) {

    /** Whether the server may close without a word: it waits for a body that does not come. */
    boolean breaksOff() {
        return !length.equals("" + body.length) && !length.isEmpty();
    }

    byte[] bytes(int port) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!length.isEmpty()) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        out.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The same for a terminal. */
    String curl(int port) {
        String options = headers.entrySet().stream()
                .map(each -> " -H " + quoted(each.getKey() + ": " + each.getValue()))
                .collect(Collectors.joining());
        String data = body.length == 0
                ? ""
                : " --data-binary $"
                        + quoted(escaped(body.length > 4_000 ? java.util.Arrays.copyOf(body, 4_000) : body));
        String said = breaksOff() ? " -H 'Content-Length: " + length + "'" : "";
        return "curl -i -X " + method + options + said + data + " " + quoted("http://localhost:" + port + target);
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            boolean plain = each > ' ' && each < 0x7f && each != '\\' && each != '\'' || each == ' ';
            text.append(
                    plain ? "" + (char) each : "\\x" + java.util.HexFormat.of().toHexDigits(each));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");
}
