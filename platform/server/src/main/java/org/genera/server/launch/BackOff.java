package org.genera.server.launch;

import java.time.Duration;
import java.time.Instant;
import org.genera.db.connection.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that fails again and again, as while a database is away: it is tried less and less often, and said once. Not thread-safe. */
public final class BackOff {
    private static final Logger log = LoggerFactory.getLogger(BackOff.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(300);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final String what;
    private Duration wait = FIRST_WAIT;
    private @Nullable Instant nextTry;

    /** @param what is tried, as {@code "following run 12ab"} */
    public BackOff(String what) {
        this.what = what;
    }

    /** Tries it unless it has failed a moment ago; true if it was tried and went well. */
    public boolean attempt(Instant now, Runnable deed) {
        if (nextTry != null && now.isBefore(nextTry)) {
            return false;
        }
        try {
            deed.run();
        } catch (RuntimeException e) {
            failed(now, e);
            return false;
        }
        if (nextTry != null) {
            log.info("{}: works again", what);
            nextTry = null;
            wait = FIRST_WAIT;
        }
        return true;
    }

    private void failed(Instant now, RuntimeException e) {
        if (nextTry == null) {
            if (e instanceof UnavailableException) {
                log.warn("{}: {}; it is tried again until it works", what, e.getMessage());
            } else {
                log.warn("{}: it is tried again until it works", what, e);
            }
        }
        nextTry = now.plus(wait);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
}
