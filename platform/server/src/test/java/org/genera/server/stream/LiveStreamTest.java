package org.genera.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private LiveStream stream;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        stream = new LiveStream(vertx);
        HttpServer server = vertx.createHttpServer().requestHandler(stream::open);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void a_reader_gets_what_is_published_in_order_with_ids() throws IOException {
        try (Reader reader = new Reader(null)) {
            assertThat(reader.next().type()).isEqualTo("hello");
            for (int i = 0; i < 100; i++) {
                stream.publish("tick", Map.of("i", i));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(reader.next().data()).isEqualTo("{\"i\":" + i + "}");
            }
        }
    }

    @Test
    void a_reader_that_comes_back_misses_nothing_and_gets_nothing_twice() throws IOException {
        String last;
        try (Reader reader = new Reader(null)) {
            reader.next();
            stream.publish("tick", 0);
            last = reader.next().id();
        }
        stream.publish("tick", 1);
        stream.publish("tick", 2);

        try (Reader reader = new Reader(last)) {
            stream.publish("tick", 3);
            assertThat(List.of(
                            reader.next().data(),
                            reader.next().data(),
                            reader.next().data()))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void a_reader_cut_before_its_first_event_resumes_by_the_greeting() throws IOException {
        String greeting;
        try (Reader reader = new Reader(null)) {
            greeting = reader.next().id();
        }
        stream.publish("tick", 1);

        try (Reader reader = new Reader(greeting)) {
            assertThat(reader.next().data()).isEqualTo("1");
        }
    }

    @Test
    void a_reader_that_opens_anew_names_the_last_event_in_the_address() throws IOException {
        String last;
        try (Reader reader = new Reader(null)) {
            last = reader.next().id();
        }
        stream.publish("tick", 1);

        try (Reader reader = new Reader("/?after=" + last, null)) {
            assertThat(reader.next().data()).isEqualTo("1");
        }
        try (Reader reader = new Reader("/?after=another-7", null)) {
            assertThat(reader.next().type()).isEqualTo("gap");
        }
    }

    @Test
    void what_cannot_be_replayed_is_a_gap_from_which_the_stream_goes_on() throws IOException {
        stream.publish("tick", 1);
        try (Reader reader = new Reader("another-7")) {
            Event gap = reader.next();
            assertThat(gap.type()).isEqualTo("gap");
            stream.publish("tick", 2);
            assertThat(reader.next().data()).isEqualTo("2");
        }
    }

    @Test
    void a_reader_that_never_reads_is_cut_while_the_others_are_served() throws Exception {
        String padding = "x".repeat(100_000);
        try (Reader idle = new Reader(null);
                Reader eager = new Reader(null)) {
            eager.next();
            boolean cut = false;
            for (int i = 0; i < 600 && !cut; i++) {
                stream.publish("tick", padding + i);
                assertThat(eager.next().data()).endsWith(i + "\"");
                cut = stream.readers() == 1;
            }

            assertThat(cut).isTrue();
        }
    }

    private record Event(String id, String type, String data) {}

    private final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Reader(String lastEventId) throws IOException {
            this("/", lastEventId);
        }

        Reader(String path, String lastEventId) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next event; the lines between that frame chunks are passed over. */
        Event next() throws IOException {
            List<String> lines = new ArrayList<>();
            String line = in.readLine();
            while (line != null) {
                if (line.startsWith("id: ") || line.startsWith("event: ") || line.startsWith("data: ")) {
                    lines.add(line.substring(line.indexOf(' ') + 1));
                }
                if (lines.size() == 3) {
                    return new Event(lines.get(0), lines.get(1), lines.get(2));
                }
                line = in.readLine();
            }
            throw new IOException("the stream ended");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
