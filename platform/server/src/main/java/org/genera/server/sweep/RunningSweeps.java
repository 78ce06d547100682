package org.genera.server.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.db.ExperimentsDb;
import org.genera.db.RunRow;
import org.genera.db.SweepRow;
import org.genera.run.Home;
import org.genera.run.Json;
import org.genera.run.RunSpec;
import org.genera.run.RunState;
import org.genera.run.SweepSpec;
import org.genera.server.launch.RefusedException;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.stream.RunNews;

/** Lets runs go on from their rungs, or ends them, and stops whole sweeps. Thread-safe. */
public final class RunningSweeps {
    private final Home home;
    private final ExperimentsDb db;
    private final RunLifecycle lifecycle;
    private final RunNews news;

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
        for (SweepRow sweep : db.sweeps().withWaitingRuns()) {
            SweepSpec.Halving halving = sweep.spec().halving();
            if (halving != null) {
                judge(sweep.spec(), halving);
            }
        }
    }

    /** The verdict is on disk before it is carried out, and carrying it out again changes nothing. */
    private void judge(SweepSpec sweep, SweepSpec.Halving halving) {
        Contest contest = contest(sweep, halving);
        Optional<Verdict> next = contest.next(Instant.now());
        while (next.isPresent()) {
            List<Verdict> verdicts = new ArrayList<>(contest.verdicts());
            verdicts.add(next.get());
            Json.writeFile(home.sweep(sweep.experimentId(), sweep.id()).verdicts(), verdicts);
            contest = new Contest(halving, verdicts, contest.runs());
            next = contest.next(Instant.now());
        }
        for (RunRow run : contest.runs()) {
            if (run.state() instanceof RunState.Waiting waiting) {
                Optional<Verdict> lost = contest.lost(run.group());
                if (lost.isPresent()) {
                    lost.get()
                            .of(run.group())
                            .ifPresent(place ->
                                    lifecycle.stopAtRung(run, lost.get().reason(place)));
                } else if (waiting.rung() <= contest.verdicts().size()) {
                    lifecycle.goOn(run);
                }
            }
        }
        news.experimentChanged(sweep.experimentId());
    }

    Contest contest(SweepSpec sweep, SweepSpec.Halving halving) {
        List<RunRow> runs = db.runs().ofSweep(sweep.id()).stream()
                .filter(run -> !released(run))
                .toList();
        return new Contest(halving, verdicts(sweep), runs);
    }

    /** What has been decided, in the order of rungs. */
    List<Verdict> verdicts(SweepSpec sweep) {
        Path file = home.sweep(sweep.experimentId(), sweep.id()).verdicts();
        return Files.exists(file) ? List.of(Json.readFile(file, Verdict[].class)) : List.of();
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
     * Queues a run again. One that its sweep would stop at once leaves the contest and trains to its end.
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
                && new Contest(sweep.halving(), verdicts(sweep), List.of())
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
