package org.genera.server.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.genera.db.ExperimentsDb;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * How long runs will train, by those that have: the finished ones of the same variant in the same experiment, else those
 * of other experiments on the same data with the same minibatch, by the step. Evaluation and sampling come on top.
 */
public final class ExpectedTime {
    private static final int RUNS_ASKED = 100;

    private final ExperimentsDb db;
    private final String experiment;
    private final ExperimentSetup setup;
    private final Map<List<String>, OptionalDouble> known = new HashMap<>();

    /** For one question; it remembers what it has found. */
    public ExpectedTime(ExperimentsDb db, String experiment, ExperimentSetup setup) {
        this.db = db;
        this.experiment = experiment;
        this.setup = setup;
    }

    /** Of one run of the variant, trained to the end of the budget; empty where nothing like it has been run. */
    public OptionalDouble millis(String family, String variant) {
        return setup.budget().unit() == Budget.Unit.SECONDS
                ? OptionalDouble.of(setup.budget().amount() * 1000)
                : known.computeIfAbsent(List.of(family, variant), key -> observed(family, variant));
    }

    /** Of all runs, one after the other. */
    OptionalLong millis(List<PlannedRun> runs) {
        double sum = 0;
        for (PlannedRun run : runs) {
            OptionalDouble one = millis(run.family(), run.variant().id());
            if (one.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += one.getAsDouble();
        }
        return OptionalLong.of(Math.round(sum));
    }

    /** The same where only the better ones train to the end; which these are, and so their speed, is not known before. */
    OptionalLong millis(List<PlannedRun> runs, SweepSpec.@Nullable Halving halving) {
        OptionalLong all = millis(runs);
        if (halving == null || all.isEmpty()) {
            return OptionalLong.empty();
        }
        int combinations =
                (int) runs.stream().map(PlannedRun::combination).distinct().count();
        double part = parts(halving, 0, combinations) / combinations;
        return OptionalLong.of(Math.round(all.getAsLong() * part));
    }

    /**
     * How many whole budgets the combinations that stand at a rung, and those of them that go on, will spend.
     *
     * @param rungsPassed 0 at the start
     * @param combinations that are still there
     */
    public static double parts(SweepSpec.Halving halving, int rungsPassed, int combinations) {
        List<Double> ends = new ArrayList<>(halving.parts());
        ends.add(1.0);
        double sum = 0;
        int left = combinations;
        for (int rung = rungsPassed; rung < ends.size(); rung++) {
            double begin = rung == 0 ? 0 : ends.get(rung - 1);
            sum += left * (ends.get(rung) - begin);
            left = halving.goOn(left);
        }
        return sum;
    }

    private OptionalDouble observed(String family, String variant) {
        OptionalDouble here = finished(experiment, family).stream()
                .filter(row -> row.spec().variant().equals(variant))
                .mapToLong(RunRow::trainMillis)
                .average();
        if (here.isPresent()) {
            return here;
        }
        return finished(null, family).stream()
                .filter(row ->
                        row.spec().variant().equals(variant) && alike(row.spec().setup()))
                .filter(row -> row.step() > 0 && row.spec().setup().budget().unit() != Budget.Unit.SECONDS)
                .mapToDouble(row -> row.trainMillis()
                        * (setup.budget().amount() / row.spec().setup().budget().amount()))
                .average();
    }

    private boolean alike(ExperimentSetup other) {
        return other.data().equals(setup.data())
                && other.budget().batchSize() == setup.budget().batchSize()
                && other.budget().unit() == setup.budget().unit();
    }

    private List<RunRow> finished(@Nullable String of, String family) {
        return db.runs()
                .page(new RunQuery(
                        of, List.of(), List.of("finished"), family, false, "createdAt", false, 0, RUNS_ASKED))
                .items();
    }
}
