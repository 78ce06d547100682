package org.genera.server.launch;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.genera.db.runs.RunRow;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A run whose worker may be alive, followed through its journal and its process until both have ended. For one thread.
 */
final class FollowedRun {
    /** Between the end of the worker and the exit code that the launcher's shell writes. */
    private static final Duration EXIT_CODE_GRACE = Duration.ofSeconds(2);

    /** A worker that has said its last word has nothing left to do. */
    private static final Duration GOODBYE_GRACE = Duration.ofSeconds(20);

    /** A disk that comes back brings the last word with it. */
    private static final Duration UNREADABLE_GRACE = Duration.ofMinutes(1);

    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final JournalTail tail;
    private final RunFiles files;
    private final Duration cancelGrace;
    private final BackOff backOff;
    private @Nullable ProcessIdentity worker;
    private @Nullable ProcessIdentity signalled;
    private @Nullable Instant goneSince;
    private @Nullable Instant endedSince;
    private @Nullable Instant killAfter;
    private @Nullable Instant unreadableSince;
    private String unreadable = "";
    private boolean stalled;
    private boolean unwanted;

    FollowedRun(JournalTail tail, RunFiles files, Duration cancelGrace) {
        this.tail = tail;
        this.files = files;
        this.cancelGrace = cancelGrace;
        this.backOff = new BackOff("following run " + tail.row().spec().runId());
        noteWorker();
    }

    RunRow row() {
        return tail.row();
    }

    String id() {
        return row().spec().runId();
    }

    JournalTail tail() {
        return tail;
    }

    RunFiles files() {
        return files;
    }

    BackOff backOff() {
        return backOff;
    }

    void cancel(Instant now) {
        if (killAfter == null) {
            killAfter = now.plus(cancelGrace);
        }
    }

    /** Its run has ended without it. */
    void endWorker() {
        unwanted = true;
    }

    /** Whether a worker that trains has fallen silent for minutes, or speaks again, since this was asked last. */
    boolean stallChanged(Instant now) {
        boolean before = stalled;
        stalled = row().stalledSince(now).isPresent();
        return stalled != before;
    }

    /** What the journal and the process say now; a signal if the worker ended without a last word. */
    Optional<RunSignal> look(Instant now) {
        // First the process, then the journal: what a worker wrote before it ended is then certainly read.
        boolean gone = gone(now);
        boolean more = readOn(gone, now);
        noteWorker();
        if (!row().state().active()) {
            if (unwanted || tail.refused()) {
                // What the worker goes on to do would be lost.
                cancel(now);
                pressCancel(now);
            }
            hurryAway(now);
            // Cancelled while it was about to pause: nobody is left to say so.
            return killAfter != null && row().state() instanceof RunState.Waiting waiting
                    ? Optional.of(new RunSignal.CancelledByWorker(now, waiting.step()))
                    : Optional.empty();
        }
        if (gone && !more) {
            return Optional.of(lastWord(now));
        }
        pressCancel(now);
        return Optional.empty();
    }

    /** A journal that cannot be read gives no last word; whoever waits for one waits for a while only. */
    private boolean readOn(boolean gone, Instant now) {
        try {
            boolean more = tail.readOn();
            unreadableSince = null;
            return more;
        } catch (UncheckedIOException e) {
            if (unreadableSince == null) {
                unreadableSince = now;
            }
            if (gone && unreadableSince.plus(UNREADABLE_GRACE).isBefore(now)) {
                unreadable = String.valueOf(e.getMessage());
                return false;
            }
            pressCancel(now);
            throw e;
        } catch (RuntimeException e) {
            // The database is away; a request to cancel need not wait for it.
            pressCancel(now);
            throw e;
        }
    }

    /** Whether neither the journal nor the process has anything left to say. */
    boolean over() {
        return !row().state().active() && (files.workerEnded() || !workerAlive());
    }

    private RunSignal lastWord(Instant now) {
        OptionalInt exitCode = files.exitCode();
        int code = exitCode.orElse(-1);
        if (files.cancelMarked() && (code == TERMINATED || code == KILLED || exitCode.isEmpty())) {
            return new RunSignal.CancelledByWorker(now, row().step());
        }
        String logEnd = unreadable.isEmpty() ? files.logEnd() : unreadable + "\n" + files.logEnd();
        return new RunSignal.WorkerGone(now, code, logEnd);
    }

    private boolean gone(Instant now) {
        if (files.workerEnded()) {
            return true;
        }
        if (workerAlive()) {
            goneSince = null;
            return false;
        }
        if (goneSince == null) {
            goneSince = now;
        }
        return goneSince.plus(EXIT_CODE_GRACE).isBefore(now);
    }

    private boolean workerAlive() {
        if (worker != null) {
            return worker.alive();
        }
        return launcher().map(ProcessIdentity::alive).orElse(false);
    }

    private Optional<ProcessIdentity> launcher() {
        return row().state() instanceof RunState.Starting starting && starting.launcherPid() > 0
                ? Optional.of(new ProcessIdentity(starting.launcherPid(), starting.since()))
                : files.launcher();
    }

    private void noteWorker() {
        if (row().state() instanceof RunState.Running running) {
            worker = new ProcessIdentity(running.pid(), running.processStart());
        }
    }

    /** A worker that stays on after its last word would hold its device for ever. */
    private void hurryAway(Instant now) {
        if (endedSince == null) {
            endedSince = now;
        } else if (endedSince.plus(GOODBYE_GRACE).isBefore(now)) {
            kill();
        }
    }

    private void pressCancel(Instant now) {
        if (killAfter == null) {
            return;
        }
        if (killAfter.isBefore(now)) {
            kill();
        } else if (worker != null) {
            if (!worker.equals(signalled)) {
                signalled = worker;
                worker.terminate();
            }
        } else {
            // Not spoken yet: whatever the launcher has started by now.
            launcher().ifPresent(ProcessIdentity::terminateChildren);
        }
    }

    private void kill() {
        if (worker != null) {
            worker.kill();
        } else {
            launcher().ifPresent(ProcessIdentity::killWithChildren);
        }
    }
}
