package org.genera.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.genera.run.Home;
import org.jspecify.annotations.Nullable;

/** Keeps a second server from following the same runs. The system takes the lock back from a killed server. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException if another server has the home folder */
    static HomeLock of(Home home) {
        Path file = home.root().resolve("server.lock");
        try {
            Files.createDirectories(home.root());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("expected a home folder that no other server uses, found " + home.root()
                        + " in use; stop the other server or choose another folder with --home");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the home folder " + home.root() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
