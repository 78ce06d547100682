package org.genera.server;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import org.genera.db.ingest.Rebuild;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.launch.BackOff;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.sweep.RunningSweeps;

/** Looks at the runs again and again, on a worker thread. */
final class FollowerVerticle extends VerticleBase {
    private static final long LOOK_EVERY_MILLIS = 150;
    private static final long PROBE_EVERY_MILLIS = 60_000;

    private final Rebuild rebuild;
    private final RunLifecycle lifecycle;
    private final RunningSweeps sweeps;
    private final DeviceSlots devices;
    private final Runnable onceWhole;
    private final BackOff rebuilding = new BackOff("rebuilding the database");
    private final BackOff tidying = new BackOff("tidying the home folder");
    private final BackOff reconciling = new BackOff("taking up earlier runs and sweeps");
    private final BackOff lookingAtRuns = new BackOff("looking at the runs");
    private final BackOff lookingAtSweeps = new BackOff("looking at the sweeps");
    private boolean reconciled;
    private volatile boolean stopped;

    /** @param onceWhole what may be done when the database knows all runs, and takes its time */
    FollowerVerticle(
            Rebuild rebuild, RunLifecycle lifecycle, RunningSweeps sweeps, DeviceSlots devices, Runnable onceWhole) {
        this.onceWhole = onceWhole;
        this.rebuild = rebuild;
        this.lifecycle = lifecycle;
        this.sweeps = sweeps;
        this.devices = devices;
    }

    @Override
    public Future<?> start() {
        // A thread of its own, for Vert.x complains of what takes longer than a minute.
        Thread rebuilder = new Thread(this::rebuild, "genera-rebuild");
        rebuilder.setDaemon(true);
        rebuilder.start();
        // Not within the start: what a long absence left to read must not keep the pages waiting.
        vertx.setTimer(1, timer -> look());
        vertx.setPeriodic(
                PROBE_EVERY_MILLIS,
                timer -> vertx.executeBlocking(
                        () -> {
                            devices.refresh();
                            return true;
                        },
                        false));
        return Future.succeededFuture();
    }

    private void rebuild() {
        while (!stopped && !rebuild.isOver()) {
            rebuilding.attempt(Instant.now(), rebuild::run);
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (!stopped) {
            tidying.attempt(Instant.now(), onceWhole);
        }
    }

    private void look() {
        if (stopped) {
            return;
        }
        Instant now = Instant.now();
        // Nothing is launched or decided before the database knows all runs.
        if (!reconciled && rebuild.isOver()) {
            // Again until it works: whoever looks before would start what runs already.
            reconciled = reconciling.attempt(now, () -> {
                lifecycle.reconcile();
                sweeps.reconcile();
            });
        }
        if (reconciled) {
            lookingAtRuns.attempt(now, lifecycle::tick);
            lookingAtSweeps.attempt(now, sweeps::tick);
        }
        // Not periodic: looks that take long must not pile up.
        vertx.setTimer(LOOK_EVERY_MILLIS, timer -> look());
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }
}
