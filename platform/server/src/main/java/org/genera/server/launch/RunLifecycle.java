package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.db.ExperimentsDb;
import org.genera.db.runs.RunRow;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.request.RunRequest;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.stream.RunNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of runs, and the runs whose workers are followed. Thread-safe; every method may block on files and the
 * database, so none belongs on an event loop.
 */
public final class RunLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunLifecycle.class);

    private final Home home;
    private final ExperimentsDb db;
    private final WorkerLauncher launcher;
    private final DeviceSlots devices;
    private final RunNews news;
    private final Duration cancelGrace;
    private final JobQueue jobs;
    private final WorkerNotes notes;
    private final Map<String, RunRow> queued = new LinkedHashMap<>();
    private final Map<String, FollowedRun> followed = new LinkedHashMap<>();
    private final BackOff granting = new BackOff("granting requests");
    private final BackOff starting = new BackOff("starting runs");
    private final BackOff telling = new BackOff("telling what has changed");

    /** @param cancelGrace between asking a worker to stop and ending it */
    public RunLifecycle(
            Home home,
            ExperimentsDb db,
            WorkerLauncher launcher,
            DeviceSlots devices,
            RunNews news,
            Duration cancelGrace) {
        this.home = home;
        this.db = db;
        this.launcher = launcher;
        this.devices = devices;
        this.news = news;
        this.cancelGrace = cancelGrace;
        this.notes = new WorkerNotes(home.workers());
        this.jobs = new JobQueue(home, db, launcher, news);
    }

    /** Takes up what an earlier server left: follows living workers, finds dead ones, fills the queue. */
    public synchronized void reconcile() {
        for (RunRow row : db.runs().unfinished()) {
            takeUp(row);
        }
        for (String run : notes.all()) {
            if (!followed.containsKey(run)) {
                db.runs()
                        .find(run)
                        .filter(row -> row.state().ended())
                        .ifPresentOrElse(row -> follow(row).endWorker(), () -> notes.remove(run));
            }
        }
        jobs.reconcile();
    }

    private void takeUp(RunRow row) {
        RunFiles files = files(row);
        if (!(row.state() instanceof RunState.Queued)) {
            follow(row);
        } else if (begun(row, files)) {
            // The server ended between the start of the worker and the note of it, or the database was rebuilt.
            long pid = files.launcher().map(ProcessIdentity::pid).orElse(-1L);
            follow(signal(row, new RunSignal.Launched(Instant.now(), pid)));
        } else if (files.cancelMarked() || row.deletedAt() != null) {
            signal(row, new RunSignal.CancelledByWorker(Instant.now(), row.step()));
        } else {
            queued.put(row.spec().runId(), row);
        }
    }

    /** Takes new runs, whose directories and rows are written, into the queue. */
    public synchronized void enqueue(List<RunRow> rows) {
        for (RunRow row : rows) {
            queued.put(row.spec().runId(), row);
            news.changed(row);
        }
    }

    /**
     * Asks the worker to stop, or takes the run out of the queue.
     *
     * @throws RefusedException if it has ended
     */
    public synchronized RunRow cancel(RunRow known) {
        String id = known.spec().runId();
        RunRow row = current(known);
        if (row.state().ended()) {
            throw new RefusedException("expected a run that is queued or active, found it "
                    + row.state().word());
        }
        files(row).markCancel();
        if (queued.remove(id) != null || row.state() instanceof RunState.Waiting) {
            return signal(row, new RunSignal.CancelledByWorker(Instant.now(), row.step()));
        }
        if (!followed.containsKey(id)) {
            follow(row);
        }
        FollowedRun run = followed.get(id);
        if (run == null) {
            return row;
        }
        Instant now = Instant.now();
        run.cancel(now);
        run.backOff().attempt(now, () -> look(run, now));
        return run.row();
    }

    /**
     * Queues the run again.
     *
     * @throws RefusedException if it has finished, or has not ended
     */
    public synchronized RunRow resume(RunRow known) {
        RunRow row = current(known);
        if (!row.state().resumable()) {
            throw new RefusedException("expected a run that is failed, crashed or cancelled, found it "
                    + row.state().word() + "; clone it to train anew");
        }
        if (row.deletedAt() != null) {
            throw new RefusedException("expected a run that is not deleted; restore it first");
        }
        files(row).unmarkCancel();
        RunRow requeued = signal(row, new RunSignal.Requeued(Instant.now()));
        queued.put(requeued.spec().runId(), requeued);
        return requeued;
    }

    /** Queues a run again that waits at a rung; one that does not wait any more is left as it is. */
    public synchronized void goOn(RunRow known) {
        RunRow row = current(known);
        if (row.state() instanceof RunState.Waiting) {
            RunRow requeued = signal(row, new RunSignal.Requeued(Instant.now()));
            queued.put(requeued.spec().runId(), requeued);
        }
    }

    /** Ends a run that waits at a rung; one that does not wait any more is left as it is. */
    public synchronized void stopAtRung(RunRow known, String reason) {
        signal(current(known), new RunSignal.StoppedAtRung(Instant.now(), reason));
    }

    /**
     * Marks the run as deleted; one that has not ended is cancelled.
     */
    public synchronized void delete(RunRow known) {
        RunRow row = current(known);
        if (!row.state().ended()) {
            cancel(row);
        }
        files(row).markDeleted();
        db.runs().markDeleted(row.spec().runId(), Instant.now());
        news.changed(current(row));
    }

    public synchronized RunRow restore(RunRow row) {
        files(row).unmarkDeleted();
        db.runs().restore(row.spec().runId());
        RunRow restored = current(row);
        news.changed(restored);
        return restored;
    }

    /** Why none of the runs can be taken away now; empty where they can. */
    public synchronized Optional<String> whyKept(List<String> runs) {
        Set<String> unfinished = db.bin().unfinished();
        for (String run : runs) {
            if (unfinished.contains(run) || followed.containsKey(run)) {
                return Optional.of("expected runs whose workers have ended, found run " + run
                        + " still ending; try again in a moment");
            }
            if (jobs.busyWith(run) || !jobs.waiting(run).isEmpty()) {
                return Optional.of("expected runs that nothing is drawn from or evaluated on, found run " + run
                        + " in use; wait for the end of that");
            }
        }
        return Optional.empty();
    }

    /**
     * Takes ended runs away, while nothing can begin about them.
     *
     * @throws RefusedException if {@link #whyKept} has a reason
     */
    public synchronized void takeAway(List<String> runs, Runnable removal) {
        whyKept(runs).ifPresent(why -> {
            throw new RefusedException(why);
        });
        removal.run();
    }

    /**
     * Queues a request for samples or for an evaluation.
     *
     * @throws RefusedException if the run is queued or active
     */
    public synchronized void ask(RunRow known, RunRequest request) {
        RunRow row = current(known);
        if (!row.state().ended()) {
            throw new RefusedException("expected a run that is not training, found it "
                    + row.state().word() + "; wait for its end or cancel it");
        }
        jobs.add(row, request);
    }

    /** What is being granted about the run now. */
    public synchronized Optional<RunRequest> underWay(String run) {
        return jobs.underWay(run);
    }

    /** What waits to be granted about the run, the oldest first. */
    public synchronized List<RunRequest> waiting(String run) {
        return jobs.waiting(run);
    }

    /** One look at everything: journals, processes, requests, the queue. */
    public synchronized void tick() {
        Instant now = Instant.now();
        for (FollowedRun run : List.copyOf(followed.values())) {
            // One run's trouble must not stop the others.
            run.backOff().attempt(now, () -> look(run, now));
        }
        granting.attempt(now, () -> jobs.look(now, run -> !followed.containsKey(run) && !queued.containsKey(run)));
        starting.attempt(now, this::startQueued);
        telling.attempt(now, news::flush);
    }

    public synchronized int queuedRuns() {
        return queued.size();
    }

    /** Runs with a worker. */
    public synchronized int activeRuns() {
        return (int) followed.values().stream()
                .filter(run -> run.row().state().active())
                .count();
    }

    private void look(FollowedRun run, Instant now) {
        run.look(now).ifPresent(signal -> run.tail().replace(signal(run.row(), signal)));
        if (run.stallChanged(now)) {
            news.changed(run.row());
        }
        if (run.over()) {
            followed.remove(run.id());
            notes.remove(run.id());
            devices.release(run.id());
        }
    }

    private void startQueued() {
        for (RunRow row : List.copyOf(queued.values())) {
            String id = row.spec().runId();
            if (followed.containsKey(id) || jobs.busyWith(id)) {
                continue;
            }
            devices.take(row.spec().device(), id).ifPresent(device -> {
                queued.remove(id);
                start(row, device);
            });
        }
    }

    private void start(RunRow row, String device) {
        String id = row.spec().runId();
        Process process;
        try {
            process = launcher.train(directory(row), device);
        } catch (IOException | UncheckedIOException e) {
            log.error("starting the worker of run {}", id, e);
            devices.release(id);
            Instant now = Instant.now();
            String reason = "the worker could not be started: " + e.getMessage();
            signal(row, new RunSignal.Launched(now, -1));
            signal(row, new RunSignal.WorkerFailed(now, row.step(), reason));
            return;
        }
        try {
            db.runs().assignDevice(id, device);
            follow(signal(row, new RunSignal.Launched(Instant.now(), process.pid())));
        } catch (RuntimeException e) {
            // Nobody would know of it: it starts again when the database is back.
            new ProcessIdentity(process.pid(), Instant.now()).killWithChildren();
            devices.release(id);
            queued.put(id, row);
            throw e;
        }
    }

    private FollowedRun follow(RunRow row) {
        FollowedRun run = new FollowedRun(new JournalTail(directory(row), row, db, news), files(row), cancelGrace);
        if (run.files().cancelMarked()) {
            run.cancel(Instant.now());
        }
        notes.put(run.id());
        followed.put(run.id(), run);
        devices.hold(device(row), run.id());
        return run;
    }

    private static String device(RunRow row) {
        String wanted = row.spec().device();
        return Optional.ofNullable(row.assignedDevice()).orElse(wanted.startsWith("gpu:") ? wanted : "cpu");
    }

    private boolean begun(RunRow row, RunFiles files) {
        return files.journalBytes() > row.journalOffset()
                || files.launcher().map(ProcessIdentity::alive).orElse(false);
    }

    private RunRow signal(RunRow row, RunSignal signal) {
        RunRow changed = db.runs().signal(row.spec().runId(), signal);
        news.changed(changed);
        return changed;
    }

    private RunRow current(RunRow row) {
        return db.runs().find(row.spec().runId()).orElse(row);
    }

    private RunDirectory directory(RunRow row) {
        return home.run(row.spec().experimentId(), row.spec().runId());
    }

    private RunFiles files(RunRow row) {
        return new RunFiles(directory(row));
    }
}
