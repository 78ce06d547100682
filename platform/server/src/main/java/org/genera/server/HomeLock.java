package org.genera.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.genera.run.Home;
import org.genera.run.LockFile;

/** Keeps a second server from following the same runs. */
final class HomeLock implements AutoCloseable {
    private final LockFile file;

    private HomeLock(LockFile file) {
        this.file = file;
    }

    /** @throws IllegalStateException if another server has the home folder */
    static HomeLock of(Home home) {
        try {
            Files.createDirectories(home.root());
            return LockFile.ifFree(home.root().resolve("server.lock"))
                    .map(HomeLock::new)
                    .orElseThrow(() -> new IllegalStateException(
                            "expected a home folder that no other server uses, found " + home.root()
                                    + " in use; stop the other server or choose another folder with --home"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the home folder " + home.root() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
