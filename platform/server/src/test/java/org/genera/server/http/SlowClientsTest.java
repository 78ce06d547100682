package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() throws Exception {
        vertx = Vertx.vertx();
        SlowClients slow = new SlowClients(vertx, PATIENCE);
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(slow::watch)
                .requestHandler(slow.before(request -> request.body()
                        .onSuccess(body ->
                                request.response().end(Buffer.buffer(new byte[body.length() > 9 ? 500 : 5])))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** What comes before the server closes; each part is sent after a pause. */
    private static String answer(int pauseMillis, String... parts) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(5_000);
            try {
                for (String part : parts) {
                    socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(pauseMillis);
                }
            } catch (IOException e) {
                // Cut on the way; what was answered may still be read.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    @Test
    void a_head_that_never_ends_is_cut() throws IOException {
        assertThat(answer(1, "GET / HTTP/1.1\r\nHost: a\r\n")).isEmpty();
        String[] trickle = new String[20];
        java.util.Arrays.fill(trickle, "X: y\r\n");
        trickle[0] = "GET / HTTP/1.1\r\n";
        assertThat(answer(60, trickle)).isEmpty();
    }

    @Test
    void a_body_that_trickles_is_answered_and_cut() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";

        assertThat(answer(1, head + "abc"))
                .startsWith("HTTP/1.1 408")
                .contains("application/problem+json")
                .contains("got 3 bytes");
    }

    @Test
    void a_connection_that_says_nothing_more_is_closed_after_its_answer() throws IOException {
        assertThat(answer(1, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_that_comes_steadily_is_waited_for() throws IOException {
        String part = "x".repeat(1_000);

        assertThat(answer(
                        150,
                        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 6000\r\n\r\n",
                        part,
                        part,
                        part,
                        part,
                        part,
                        part))
                .startsWith("HTTP/1.1 200");
    }
}
