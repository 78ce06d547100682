package org.genera.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.genera.run.home.Home;
import org.genera.run.home.LockFile;

/** Keeps a second server from following the same runs. */
final class HomeLock implements AutoCloseable {
    private final LockFile file;

    private HomeLock(LockFile file) {
        this.file = file;
    }

    /** @throws IllegalStateException if another server has the home folder */
    static HomeLock of(Home home) {
        if (Files.exists(home.root()) && !Files.isDirectory(home.root())) {
            throw new IllegalArgumentException(
                    "expected a folder as home, found the file " + home.root() + "; choose another with --home");
        }
        try {
            Files.createDirectories(home.root());
            return LockFile.ifFree(home.root().resolve("server.lock"))
                    .map(HomeLock::new)
                    .orElseThrow(() -> new IllegalStateException(
                            "expected a home folder that no other server uses, found " + home.root()
                                    + " in use; stop the other server or choose another folder with --home"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot write in the home folder " + home.root() + " (" + reason(e)
                            + "); choose another with --home",
                    e);
        }
    }

    /** Of the system's messages, some are the path alone. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
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
