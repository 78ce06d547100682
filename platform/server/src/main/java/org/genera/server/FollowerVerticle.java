package org.genera.server;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import org.genera.server.devices.Devices;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.Trouble;
import org.genera.server.sweep.RunningSweeps;

/** Looks at the runs again and again, on a worker thread. */
final class FollowerVerticle extends VerticleBase {
    private static final long LOOK_EVERY_MILLIS = 150;
    private static final long PROBE_EVERY_MILLIS = 60_000;

    private final RunLifecycle lifecycle;
    private final RunningSweeps sweeps;
    private final Devices devices;
    private final Trouble reconciling = new Trouble("taking up earlier runs and sweeps");
    private final Trouble lookingAtRuns = new Trouble("looking at the runs");
    private final Trouble lookingAtSweeps = new Trouble("looking at the sweeps");
    private boolean reconciled;
    private volatile boolean stopped;

    FollowerVerticle(RunLifecycle lifecycle, RunningSweeps sweeps, Devices devices) {
        this.lifecycle = lifecycle;
        this.sweeps = sweeps;
        this.devices = devices;
    }

    @Override
    public Future<?> start() {
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

    private void look() {
        if (stopped) {
            return;
        }
        Instant now = Instant.now();
        if (!reconciled) {
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
