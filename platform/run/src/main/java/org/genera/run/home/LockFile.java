package org.genera.run.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one holder at a time has, in all processes and threads. The system takes it back from a process that
 * dies; the file itself stays. Thread-safe.
 */
public final class LockFile implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    /** Those of this process: POSIX drops a process's lock when it closes the file, through whichever channel. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Asked before each look but the first.
     *
     * @param <E> how it says that it waits no longer
     */
    @FunctionalInterface
    public interface Patience<E extends Exception> {
        /** @param waitedMillis since the first look */
        void go(long waitedMillis) throws E;
    }

    /** The file, or nothing where another has it. */
    public static Optional<LockFile> ifFree(Path wanted) throws IOException {
        Path file = wanted.toAbsolutePath().normalize();
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        LockFile taken = null;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                taken = channel.tryLock() == null ? null : new LockFile(file, channel);
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
        } finally {
            if (taken == null) {
                HELD_HERE.remove(file);
            }
        }
        return Optional.ofNullable(taken);
    }

    /** The file, as soon as nobody else has it. */
    public static <E extends Exception> LockFile await(Path wanted, Patience<E> patience) throws IOException, E {
        long start = System.nanoTime();
        while (true) {
            Optional<LockFile> taken = ifFree(wanted);
            if (taken.isPresent()) {
                return taken.get();
            }
            patience.go((System.nanoTime() - start) / 1_000_000);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for " + wanted, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
