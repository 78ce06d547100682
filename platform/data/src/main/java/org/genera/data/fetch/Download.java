package org.genera.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.genera.data.store.ImportProgress;

/** One request for what is still missing of a file. */
final class Download {
    /** More than any of the known files has. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final Duration patience;

    /**
     * @param patience how long a server may say nothing
     */
    Download(Duration patience) {
        this.patience = patience;
    }

    /** The server's answer was a clear no, which asking again does not change. */
    static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }

    /** Appends to a part of the file, which may be empty, until it is whole. */
    void goOn(URI address, Path part, ImportProgress progress) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(file, part)) {
            long have = file.size();
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address).timeout(patience).header("User-Agent", "genera");
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            HttpResponse<InputStream> response = send(request.build());
            try (StallGuard body = new StallGuard(response.body(), patience)) {
                long start = start(response, have);
                if (start < 0) {
                    return;
                }
                file.truncate(start);
                file.position(start);
                receive(body, file, start, total(response, start), progress);
            }
            file.force(false);
            if (!lock.isValid()) {
                throw new IOException("lost the lock of " + part);
            }
        }
    }

    private static FileLock lock(FileChannel file, Path part) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new Refused("expected to be the only one that downloads " + part.getFileName() + ", found another");
        }
        throw new Refused("expected to be the only one that downloads " + part.getFileName() + ", found another");
    }

    /** At which byte the answer starts; negative where everything is there already. */
    private static long start(HttpResponse<InputStream> response, long have) throws IOException {
        int status = response.statusCode();
        if (status == OK) {
            return 0;
        }
        if (status == PARTIAL) {
            String range = response.headers().firstValue("Content-Range").orElse("none");
            if (range.startsWith("bytes " + have + "-")) {
                return have;
            }
            throw new IOException("expected bytes from " + have + " on, got " + range);
        }
        if (status == RANGE_NOT_SATISFIABLE && have > 0) {
            return -1;
        }
        String message = "expected status 200, got " + status;
        throw status >= 500 ? new IOException(message) : new Refused(message);
    }

    private static long total(HttpResponse<InputStream> response, long start) throws IOException {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (start + length > MOST_BYTES) {
            throw new Refused("expected at most " + (MOST_BYTES >> 20) + " MiB, got " + ((start + length) >> 20)
                    + " MiB announced");
        }
        return length < 0 ? -1 : start + length;
    }

    private static void receive(StallGuard body, FileChannel file, long start, long total, ImportProgress progress)
            throws IOException {
        byte[] block = new byte[1 << 16];
        long have = start;
        for (int length = body.read(block); length >= 0; length = body.read(block)) {
            ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            have += length;
            if (have > MOST_BYTES) {
                throw new Refused("expected at most " + (MOST_BYTES >> 20) + " MiB, got more");
            }
            progress.read(have, Math.max(have, total));
        }
        if (total >= 0 && have < total) {
            throw new IOException("expected " + total + " bytes, got " + have);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }
}
