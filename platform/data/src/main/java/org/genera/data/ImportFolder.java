package org.genera.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder of imported sets, a folder in it for each. */
final class ImportFolder {
    private final Path folder;

    ImportFolder(Path folder) {
        this.folder = folder;
    }

    List<StoredSet> sets() {
        return List.of();
    }

    Optional<StoredSet> find(String name) {
        return Optional.empty();
    }

    DataSetCard importIdx(String name, Path images, Optional<Path> labels, String split, ImportProgress progress) {
        throw new IllegalArgumentException("importing into " + folder + " is not there yet");
    }

    void remove(String name) {}
}
