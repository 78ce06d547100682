package org.genera.data.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a process on a folder that it works in: a locked file, which the system frees when the process dies,
 * however it dies.
 */
final class InUse implements AutoCloseable {
    private static final String FILE = "in-use.lock";
    /** Between the making of a folder and the mark on it. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** A process that opens and closes a file which it has locked loses the lock, so its own are never looked at. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private InUse(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static InUse mark(Path folder) throws IOException {
        Path marked = folder.toAbsolutePath().normalize();
        OF_THIS_PROCESS.add(marked);
        FileChannel channel =
                FileChannel.open(marked.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return new InUse(marked, channel);
    }

    /** Whether a living process has marked the folder, or may be about to. */
    static boolean by(Path folder) {
        Path marked = folder.toAbsolutePath().normalize();
        if (OF_THIS_PROCESS.contains(marked)) {
            return true;
        }
        Path file = marked.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Files.getLastModifiedTime(marked)
                        .toInstant()
                        .isAfter(Instant.now().minus(GRACE));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                @Nullable FileLock lock = channel.tryLock();
                return lock == null;
            }
        } catch (IOException e) {
            // It went meanwhile, or cannot be told; the next look tries again.
            return true;
        }
    }

    /** Takes the mark away, so that the folder can be handed over as it is. */
    void unmark() throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OF_THIS_PROCESS.remove(folder);
        }
    }
}
