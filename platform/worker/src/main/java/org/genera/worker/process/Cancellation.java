package org.genera.worker.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.genera.views.CancellationCheck;
import org.genera.views.Cancelled;

/**
 * A request to stop, as SIGTERM brings it. The training thread asks between steps and between chunks of longer work, saves,
 * and says when it is done; the process ends only then, or after a while that a launcher's kill would not wait longer
 * for.
 */
public final class Cancellation implements CancellationCheck {
    private static final long WAIT_SECONDS = 25;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean asked;

    /** Lets SIGTERM ask. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::askAndWait, "cancellation"));
    }

    private void askAndWait() {
        asked = true;
        try {
            // Where the training thread itself ends the process, it has said so before.
            if (!done.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "the step in progress did not end within " + WAIT_SECONDS + " s; leaving without saving");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void ask() {
        asked = true;
    }

    public boolean asked() {
        return asked;
    }

    @Override
    public void leaveIfAsked() throws Cancelled {
        if (asked) {
            throw new Cancelled();
        }
    }

    /** The process may end now. */
    public void done() {
        done.countDown();
    }
}
