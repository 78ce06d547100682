package org.genera.server.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.genera.db.RunRow;
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

    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final JournalTail tail;
    private final RunFiles files;
    private final Duration cancelGrace;
    private @Nullable ProcessIdentity worker;
    private @Nullable ProcessIdentity signalled;
    private @Nullable Instant goneSince;
    private @Nullable Instant endedSince;
    private @Nullable Instant killAfter;

    FollowedRun(JournalTail tail, RunFiles files, Duration cancelGrace) {
        this.tail = tail;
        this.files = files;
        this.cancelGrace = cancelGrace;
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

    void cancel(Instant now) {
        if (killAfter == null) {
            killAfter = now.plus(cancelGrace);
        }
    }

    /** What the journal and the process say now; a signal if the worker ended without a last word. */
    Optional<RunSignal> look(Instant now) {
        // First the process, then the journal: what a worker wrote before it ended is then certainly read.
        boolean gone = gone(now);
        boolean more = tail.readOn();
        noteWorker();
        if (!row().state().active()) {
            hurryAway(now);
            // Cancelled while it was about to pause: nobody is left to say so.
            return killAfter != null && row().state() instanceof RunState.Waiting waiting
                    ? Optional.of(new RunSignal.CancelledByWorker(now, waiting.step()))
                    : Optional.empty();
        }
        if (gone && !more) {
            return Optional.of(lastWord(now));
        }
        if (killAfter != null) {
            pressCancel(now, killAfter);
        }
        return Optional.empty();
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
        String logEnd = tail.damage().isEmpty() ? files.logEnd() : tail.damage() + "\n" + files.logEnd();
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

    private void pressCancel(Instant now, Instant deadline) {
        if (deadline.isBefore(now)) {
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
