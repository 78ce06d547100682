package org.genera.server.http.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request asks for, as it was sent. The router and those behind it decode it and would throw, each in another
 * place, over what any client can send.
 *
 * @param sent path and query
 */
public record Target(String sent) {

    /** What is wrong with it. */
    public Optional<String> refusal() {
        if (!sent.startsWith("/")) {
            return Optional.of("expected a path of this server, such as /api/system, got " + start());
        }
        ByteBuffer decoded = ByteBuffer.allocate(sent.length());
        for (int i = 0; i < sent.length(); i++) {
            char each = sent.charAt(i);
            if (each == '%') {
                if (i + 2 >= sent.length()
                        || !HexFormat.isHexDigit(sent.charAt(i + 1))
                        || !HexFormat.isHexDigit(sent.charAt(i + 2))) {
                    return Optional.of("expected two hexadecimal digits behind each %, got " + start());
                }
                decoded.put((byte) HexFormat.fromHexDigits(sent, i + 1, i + 3));
                i += 2;
            } else if (each > ' ' && each < 0x7f) {
                decoded.put((byte) each);
            } else {
                return Optional.of("expected an address of ASCII characters, others in UTF-8 behind %");
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("expected characters in UTF-8 behind %, got " + start());
        }
    }

    private String start() {
        return sent.length() > 80 ? sent.substring(0, 80) + "…" : sent;
    }
}
