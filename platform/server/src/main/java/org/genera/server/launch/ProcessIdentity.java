package org.genera.server.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that stays itself: the system gives a pid again after a while, but not with the same start time.
 *
 * @param pid of the process
 * @param startedAt about when it started
 */
record ProcessIdentity(long pid, Instant startedAt) {

    /** The system's clock of starts is derived from the boot time, which is known to a second or two. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    boolean alive() {
        return handle().isPresent();
    }

    /** Asks the process to end (SIGTERM). */
    void terminate() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** Ends the process (SIGKILL). */
    void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The process and everything it started. */
    void killWithChildren() {
        handle().ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** Asks what the process has started to end, but not the process itself. */
    void terminateChildren() {
        handle().ifPresent(process -> process.children().forEach(ProcessHandle::destroy));
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(true));
    }
}
