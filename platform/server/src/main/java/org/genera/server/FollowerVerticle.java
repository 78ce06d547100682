package org.genera.server;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.genera.server.devices.Devices;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.sweep.RunningSweeps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the runs again and again, on a worker thread. */
final class FollowerVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(FollowerVerticle.class);
    private static final long LOOK_EVERY_MILLIS = 150;
    private static final long PROBE_EVERY_MILLIS = 60_000;

    private final RunLifecycle lifecycle;
    private final RunningSweeps sweeps;
    private final Devices devices;
    private volatile boolean stopped;

    FollowerVerticle(RunLifecycle lifecycle, RunningSweeps sweeps, Devices devices) {
        this.lifecycle = lifecycle;
        this.sweeps = sweeps;
        this.devices = devices;
    }

    @Override
    public Future<?> start() {
        // Not within the start: what a long absence left to read must not keep the pages waiting.
        vertx.setTimer(1, timer -> {
            safely("taking up earlier runs", lifecycle::reconcile);
            safely("taking up earlier sweeps", sweeps::reconcile);
            look();
        });
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
        safely("looking at the runs", lifecycle::tick);
        safely("looking at the sweeps", sweeps::tick);
        // Not periodic: looks that take long must not pile up.
        vertx.setTimer(LOOK_EVERY_MILLIS, timer -> look());
    }

    private void safely(String what, Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            if (!stopped) {
                log.error("{}", what, e);
            }
        }
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }
}
