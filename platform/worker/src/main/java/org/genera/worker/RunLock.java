package org.genera.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import org.genera.run.RunDirectory;

/** Lets one worker at a time write to a run: a draw and a resume may be asked for in the same second. */
final class RunLock implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 100;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if another worker holds the run for more than a minute */
    static RunLock of(RunDirectory run) throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                run.root().resolve("worker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long start = System.nanoTime();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - start > PATIENCE_MILLIS * 1_000_000) {
                channel.close();
                throw new IOException("another worker has been writing to " + run.root() + " for a minute");
            }
            Thread.sleep(PAUSE_MILLIS);
            lock = channel.tryLock();
        }
        return new RunLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
