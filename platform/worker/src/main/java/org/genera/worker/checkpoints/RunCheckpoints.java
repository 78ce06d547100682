package org.genera.worker.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.run.Json;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.ModelFiles;
import org.genera.run.home.RunDirectory;
import org.genera.spi.Model;
import org.genera.worker.process.RunFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run. A folder {@code step-000000100} holds {@code model/} and {@code checkpoint.json}; it is
 * written under another name and then renamed, so that one with that file is complete.
 */
public final class RunCheckpoints {
    private static final String FILE = KeptCheckpoint.DESCRIPTION;
    private static final String MODEL = KeptCheckpoint.MODEL;

    private static final Logger LOG = LoggerFactory.getLogger(RunCheckpoints.class);

    private final RunDirectory run;
    private final Set<Long> passedOver = new HashSet<>();

    public RunCheckpoints(RunDirectory run) {
        this.run = run;
    }

    /**
     * A checkpoint that a model was restored from, and what was passed over on the way.
     *
     * @param notices a sentence for each damaged one
     */
    public record Restored(Optional<Checkpoint> checkpoint, List<String> notices) {}

    /** Complete ones in rising order of steps, without those whose description cannot be read. */
    public List<Checkpoint> all() {
        return complete().stream()
                .flatMap(folder -> described(folder).stream())
                .sorted(Comparator.comparingLong(Checkpoint::step))
                .toList();
    }

    private List<Path> complete() {
        List<Path> complete = new ArrayList<>();
        if (!Files.isDirectory(run.checkpoints())) {
            return complete;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.checkpoints(), "step-*")) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(FILE))) {
                    complete.add(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run.checkpoints() + ": " + e.getMessage(), e);
        }
        return complete;
    }

    private static Optional<Checkpoint> described(Path folder) {
        try {
            Checkpoint found = Json.readFile(folder.resolve(FILE), Checkpoint.class);
            return found == null || found.pending() == null ? Optional.empty() : Optional.of(found);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with its files; empty if they are as they were written, or nobody knows how that was. */
    Optional<String> damage(Checkpoint checkpoint) {
        return model(checkpoint).damage(checkpoint.sha256());
    }

    private ModelFiles model(Checkpoint checkpoint) {
        return new ModelFiles(run.checkpoint(checkpoint.step()).resolve(MODEL));
    }

    public Optional<Checkpoint> last() {
        List<Checkpoint> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * The one to open for a request.
     *
     * @param step of training, empty for the last
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    public Checkpoint wanted(OptionalLong step) {
        List<Checkpoint> all = all();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the run has no checkpoint yet; ask again once it has written one");
        }
        Checkpoint wanted = step.isEmpty()
                ? all.get(all.size() - 1)
                : all.stream()
                        .filter(each -> each.step() == step.getAsLong())
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("step: expected one of the kept checkpoints "
                                + all.stream().map(Checkpoint::step).toList() + ", got " + step.getAsLong()));
        damage(wanted).ifPresent(what -> {
            List<Long> whole = all.stream()
                    .filter(each -> damage(each).isEmpty())
                    .map(Checkpoint::step)
                    .toList();
            throw new IllegalArgumentException("step: the checkpoint of step " + wanted.step() + " is damaged, " + what
                    + (whole.isEmpty() ? "; no other is whole" : "; choose one of those that are whole, " + whole));
        });
        return wanted;
    }

    /** Whether there is one of this step that is whole. */
    public boolean has(long step) {
        Path folder = run.checkpoint(step);
        return Files.exists(folder.resolve(FILE))
                && described(folder).filter(each -> damage(each).isEmpty()).isPresent();
    }

    public void restore(Checkpoint checkpoint, Model model) {
        model.restore(model(checkpoint).folder());
    }

    /** Restores the newest that is whole, and deletes nothing. */
    public Restored restoreNewest(Model model) {
        List<Checkpoint> newestFirst = new ArrayList<>(all());
        Collections.reverse(newestFirst);
        List<String> notices = new ArrayList<>();
        complete().stream()
                .filter(folder -> described(folder).isEmpty())
                .forEach(folder -> notices.add("The checkpoint " + folder.getFileName()
                        + " is damaged, its description cannot be read; it is passed over."));
        for (Checkpoint checkpoint : newestFirst) {
            Optional<String> damage = damage(checkpoint);
            if (damage.isEmpty()) {
                try {
                    restore(checkpoint, model);
                    return new Restored(Optional.of(checkpoint), notices);
                } catch (RuntimeException e) {
                    if (!checkpoint.sha256().isEmpty()) {
                        throw e;
                    }
                    // Of an earlier version, with no hashes: that it cannot be restored is all that tells its damage.
                    LOG.warn("cannot restore the checkpoint of step {}", checkpoint.step(), e);
                    damage = Optional.of("it cannot be restored: " + RunFailed.words(e));
                }
            }
            passedOver.add(checkpoint.step());
            notices.add("The checkpoint of step " + checkpoint.step() + " is damaged, " + damage.get()
                    + "; it is passed over.");
        }
        return new Restored(Optional.empty(), notices);
    }

    /** Writes a checkpoint, whole or not at all; keeps the one that is there for this step, which holds the same. */
    public void save(Checkpoint checkpoint, Model model) {
        if (has(checkpoint.step())) {
            return;
        }
        Path folder = run.checkpoint(checkpoint.step());
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try {
            delete(partial);
            Files.createDirectories(partial.resolve(MODEL));
            model.save(partial.resolve(MODEL));
            Json.writeFile(partial.resolve(FILE), checkpoint.of(new ModelFiles(partial.resolve(MODEL)).hashes()));
            delete(folder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            passedOver.remove(checkpoint.step());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the checkpoint " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Deletes all but the newest; one that is damaged, or that other runs build on, neither counts nor goes. */
    public void keepNewest(int count) {
        List<Checkpoint> all = all().stream()
                .filter(each -> !passedOver.contains(each.step()) && !run.isPinned(each.step()))
                .toList();
        for (Checkpoint old : all.subList(0, Math.max(0, all.size() - count))) {
            remove(old.step());
        }
    }

    /** Deletes a checkpoint that no other run builds on; a kill in the middle leaves an incomplete one, which nobody reads. */
    public void remove(long step) {
        if (run.isPinned(step)) {
            return;
        }
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
