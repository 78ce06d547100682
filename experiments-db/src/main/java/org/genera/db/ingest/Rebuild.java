package org.genera.db.ingest;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.genera.db.connection.Database;
import org.genera.db.connection.Trouble;
import org.genera.db.connection.UnavailableException;
import org.genera.db.experiments.Experiments;
import org.genera.db.experiments.Sweeps;
import org.genera.db.runs.RunTable;
import org.genera.db.runs.RunTable.NewRun;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of experiments, sweeps and runs that lie in the home folder and are missing in the database into it; what is
 * there stays as it is. A run that no worker has touched is queued; any other is what its journal makes of it. What cannot
 * be taken in is left out with a reason, and keeps nothing else out. One thread runs it; others may ask how far it is.
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    /** Runs in one transaction. */
    private static final int BATCH = 50;

    private static final int CHUNK_BYTES = 1 << 20;

    /** So few are soon done, and not worth a word. */
    private static final int FEW = 200;

    private final Database database;
    private final HomeFolder folder;
    private final Deque<Path> experiments = new ArrayDeque<>();
    private final Deque<Path> sweeps = new ArrayDeque<>();
    private final Deque<Path> runs = new ArrayDeque<>();
    private final int total;
    private final Map<String, LeftOut> leftOut = new ConcurrentSkipListMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean inOrder;
    private volatile int done;
    private volatile boolean stopped;

    /**
     * What could not be taken in.
     *
     * @param place in the home folder
     * @param reason for people
     */
    public record LeftOut(String place, String reason) {}

    /**
     * How far it is.
     *
     * @param done runs that are in, or left out
     * @param total runs that were missing
     */
    public record Progress(int done, int total, boolean over, List<LeftOut> leftOut) {}

    private record Dated(Path run, Instant createdAt) {}

    private record Found(NewRun run, RunDirectory directory) {}

    /** Looks at the names of the folders, and reads none. */
    public Rebuild(Database database, Home home) {
        this.database = database;
        this.folder = new HomeFolder(home);
        Set<String> knownExperiments = ids("experiment");
        Set<String> knownSweeps = ids("sweep");
        Set<String> knownRuns = ids("run");
        for (Path experiment : folder.experiments()) {
            addMissing(List.of(experiment), knownExperiments, experiments);
            addMissing(HomeFolder.sweeps(experiment), knownSweeps, sweeps);
            addMissing(HomeFolder.runs(experiment), knownRuns, runs);
        }
        total = runs.size();
    }

    private Set<String> ids(String table) {
        return database.read(handle -> new HashSet<>(handle.createQuery("select id from " + table)
                .mapTo(String.class)
                .list()));
    }

    private static void addMissing(List<Path> folders, Set<String> known, Deque<Path> missing) {
        folders.stream()
                .filter(each -> !known.contains(each.getFileName().toString()))
                .forEach(missing::add);
    }

    /** Whether it takes so long that nobody should wait for it. */
    public boolean takesLong() {
        return total > FEW;
    }

    public boolean isOver() {
        return over.getCount() == 0;
    }

    public Progress progress() {
        return new Progress(done, total, isOver(), List.copyOf(leftOut.values()));
    }

    /** Waits for its end. */
    public void await() throws InterruptedException {
        over.await();
    }

    /** Lets it end soon, without having come to its end. */
    public void stop() {
        stopped = true;
    }

    /**
     * Takes in what is missing.
     *
     * @throws UnavailableException if the database cannot be asked; run it again to go on
     */
    public void run() {
        if (takesLong()) {
            LOG.info("the database lacks {} runs of the home folder; they are taken in now", total);
        }
        each(experiments, this::insertExperiment);
        each(sweeps, this::insertSweep);
        if (!inOrder) {
            sortRuns();
            inOrder = true;
        }
        while (!runs.isEmpty() && !stopped) {
            List<Path> batch = runs.stream().limit(BATCH).toList();
            takeIn(batch);
            batch.forEach(run -> runs.remove());
            tell(done, done + batch.size());
            done += batch.size();
        }
        if (!stopped) {
            over.countDown();
        }
    }

    private void tell(int before, int now) {
        if (takesLong() && 10L * before / total != 10L * now / total) {
            LOG.info("{} of {} runs are in the database", now, total);
        }
    }

    private void each(Deque<Path> folders, Consumer<Path> insert) {
        while (!folders.isEmpty() && !stopped) {
            Path next = folders.element();
            attempt(next, each -> {
                insert.accept(each);
                return true;
            });
            folders.remove();
        }
    }

    /** Null where the folder is left out. */
    private <T> @Nullable T attempt(Path place, Function<Path, T> deed) {
        try {
            return deed.apply(place);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LeftOut left = new LeftOut(folder.place(place), reason(e));
            leftOut.put(left.place(), left);
            LOG.warn("left out of the database: {}: {}", left.place(), left.reason());
            return null;
        }
    }

    /** Our own sentences say it all; of the engine's only what lies at the bottom does. */
    private static String reason(RuntimeException e) {
        boolean own = e instanceof IllegalArgumentException || e instanceof UncheckedIOException;
        return own ? String.valueOf(e.getMessage()).lines().findFirst().orElse("") : Trouble.reason(e);
    }

    private void insertExperiment(Path place) {
        ExperimentSpec spec = HomeFolder.experiment(place);
        database.change(handle ->
                Experiments.insert(handle, spec, HomeFolder.deleted(place).orElse(null)));
    }

    private void insertSweep(Path place) {
        SweepSpec spec = HomeFolder.sweep(place);
        database.change(
                handle -> Sweeps.insert(handle, spec, HomeFolder.stopped(place).orElse(null)));
    }

    /** In the order in which they were launched, so that they queue and sort as they did. */
    private void sortRuns() {
        List<Dated> dated = new ArrayList<>(runs.parallelStream()
                .map(run -> attempt(
                        run, each -> new Dated(each, HomeFolder.spec(each).createdAt())))
                .filter(Objects::nonNull)
                .toList());
        dated.sort(Comparator.comparing(Dated::createdAt)
                .thenComparing(each -> each.run().getFileName()));
        done = total - dated.size();
        runs.clear();
        dated.forEach(each -> runs.add(each.run()));
    }

    private void takeIn(List<Path> places) {
        List<Found> found = places.parallelStream()
                .map(place -> attempt(place, this::found))
                .filter(Objects::nonNull)
                .toList();
        try {
            database.change(handle -> insert(handle, found));
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // One that does not fit must not keep the others of its batch out.
            for (Found each : found) {
                attempt(each.directory().root(), place -> {
                    database.change(handle -> insert(handle, List.of(each)));
                    return place;
                });
            }
        }
    }

    private Found found(Path run) {
        if (leftOut.containsKey(folder.place(HomeFolder.experimentOf(run)))) {
            throw new IllegalArgumentException("expected its experiment in the database, found it left out");
        }
        return new Found(HomeFolder.run(run), new RunDirectory(run));
    }

    private static void insert(Handle handle, List<Found> found) {
        RunTable.insert(handle, found.stream().map(Found::run).toList());
        for (Found each : found) {
            handle.savepoint("journal");
            try {
                readJournal(handle, each);
                handle.releaseSavepoint("journal");
            } catch (RuntimeException e) {
                if (Trouble.of(e) != Trouble.ELSEWHERE) {
                    throw e;
                }
                // Whoever follows the run reads it again, and says on the run's page what is wrong with it.
                handle.rollbackToSavepoint("journal");
            }
        }
    }

    private static void readJournal(Handle handle, Found found) {
        RunSpec spec = found.run().spec();
        long offset = 0;
        while (true) {
            Journal.Chunk chunk = Journal.read(found.directory().journal(), offset, CHUNK_BYTES);
            if (chunk.nextOffset() == offset) {
                return;
            }
            Ingest.take(handle, spec.runId(), offset, chunk, false);
            offset = chunk.nextOffset();
        }
    }
}
