package org.genera.server.bin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunRow;
import org.genera.run.home.Home;
import org.genera.server.bin.BinContents.DeletedExperiment;
import org.genera.server.bin.BinContents.DeletedRun;
import org.genera.server.bin.BinContents.Emptied;
import org.genera.server.bin.BinContents.Left;
import org.genera.server.launch.FolderTree;
import org.genera.server.launch.RefusedException;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.stream.RunNews;
import org.genera.server.view.PageView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deleted runs and experiments, and how they go for good. A purge moves the folder aside first, in one step, so that a
 * rebuilt database cannot find it again; then the rows go, then the files. One that was interrupted leaves its folder
 * aside, and {@link #finishInterrupted} does the rest. Thread-safe; every method may block.
 */
public final class Bin {
    private static final Logger log = LoggerFactory.getLogger(Bin.class);
    private static final int LISTED_AT_MOST = 1_000;
    private static final int NAMED_AT_MOST = 5;

    private final Home home;
    private final ExperimentsDb db;
    private final RunLifecycle lifecycle;
    private final RunNews news;
    /** What lies in the bin does not grow any more once its workers have ended. */
    private final Map<Deletion, Long> sizes = new ConcurrentHashMap<>();

    public Bin(Home home, ExperimentsDb db, RunLifecycle lifecycle, RunNews news) {
        this.home = home;
        this.db = db;
        this.lifecycle = lifecycle;
        this.news = news;
    }

    private enum Kind {
        RUN,
        EXPERIMENT;

        private String prefix() {
            return this == RUN ? "run-" : "experiment-";
        }
    }

    private record Deletion(Kind kind, String id, @Nullable Instant at) {}

    public BinContents contents() {
        Map<String, String> names = new HashMap<>();
        List<DeletedRun> runs = db.bin().runs().stream()
                .map(row -> shown(row, names.computeIfAbsent(row.spec().experimentId(), this::name)))
                .toList();
        List<DeletedExperiment> experiments = db.bin().experiments().stream()
                .flatMap(id -> db.experiments().find(id).stream())
                .map(this::shown)
                .toList();
        long bytes = runs.stream().mapToLong(DeletedRun::bytes).sum()
                + experiments.stream().mapToLong(DeletedExperiment::bytes).sum();
        return new BinContents(bytes, page(runs), page(experiments));
    }

    private static <T> PageView<T> page(List<T> all) {
        return new PageView<>(all.size(), all.subList(0, Math.min(all.size(), LISTED_AT_MOST)));
    }

    private String name(String experiment) {
        return db.experiments()
                .find(experiment)
                .map(found -> found.spec().name())
                .orElse("");
    }

    private DeletedRun shown(RunRow row, String experimentName) {
        var spec = row.spec();
        Optional<String> kept = lifecycle.whyKept(List.of(spec.runId()));
        return new DeletedRun(
                spec.runId(),
                spec.experimentId(),
                experimentName,
                spec.family(),
                spec.variant(),
                spec.seed(),
                row.state().word(),
                spec.createdAt(),
                row.deletedAt(),
                bytes(new Deletion(Kind.RUN, spec.runId(), row.deletedAt()), folder(row), kept.isEmpty()),
                spec.sweep() == null || spec.sweep().id().isEmpty()
                        ? null
                        : spec.sweep().id(),
                kept.orElse(null),
                buildingOn(List.of(spec.runId())));
    }

    private DeletedExperiment shown(ExperimentRow row) {
        String id = row.spec().id();
        List<String> runs = db.bin().runsOf(id);
        Optional<String> kept = lifecycle.whyKept(runs);
        return new DeletedExperiment(
                id,
                row.spec().name(),
                row.families(),
                runs.size(),
                row.spec().createdAt(),
                row.deletedAt(),
                bytes(new Deletion(Kind.EXPERIMENT, id, row.deletedAt()), home.experiment(id), kept.isEmpty()),
                kept.orElse(null),
                buildingOn(runs));
    }

    /** Ids of the runs that would lose what they build on; those that go too do not count. */
    private List<String> buildingOn(List<String> going) {
        return db.runs().buildingOn(going).stream()
                .map(row -> row.spec().runId())
                .filter(id -> !going.contains(id))
                .toList();
    }

    private void requireNotBuiltOn(String what, List<String> going) {
        List<String> others = buildingOn(going);
        if (!others.isEmpty()) {
            String named = String.join(", ", others.subList(0, Math.min(NAMED_AT_MOST, others.size())));
            throw new RefusedException("expected " + what + " that no other run builds on, found that "
                    + (others.size() == 1 ? "run " : others.size() + " runs do: ") + named
                    + (others.size() > NAMED_AT_MOST ? " …" : others.size() == 1 ? " does" : "")
                    + "; purge those first, or insist on it, after which they can be looked at but neither trained,"
                    + " drawn from nor evaluated");
        }
    }

    private long bytes(Deletion deletion, Path folder, boolean settled) {
        return settled
                ? sizes.computeIfAbsent(deletion, none -> new FolderTree(folder).bytes())
                : new FolderTree(folder).bytes();
    }

    /**
     * Purges a deleted run.
     *
     * @param forced even if other runs build on it
     * @throws RefusedException if it is not deleted, its worker lives, a request about it is open, or others build on it
     */
    public void purge(RunRow row, boolean forced) {
        String id = row.spec().runId();
        if (row.deletedAt() == null) {
            throw new RefusedException("expected a run in the bin, found it not deleted; delete it first");
        }
        lifecycle.takeAway(List.of(id), () -> {
            if (!forced) {
                requireNotBuiltOn("a run", List.of(id));
            }
            setAside(Kind.RUN, id, folder(row));
            db.bin().purgeRun(id);
        });
        news.purged("run", id);
        news.experimentChanged(row.spec().experimentId());
        clear(Kind.RUN, id);
    }

    /**
     * Purges a deleted experiment with all its runs.
     *
     * @param forced even if runs of other experiments build on runs of it
     * @throws RefusedException if it is not deleted, a worker of it lives, a request about a run of it is open, or others build
     *     on it
     */
    public void purge(ExperimentRow row, boolean forced) {
        String id = row.spec().id();
        if (row.deletedAt() == null) {
            throw new RefusedException("expected an experiment in the bin, found it not deleted; delete it first");
        }
        List<String> runs = db.bin().runsOf(id);
        lifecycle.takeAway(runs, () -> {
            if (!forced) {
                requireNotBuiltOn("an experiment", runs);
            }
            setAside(Kind.EXPERIMENT, id, home.experiment(id));
        });
        // Outside of the lock: runs in their thousands take their time, and others are to be followed meanwhile.
        db.bin().purgeExperiment(id);
        news.purged("experiment", id);
        clear(Kind.EXPERIMENT, id);
    }

    /** Purges all that can be purged now; what others build on goes after these, and stays if they do. */
    public Emptied empty() {
        BinContents before = contents();
        List<Left> left = new ArrayList<>();
        int experiments = 0;
        int runs = 0;
        int gone;
        do {
            left.clear();
            gone = 0;
            for (RunRow row : db.bin().runs()) {
                gone += gone(() -> purge(row, false), "run", row.spec().runId(), left);
            }
            runs += gone;
            for (String id : db.bin().experiments()) {
                int one = db.experiments()
                        .find(id)
                        .map(row -> gone(() -> purge(row, false), "experiment", id, left))
                        .orElse(0);
                experiments += one;
                gone += one;
            }
        } while (gone > 0 && !left.isEmpty());
        long remaining = left.isEmpty() ? 0 : contents().bytes();
        return new Emptied(runs, experiments, Math.max(0, before.bytes() - remaining), left);
    }

    private static int gone(Runnable purge, String kind, String id, List<Left> left) {
        try {
            purge.run();
            return 1;
        } catch (RefusedException e) {
            left.add(new Left(kind, id, String.valueOf(e.getMessage())));
            return 0;
        }
    }

    /** Completes purges that an earlier server had begun: the rows at once, the files beside what else there is to do. */
    public void finishInterrupted() {
        if (!Files.isDirectory(home.purged())) {
            return;
        }
        try (Stream<Path> folders = Files.list(home.purged())) {
            for (Path folder : folders.toList()) {
                String name = String.valueOf(folder.getFileName());
                if (name.startsWith(Kind.RUN.prefix())) {
                    db.bin().purgeRun(name.substring(Kind.RUN.prefix().length()));
                } else if (name.startsWith(Kind.EXPERIMENT.prefix())) {
                    db.bin()
                            .purgeExperiment(
                                    name.substring(Kind.EXPERIMENT.prefix().length()));
                }
            }
        } catch (IOException e) {
            log.warn("cannot complete earlier purges in {}: {}", home.purged(), e.getMessage());
            return;
        }
        Thread files = new Thread(() -> delete(home.purged()), "genera-purge");
        files.setDaemon(true);
        files.start();
    }

    /** The folder may have been moved by an earlier attempt. */
    private void setAside(Kind kind, String id, Path folder) {
        try {
            Files.createDirectories(home.purged());
            if (Files.exists(folder)) {
                Path aside = aside(kind, id);
                new FolderTree(aside).delete();
                Files.move(folder, aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + folder + " aside: " + e.getMessage(), e);
        }
    }

    private void clear(Kind kind, String id) {
        sizes.keySet().removeIf(known -> known.kind() == kind && known.id().equals(id));
        delete(aside(kind, id));
    }

    private static void delete(Path folder) {
        try {
            new FolderTree(folder).delete();
        } catch (IOException e) {
            log.warn("cannot delete {}; the next start tries again: {}", folder, e.getMessage());
        }
    }

    private Path aside(Kind kind, String id) {
        return home.purged().resolve(kind.prefix() + id);
    }

    private Path folder(RunRow row) {
        return home.run(row.spec().experimentId(), row.spec().runId()).root();
    }
}
