package org.genera.server.sweep;

import java.util.List;
import java.util.OptionalDouble;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.SweepRow;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.run.journal.OnValidation;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.SweepSpec;
import org.genera.server.launch.ExpectedTime;
import org.genera.server.leaderboard.Measures;
import org.jspecify.annotations.Nullable;

/** What is shown of sweeps beside each other. Thread-safe. */
public final class SweepOverview {
    /** Before that the start, which is slow, would be taken for the whole. */
    private static final double PROGRESS_TO_JUDGE_BY = 0.02;

    private final ExperimentsDb db;
    private final RunningSweeps sweeps;

    public SweepOverview(ExperimentsDb db, RunningSweeps sweeps) {
        this.db = db;
        this.sweeps = sweeps;
    }

    public SweepView of(SweepRow row) {
        SweepSpec spec = row.spec();
        return new SweepView(
                spec.id(),
                spec.experimentId(),
                spec.createdAt(),
                spec.name(),
                spec.items().stream()
                        .map(item -> new SweepView.Trained(item.family(), item.variant()))
                        .distinct()
                        .toList(),
                spec.seeds().size(),
                spec.search(),
                spec.halving(),
                spec.varied(),
                row.runsByState().values().stream().mapToInt(Integer::intValue).sum(),
                row.runsByState(),
                millisLeft(row),
                row.stoppedAt() != null,
                sweeps.held(spec).orElse(null),
                chosenOn(spec.halving()),
                sweeps.notJudged(spec).orElse(null));
    }

    private static @Nullable String chosenOn(SweepSpec.@Nullable Halving halving) {
        if (halving == null || Measures.isCost(halving.measure())) {
            return null;
        }
        return OnValidation.isSuch(halving.measure()) ? OnValidation.SPLIT : "test";
    }

    private @Nullable Long millisLeft(SweepRow row) {
        List<RunRow> runs = db.runs().ofSweep(row.spec().id());
        List<RunRow> open = runs.stream().filter(run -> !run.state().ended()).toList();
        if (open.isEmpty()) {
            return 0L;
        }
        ExperimentSetup setup = open.get(0).spec().setup();
        ExpectedTime time = new ExpectedTime(db, row.spec().experimentId(), setup);
        double millis = 0;
        double whole = 0;
        for (RunRow run : open) {
            OptionalDouble one = wholeMillis(run, runs, time);
            if (one.isEmpty()) {
                return null;
            }
            millis += one.getAsDouble() * (1 - run.progress());
            whole += one.getAsDouble();
        }
        SweepSpec.Halving halving = row.spec().halving();
        return Math.round(
                halving == null ? millis : Math.min(millis, whole / open.size() * partsLeft(row.spec(), halving)));
    }

    /** Of a run trained to its end: by its own speed, by that of others of its variant, or by what is known of it. */
    private static OptionalDouble wholeMillis(RunRow run, List<RunRow> runs, ExpectedTime time) {
        if (run.progress() > PROGRESS_TO_JUDGE_BY) {
            return OptionalDouble.of(run.trainMillis() / run.progress());
        }
        OptionalDouble alike = runs.stream()
                .filter(each -> each.spec().family().equals(run.spec().family())
                        && each.spec().variant().equals(run.spec().variant())
                        && each.progress() > PROGRESS_TO_JUDGE_BY)
                .mapToDouble(each -> each.trainMillis() / each.progress())
                .average();
        return alike.isPresent()
                ? alike
                : time.millis(run.spec().family(), run.spec().variant());
    }

    /** How many whole budgets are still to be spent, if each rung lets as many go on as it may. */
    private double partsLeft(SweepSpec spec, SweepSpec.Halving halving) {
        SuccessiveHalving rungs = sweeps.halving(spec, halving);
        List<RunRow> there = rungs.runs().stream()
                .filter(run -> rungs.lost(run.group()).isEmpty() && !(run.state() instanceof RunState.Cancelled))
                .toList();
        int combinations = Math.max(1, rungs.combinations());
        int passed = rungs.decisions().size();
        double begin = passed == 0 ? 0 : halving.parts().get(passed - 1);
        double done = there.stream()
                .mapToDouble(run -> Math.max(0, run.progress() - begin))
                .sum();
        double seeds = (double) there.size() / combinations;
        return Math.max(0, seeds * ExpectedTime.parts(halving, passed, combinations) - done);
    }
}
