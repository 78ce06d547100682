package org.genera.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.genera.run.Json;
import org.jspecify.annotations.Nullable;

/** Listens to a server's live stream and holds each event against the document. */
final class HeardEvents implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Stream<String> lines;
    private final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();

    HeardEvents(URI address) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/api/stream")).build();
        try {
            lines = HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread listener = new Thread(this::listen, "events");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        String name = "";
        try {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    Contract.checkEvent(name, Json.mapper().readTree(line.substring("data: ".length())));
                }
            }
        } catch (AssertionError e) {
            failure.set(e);
        } catch (IOException | UncheckedIOException e) {
            // The server has stopped.
        }
    }

    @Override
    public void close() {
        lines.close();
        AssertionError found = failure.get();
        if (found != null) {
            throw found;
        }
    }
}
