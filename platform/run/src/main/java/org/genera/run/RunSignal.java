package org.genera.run;

import java.time.Instant;

/** What can happen to a run. */
public sealed interface RunSignal {

    Instant at();

    /** The launcher has started a process. */
    record Launched(Instant at, long launcherPid) implements RunSignal {}

    /** The worker has spoken. */
    record WorkerStarted(Instant at, long pid, Instant processStart) implements RunSignal {}

    record WorkerFinished(Instant at, long step) implements RunSignal {}

    record WorkerFailed(Instant at, long step, String reason) implements RunSignal {}

    /** The worker has saved and stopped, or the run was cancelled before it had one. */
    record CancelledByWorker(Instant at, long step) implements RunSignal {}

    /** The worker has saved and left at a rung of its sweep, counted from 1. */
    record WorkerPaused(Instant at, long step, int rung) implements RunSignal {}

    /** The sweep lets others go on. */
    record StoppedAtRung(Instant at, String reason) implements RunSignal {}

    /** The process is gone and the journal, read to its end, has no last word. */
    record WorkerGone(Instant at, int exitCode, String logEnd) implements RunSignal {}

    /** The user resumes the run, or its sweep lets it go on. */
    record Requeued(Instant at) implements RunSignal {}
}
