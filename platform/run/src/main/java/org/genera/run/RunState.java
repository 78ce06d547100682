package org.genera.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a run stands; each state holds only what is true in it. {@link #after} is the only way from one to the next: a
 * pure function, in which a signal that makes no sense in a state changes nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunState.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = RunState.Starting.class, name = "starting"),
    @JsonSubTypes.Type(value = RunState.Running.class, name = "running"),
    @JsonSubTypes.Type(value = RunState.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = RunState.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = RunState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RunState.Crashed.class, name = "crashed"),
    @JsonSubTypes.Type(value = RunState.Cancelled.class, name = "cancelled")
})
public sealed interface RunState {

    /** The word for people and the database. */
    String word();

    /** The state after the signal; this one if the signal means nothing here. */
    RunState after(RunSignal signal);

    /** Whether a worker may be alive. */
    default boolean active() {
        return false;
    }

    /** Whether the run will not go on by itself. */
    default boolean ended() {
        return false;
    }

    /** Whether a resume makes sense. */
    default boolean resumable() {
        return false;
    }

    /** A worker may be alive; its last word, or its silence, ends the state. */
    sealed interface Active extends RunState {
        @Override
        default boolean active() {
            return true;
        }

        @Override
        default RunState after(RunSignal signal) {
            if (signal instanceof RunSignal.WorkerFinished finished) {
                return new Finished(finished.at(), finished.step());
            }
            if (signal instanceof RunSignal.WorkerFailed failed) {
                return new Failed(failed.at(), failed.step(), failed.reason());
            }
            if (signal instanceof RunSignal.CancelledByWorker cancelled) {
                return new Cancelled(cancelled.at(), cancelled.step());
            }
            if (signal instanceof RunSignal.WorkerPaused paused) {
                return new Waiting(paused.at(), paused.step(), paused.rung());
            }
            if (signal instanceof RunSignal.WorkerGone gone) {
                return new Crashed(gone.at(), gone.exitCode(), gone.logEnd());
            }
            return this;
        }
    }

    /** It has ended before its time, and can be queued again. */
    sealed interface Resumable extends RunState {
        @Override
        default boolean ended() {
            return true;
        }

        @Override
        default boolean resumable() {
            return true;
        }

        @Override
        default RunState after(RunSignal signal) {
            return signal instanceof RunSignal.Requeued requeued ? new Queued(requeued.at()) : this;
        }
    }

    /** Waiting for its turn. */
    record Queued(Instant since) implements RunState {
        @Override
        public String word() {
            return "queued";
        }

        @Override
        public RunState after(RunSignal signal) {
            if (signal instanceof RunSignal.Launched launched) {
                return new Starting(launched.at(), launched.launcherPid());
            }
            if (signal instanceof RunSignal.CancelledByWorker cancelled) {
                return new Cancelled(cancelled.at(), cancelled.step());
            }
            return this;
        }
    }

    /** The launcher was told; the worker has not spoken yet. */
    record Starting(Instant since, long launcherPid) implements Active {
        @Override
        public String word() {
            return "starting";
        }

        @Override
        public RunState after(RunSignal signal) {
            if (signal instanceof RunSignal.WorkerStarted started) {
                return new Running(started.at(), started.pid(), started.processStart());
            }
            return Active.super.after(signal);
        }
    }

    /** The worker trains. */
    record Running(Instant since, long pid, Instant processStart) implements Active {
        @Override
        public String word() {
            return "running";
        }
    }

    /**
     * The worker has saved and left at a rung of a sweep; the sweep lets the run go on or ends it.
     *
     * @param rung counted from 1
     */
    record Waiting(Instant since, long step, int rung) implements RunState {
        @Override
        public String word() {
            return "waiting";
        }

        @Override
        public RunState after(RunSignal signal) {
            if (signal instanceof RunSignal.Requeued requeued) {
                return new Queued(requeued.at());
            }
            if (signal instanceof RunSignal.StoppedAtRung stopped) {
                return new Cancelled(stopped.at(), step, stopped.reason());
            }
            if (signal instanceof RunSignal.CancelledByWorker cancelled) {
                return new Cancelled(cancelled.at(), cancelled.step());
            }
            return this;
        }
    }

    /** The budget is spent or the model converged. */
    record Finished(Instant at, long step) implements RunState {
        @Override
        public String word() {
            return "finished";
        }

        @Override
        public boolean ended() {
            return true;
        }

        @Override
        public RunState after(RunSignal signal) {
            return this;
        }
    }

    /** The worker said why it could not go on. */
    record Failed(Instant at, long step, String reason) implements Resumable {
        @Override
        public String word() {
            return "failed";
        }
    }

    /**
     * The process ended without a last word.
     *
     * @param exitCode of the process, -1 where nobody saw it
     * @param logEnd the last lines it printed
     */
    record Crashed(Instant at, int exitCode, String logEnd) implements Resumable {
        @Override
        public String word() {
            return "crashed";
        }
    }

    /**
     * Somebody cancelled it, or its sweep stopped it.
     *
     * @param reason of the sweep, empty where it was a user's request
     */
    record Cancelled(Instant at, long step, String reason) implements Resumable {
        public Cancelled {
            // Rows of earlier versions have no reason.
            reason = Objects.requireNonNullElse(reason, "");
        }

        /** By a user. */
        public Cancelled(Instant at, long step) {
            this(at, step, "");
        }

        @Override
        public String word() {
            return "cancelled";
        }
    }
}
