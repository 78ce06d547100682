package org.genera.server.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.SweepRow;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.server.launch.BackOff;
import org.genera.server.launch.RefusedException;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.stream.RunNews;

/** Lets runs go on from their rungs, or ends them, and stops whole sweeps. Thread-safe. */
public final class RunningSweeps {
    /** A look reads all runs of a sweep, and the last of them may be long on its way. */
    private static final long LOOK_EVERY_NANOS = 500_000_000;

    private final Home home;
    private final ExperimentsDb db;
    private final RunLifecycle lifecycle;
    private final RunNews news;
    private final Map<String, BackOff> backOffs = new HashMap<>();
    private long lookedAtNanos = System.nanoTime() - LOOK_EVERY_NANOS;

    public RunningSweeps(Home home, ExperimentsDb db, RunLifecycle lifecycle, RunNews news) {
        this.home = home;
        this.db = db;
        this.lifecycle = lifecycle;
        this.news = news;
    }

    /** Goes on with stops that an earlier server has begun. */
    public synchronized void reconcile() {
        db.sweeps().stoppedAndUnfinished().forEach(this::cancelRuns);
    }

    /** One look at the sweeps whose runs wait. */
    public synchronized void tick() {
        if (System.nanoTime() - lookedAtNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lookedAtNanos = System.nanoTime();
        for (SweepRow sweep : db.sweeps().withWaitingRuns()) {
            SweepSpec.Halving halving = sweep.spec().halving();
            if (halving != null) {
                // One sweep's trouble must not stop the others.
                backOffs.computeIfAbsent(sweep.spec().id(), id -> new BackOff("judging sweep " + id))
                        .attempt(Instant.now(), () -> judge(sweep.spec(), halving));
            }
        }
    }

    /** The decision is on disk before it is carried out, and carrying it out again changes nothing. */
    private void judge(SweepSpec sweep, SweepSpec.Halving halving) {
        SuccessiveHalving rungs = halving(sweep, halving);
        Path file = home.sweep(sweep.experimentId(), sweep.id()).decisions();
        boolean damaged = !RungDecisions.read(file).damage().isEmpty();
        Optional<RungDecision> next = next(rungs, damaged);
        while (next.isPresent()) {
            List<RungDecision> decisions = new ArrayList<>(rungs.decisions());
            decisions.add(next.get());
            RungDecisions.write(file, decisions, damaged);
            rungs = new SuccessiveHalving(halving, decisions, rungs.runs());
            next = next(rungs, damaged);
        }
        for (RunRow run : rungs.runs()) {
            if (run.state() instanceof RunState.Waiting waiting) {
                Optional<RungDecision> lost = rungs.lost(run.group());
                if (lost.isPresent()) {
                    lost.get()
                            .of(run.group())
                            .ifPresent(place ->
                                    lifecycle.stopAtRung(run, lost.get().reason(place)));
                } else if (waiting.rung() <= rungs.decisions().size()) {
                    lifecycle.goOn(run);
                }
            }
        }
        news.experimentChanged(sweep.experimentId());
    }

    /** Where a decision was lost: as the runs show it, or anew if none had been carried out; nothing if neither can be. */
    private static Optional<RungDecision> next(SuccessiveHalving rungs, boolean damaged) {
        if (!damaged || rungs.decisions().size() + 1 >= rungs.halving().rungs()) {
            return rungs.next(Instant.now());
        }
        LostDecision lost = new LostDecision(rungs);
        return lost.wasGiven() ? lost.asCarriedOut(Instant.now()) : rungs.next(Instant.now());
    }

    /** Why nobody is let go or stopped any more, for people; empty where all is well. */
    Optional<String> held(SweepSpec sweep) {
        RungDecisions decisions =
                RungDecisions.read(home.sweep(sweep.experimentId(), sweep.id()).decisions());
        SweepSpec.Halving halving = sweep.halving();
        if (halving == null || decisions.damage().isEmpty() || decisions.given().size() + 1 >= halving.rungs()) {
            return Optional.empty();
        }
        LostDecision lost = new LostDecision(halving(sweep, halving));
        return lost.wasGiven() && lost.asCarriedOut(Instant.now()).isEmpty()
                ? Optional.of("The decision on rung " + (decisions.given().size() + 1) + " can no longer be read ("
                        + decisions.damage() + "), and it had been carried out in part, so runs that wait there are"
                        + " neither let go nor stopped; put back a copy of the file, resume runs by hand, or stop the"
                        + " sweep.")
                : Optional.empty();
    }

    /** Where nobody could be judged, for people; empty where all is well. */
    Optional<String> notJudged(SweepSpec sweep) {
        return decisions(sweep).stream()
                .filter(decision -> !decision.judged())
                .findFirst()
                .map(decision -> "At rung " + decision.rung() + " no run had a finite " + decision.measure()
                        + ", so nobody could be judged and all went on; stop the sweep, and choose a measure that its"
                        + " runs take.");
    }

    SuccessiveHalving halving(SweepSpec sweep, SweepSpec.Halving halving) {
        List<RunRow> runs = db.runs().ofSweep(sweep.id()).stream()
                .filter(run -> !released(run))
                .toList();
        return new SuccessiveHalving(halving, decisions(sweep), runs);
    }

    /** What has been decided and can be read, in the order of rungs. */
    List<RungDecision> decisions(SweepSpec sweep) {
        return RungDecisions.read(home.sweep(sweep.experimentId(), sweep.id()).decisions())
                .given();
    }

    /** Cancels all runs that have not ended, and starts none again; once is enough. */
    public synchronized SweepRow stop(SweepRow sweep) {
        SweepSpec spec = sweep.spec();
        if (sweep.stoppedAt() == null) {
            Instant now = Instant.now();
            write(home.sweep(spec.experimentId(), spec.id()).stoppedMarker(), now.toString());
            db.sweeps().markStopped(spec.id(), now);
        }
        cancelRuns(sweep);
        news.experimentChanged(spec.experimentId());
        return db.sweeps().find(spec.id()).orElse(sweep);
    }

    /**
     * Queues a run again. One that its sweep would stop at once leaves the rungs and trains to its end.
     *
     * @throws RefusedException if it has finished, or has not ended
     */
    public synchronized RunRow resume(RunRow run) {
        RunSpec.InSweep place = run.spec().sweep();
        if (place != null && run.state().resumable() && !released(run)) {
            Optional<SweepRow> sweep = db.sweeps().find(place.id());
            boolean over = run.state() instanceof RunState.Cancelled
                    || sweep.map(row -> row.stoppedAt() != null || hasLost(row.spec(), run))
                            .orElse(true);
            if (over) {
                write(marker(run), "");
            }
        }
        return lifecycle.resume(run);
    }

    private boolean hasLost(SweepSpec sweep, RunRow run) {
        return sweep.halving() != null
                && new SuccessiveHalving(sweep.halving(), decisions(sweep), List.of())
                        .lost(run.group())
                        .isPresent();
    }

    /** The last in the queue first, so that nothing starts only to be cancelled. */
    private void cancelRuns(SweepRow sweep) {
        List<RunRow> runs = new ArrayList<>(db.runs().ofSweep(sweep.spec().id()));
        java.util.Collections.reverse(runs);
        for (RunRow run : runs) {
            if (!run.state().ended() && !released(run)) {
                try {
                    lifecycle.cancel(run);
                } catch (RefusedException e) {
                    // It has ended by itself meanwhile, which is as good.
                }
            }
        }
    }

    private boolean released(RunRow run) {
        return Files.exists(marker(run));
    }

    private Path marker(RunRow run) {
        return home.run(run.spec().experimentId(), run.spec().runId()).releasedMarker();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
