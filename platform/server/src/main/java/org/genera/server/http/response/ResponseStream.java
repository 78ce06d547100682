package org.genera.server.http.response;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response as a stream for a worker thread. A write waits until the chunk before it has gone out, so a slow client
 * slows the writer down instead of filling the heap; one that stands still for a minute is given up.
 */
public final class ResponseStream extends OutputStream {
    private static final int CHUNK_BYTES = 1 << 16;
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;

    public ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int value) throws IOException {
        if (filled == chunk.length) {
            send();
        }
        chunk[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (filled == chunk.length) {
                send();
            }
            int part = Math.min(count - done, chunk.length - filled);
            System.arraycopy(bytes, from + done, chunk, filled, part);
            filled += part;
            done += part;
        }
    }

    /** Chunks go out when they are full; a writer that flushes each row shall not send each row. */
    @Override
    public void flush() {}

    /** Sends the rest and ends the response. Closing does not: what broke off must not look whole. */
    public void finish() throws IOException {
        send();
        await(response.end());
    }

    private void send() throws IOException {
        if (response.closed()) {
            throw new IOException("the client has gone");
        }
        if (filled > 0) {
            await(response.write(Buffer.buffer().appendBytes(chunk, 0, filled)));
            filled = 0;
        }
    }

    private static void await(io.vertx.core.Future<Void> sent) throws IOException {
        try {
            sent.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the client does not take what it asked for", e);
        }
    }
}
