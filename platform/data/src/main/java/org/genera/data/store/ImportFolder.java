package org.genera.data.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.StoredSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of imported sets, a folder in it for each. A set appears and goes by a rename, so nobody ever sees half of
 * one; what is not finished has a name with a dot in front.
 */
public final class ImportFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);
    private static final Pattern NAME = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String UNFINISHED = ".unfinished-";
    private static final String COMMAND = "command.txt";

    private final Path folder;

    public ImportFolder(Path folder) {
        this.folder = folder;
    }

    /** All sets by name; a folder that cannot be read as one is logged and left out. */
    public List<StoredSet> sets() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the imported data sets in " + folder, e);
        }
    }

    public Optional<StoredSet> find(String name) {
        if (!NAME.matcher(name).matches() || !Files.isDirectory(folder.resolve(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ImportedSet.read(folder.resolve(name)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is not a readable data set and is left out: {}", folder.resolve(name), e.toString());
            return Optional.empty();
        }
    }

    public DataSetCard importSet(
            String name, DataSource source, String split, String command, ImportProgress progress) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: expected lower-case words joined by dashes, 64 characters at most, such as mnist-10k, got \""
                            + name + "\"");
        }
        requireFree(name);
        try {
            Files.createDirectories(folder);
            sweep();
            Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
            Thread atShutdown = new Thread(() -> removeQuietly(unfinished));
            Runtime.getRuntime().addShutdownHook(atShutdown);
            try (InUse inUse = InUse.mark(unfinished)) {
                try (DataSetWriter set = new DataSetWriter(unfinished, name, split, progress)) {
                    source.into(set);
                    set.notes().write(unfinished);
                }
                Files.writeString(unfinished.resolve(COMMAND), command);
                inUse.unmark();
                rename(unfinished, name);
            } finally {
                removeQuietly(unfinished);
                removeHook(atShutdown);
            }
            return ImportedSet.read(folder.resolve(name)).card();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot import " + source.path() + " into " + folder + ": " + e, e);
        }
    }

    /** How a set came here, if it is one. */
    public Optional<ImportRecord> record(String name) {
        Optional<StoredSet> found = find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path set = folder.resolve(name);
        try (Stream<Path> files = Files.list(set)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            Path command = set.resolve(COMMAND);
            return Optional.of(new ImportRecord(
                    Files.exists(command) ? Files.readString(command) : "",
                    found.get().split().toString(),
                    bytes,
                    ImportedSet.cardWritten(set),
                    ImportNotes.read(set)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + set + ": " + e, e);
        }
    }

    public void remove(String name) {
        try {
            Path doomed = Files.createTempDirectory(folder, UNFINISHED);
            Files.move(folder.resolve(name), doomed.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            removeQuietly(doomed);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder.resolve(name) + ": " + e, e);
        }
    }

    private void rename(Path unfinished, String name) throws IOException {
        requireFree(name);
        try {
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw taken(name);
        }
    }

    private void requireFree(String name) {
        if (Files.exists(folder.resolve(name))) {
            throw taken(name);
        }
    }

    private IllegalArgumentException taken(String name) {
        return new IllegalArgumentException("name: expected a name that is free, got \"" + name
                + "\", which exists; remove that data set first or choose another name");
    }

    /** Removes what killed processes have left behind; what a living one is at work on stays. */
    public void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (String.valueOf(entry.getFileName()).startsWith(UNFINISHED) && !InUse.by(entry)) {
                    removeQuietly(entry);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot look for unfinished imports in {}: {}", folder, e.toString());
        }
    }

    private static void removeQuietly(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            removeAll(path);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot remove {}: {}", path, e.toString());
        }
    }

    static void removeAll(Path path) throws IOException {
        try (Stream<Path> below = Files.walk(path)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending and the hook runs");
        }
    }
}
