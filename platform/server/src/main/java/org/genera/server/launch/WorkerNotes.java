package org.genera.server.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty file for each run whose worker is followed. A run may have ended before its worker has, and a server that is
 * killed in between leaves its successor these notes: to look into the directories of all ended runs would take too long.
 *
 * @param folder of the notes
 */
record WorkerNotes(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerNotes.class);

    void put(String run) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(run), new byte[0]);
        } catch (IOException e) {
            // It matters only where this server is killed at the wrong moment.
            LOG.warn("cannot note that the worker of run {} lives: {}", run, e.getMessage());
        }
    }

    void remove(String run) {
        try {
            Files.deleteIfExists(folder.resolve(run));
        } catch (IOException e) {
            LOG.warn("cannot note that the worker of run {} has ended: {}", run, e.getMessage());
        }
    }

    /** Ids of runs. */
    List<String> all() {
        List<String> runs = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return runs;
        }
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder)) {
            notes.forEach(note -> runs.add(String.valueOf(note.getFileName())));
        } catch (IOException e) {
            LOG.warn("cannot read which workers an earlier server followed: {}", e.getMessage());
        }
        return runs;
    }
}
