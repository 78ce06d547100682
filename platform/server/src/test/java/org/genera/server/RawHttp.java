package org.genera.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends what no well-behaved client would. */
public final class RawHttp {

    private RawHttp() {}

    /** The whole answer to a request that closes its connection, or its head if it does not end. */
    public static String answer(URI server, String requestLine, String... headers) {
        String request = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n" : "") + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            int read = in.read(buffer);
            while (read > 0) {
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                if (answer.indexOf("text/event-stream") >= 0) {
                    return answer.toString();
                }
                read = in.read(buffer);
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int status(URI server, String requestLine, String... headers) {
        String answer = answer(server, requestLine, headers);
        return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
    }
}
