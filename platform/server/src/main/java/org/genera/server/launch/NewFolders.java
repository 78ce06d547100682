package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.genera.run.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that come to be together with their rows in the database, or not at all. Not thread-safe. */
final class NewFolders {
    private static final Logger log = LoggerFactory.getLogger(NewFolders.class);

    private final List<Path> made = new ArrayList<>();

    private NewFolders() {}

    /** Does the deed; if it fails, the folders that it wrote go away again. */
    static <T> T orNone(Function<NewFolders, T> deed) {
        NewFolders folders = new NewFolders();
        try {
            return deed.apply(folders);
        } catch (RuntimeException e) {
            folders.made.forEach(NewFolders::remove);
            throw e;
        }
    }

    /** Makes a folder with a file that says what it is. */
    void write(Path folder, Path file, Object content) {
        try {
            made.add(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder + ": " + e.getMessage(), e);
        }
        Json.writeFile(file, content);
    }

    private static void remove(Path folder) {
        try {
            new FolderTree(folder).delete();
        } catch (IOException e) {
            log.warn("cannot remove {}, which has no row in the database: {}", folder, e.getMessage());
        }
    }
}
