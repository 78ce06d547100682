package org.genera.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** The body of an answer, closed when nothing comes for a while: a read would wait for ever. */
final class StallGuard implements AutoCloseable {
    private final InputStream body;
    private final Duration patience;
    private final Timer timer = new Timer("download-stall", true);
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream body, Duration patience) {
        this.body = body;
        this.patience = patience;
        long period = Math.max(1, patience.toMillis() / 4);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        closeIfStalled();
                    }
                },
                period,
                period);
    }

    int read(byte[] target) throws IOException {
        try {
            int length = body.read(target);
            lastNanos = System.nanoTime();
            if (stalled) {
                throw new IOException("the stream was closed");
            }
            return length;
        } catch (IOException e) {
            throw stalled ? new IOException("expected more bytes, got none for " + patience.toSeconds() + " s", e) : e;
        }
    }

    private void closeIfStalled() {
        if (System.nanoTime() - lastNanos > patience.toNanos()) {
            stalled = true;
            try {
                body.close();
            } catch (IOException e) {
                stalled = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        timer.cancel();
        body.close();
    }
}
