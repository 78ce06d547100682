package org.genera.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.genera.run.Json;
import org.genera.run.RunDirectory;
import org.genera.spi.GenerativeModel;

/**
 * The checkpoints of a run. A folder {@code step-000000100} holds {@code model/} and {@code checkpoint.json}; it is
 * written under another name and then renamed, so that one with that file is complete.
 */
final class Checkpoints {
    private static final String FILE = "checkpoint.json";
    private static final String MODEL = "model";

    private final RunDirectory run;

    Checkpoints(RunDirectory run) {
        this.run = run;
    }

    /** Complete ones in rising order of steps. */
    List<Checkpoint> all() {
        List<Checkpoint> all = new ArrayList<>();
        if (!Files.isDirectory(run.checkpoints())) {
            return all;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.checkpoints(), "step-*")) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(FILE))) {
                    all.add(Json.readFile(folder.resolve(FILE), Checkpoint.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run.checkpoints() + ": " + e.getMessage(), e);
        }
        all.sort(Comparator.comparingLong(Checkpoint::step));
        return all;
    }

    Optional<Checkpoint> last() {
        List<Checkpoint> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * The one to open for a wish.
     *
     * @param step of training, empty for the last
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    Checkpoint wanted(OptionalLong step) {
        List<Checkpoint> all = all();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the run has no checkpoint yet; ask again once it has written one");
        }
        if (step.isEmpty()) {
            return all.get(all.size() - 1);
        }
        return all.stream()
                .filter(each -> each.step() == step.getAsLong())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("step: expected one of the kept checkpoints "
                        + all.stream().map(Checkpoint::step).toList() + ", got " + step.getAsLong()));
    }

    boolean has(long step) {
        return Files.exists(run.checkpoint(step).resolve(FILE));
    }

    void restore(Checkpoint checkpoint, GenerativeModel model) {
        model.restore(run.checkpoint(checkpoint.step()).resolve(MODEL));
    }

    /** Writes a checkpoint, whole or not at all; keeps the one that is there for this step, which holds the same. */
    void save(Checkpoint checkpoint, GenerativeModel model) {
        if (has(checkpoint.step())) {
            return;
        }
        Path folder = run.checkpoint(checkpoint.step());
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            delete(partial);
            delete(folder);
            Files.createDirectories(partial.resolve(MODEL));
            model.save(partial.resolve(MODEL));
            Json.writeFile(partial.resolve(FILE), checkpoint);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Deletes all but the newest. */
    void keepNewest(int count) {
        List<Checkpoint> all = all();
        for (Checkpoint old : all.subList(0, Math.max(0, all.size() - count))) {
            remove(old.step());
        }
    }

    /** Deletes a checkpoint; a kill in the middle leaves an incomplete one, which nobody reads. */
    void remove(long step) {
        try {
            Files.deleteIfExists(run.checkpoint(step).resolve(FILE));
            delete(run.checkpoint(step));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the checkpoint of step " + step + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
