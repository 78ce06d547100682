package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSetCard;
import org.genera.db.ExperimentRow;
import org.genera.db.ExperimentsDb;
import org.genera.db.RunQuery;
import org.genera.db.RunRow;
import org.genera.run.Budget;
import org.genera.run.Ground;
import org.genera.run.Home;
import org.genera.run.Json;
import org.genera.run.PluginCatalogue;
import org.genera.run.RunDirectory;
import org.genera.run.RunSpec;
import org.genera.run.RunState;
import org.genera.server.ShortId;
import org.genera.server.Version;
import org.genera.server.devices.Devices;

/** Turns wishes into runs: first the directory with everything needed to repeat it, then the row. Thread-safe. */
public final class Launches {
    private static final int FINISHED_RUNS_FOR_AN_ESTIMATE = 50;

    private final Home home;
    private final ExperimentsDb db;
    private final DataCatalogue data;
    private final LaunchPlan plan;
    private final RunLifecycle lifecycle;

    public Launches(
            Home home,
            ExperimentsDb db,
            DataCatalogue data,
            PluginCatalogue plugins,
            Devices devices,
            RunLifecycle lifecycle) {
        this.home = home;
        this.db = db;
        this.data = data;
        this.plan = new LaunchPlan(plugins, data, devices);
        this.lifecycle = lifecycle;
    }

    /**
     * What a wish would start.
     *
     * @param runs how many runs
     * @param expectedMillis of training in all, one after the other; empty where nothing like it has been run
     */
    public record Preview(int runs, OptionalLong expectedMillis) {}

    /**
     * Checks the wish and starts nothing.
     *
     * @throws org.genera.spi.InvalidValueException naming the field of the request
     */
    public Preview preview(ExperimentRow experiment, LaunchWish wish) {
        List<PlannedRun> runs = plan.of(experiment.spec().ground(), wish);
        return new Preview(runs.size(), expectedMillis(experiment, runs));
    }

    /**
     * Launches all runs of a wish, or none if one is refused.
     *
     * @throws org.genera.spi.InvalidValueException naming the field of the request
     */
    public List<RunRow> launch(ExperimentRow experiment, LaunchWish wish) {
        requirePresent(experiment);
        return launch(experiment, plan.of(experiment.spec().ground(), wish));
    }

    /**
     * Launches a run with the specification of another: the same values, whether they were set or defaults then, the
     * same seed and the device that was asked for.
     *
     * @throws org.genera.spi.InvalidValueException if the plugin that is loaded now refuses it
     */
    public RunRow repeat(ExperimentRow experiment, RunRow run) {
        requirePresent(experiment);
        RunSpec spec = run.spec();
        LaunchWish.Item item = new LaunchWish.Item(spec.family(), spec.variant(), spec.values());
        LaunchWish wish = new LaunchWish(List.of(item), List.of(spec.seed()), spec.device());
        List<PlannedRun> runs = plan.of(spec.ground(), wish).stream()
                .map(planned -> planned.given(spec.given()))
                .toList();
        return launch(experiment, runs).get(0);
    }

    private static void requirePresent(ExperimentRow experiment) {
        if (experiment.deletedAt() != null) {
            throw new RefusedException("expected an experiment that is not deleted; restore it first");
        }
    }

    private List<RunRow> launch(ExperimentRow experiment, List<PlannedRun> runs) {
        Ground ground = experiment.spec().ground();
        String fingerprint =
                data.card(ground.data().dataSet()).map(DataSetCard::fingerprint).orElse("");
        List<RunRow> rows = new ArrayList<>();
        try {
            for (PlannedRun run : runs) {
                RunSpec spec = spec(experiment, run, fingerprint);
                write(spec);
                db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
                db.runs().find(spec.runId()).ifPresent(rows::add);
            }
        } finally {
            // A full disk on the way must not leave rows behind that nobody starts.
            lifecycle.enqueue(rows);
        }
        return rows;
    }

    private static RunSpec spec(ExperimentRow experiment, PlannedRun run, String fingerprint) {
        RunSpec.Provenance provenance = new RunSpec.Provenance(
                Version.current(),
                run.plugin().id(),
                run.plugin().version(),
                run.plugin().sha256(),
                fingerprint,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        return new RunSpec(
                ShortId.next(),
                experiment.spec().id(),
                run.family(),
                run.variant(),
                run.values().asMap(),
                run.given(),
                run.seed(),
                run.device(),
                experiment.spec().ground(),
                provenance,
                Instant.now());
    }

    private void write(RunSpec spec) {
        RunDirectory directory = home.run(spec.experimentId(), spec.runId());
        try {
            Files.createDirectories(directory.root());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory.root() + ": " + e.getMessage(), e);
        }
        Json.writeFile(directory.specFile(), spec);
    }

    private OptionalLong expectedMillis(ExperimentRow experiment, List<PlannedRun> runs) {
        Budget budget = experiment.spec().ground().budget();
        if (budget.unit() == Budget.Unit.SECONDS) {
            return OptionalLong.of(Math.round(runs.size() * budget.amount() * 1000));
        }
        List<RunRow> finished = db.runs()
                .page(new RunQuery(
                        experiment.spec().id(),
                        List.of(),
                        List.of("finished"),
                        null,
                        false,
                        "createdAt",
                        false,
                        0,
                        FINISHED_RUNS_FOR_AN_ESTIMATE))
                .items();
        double sum = 0;
        for (PlannedRun run : runs) {
            OptionalDouble mean = finished.stream()
                    .filter(row -> row.spec().family().equals(run.family())
                            && row.spec().variant().equals(run.variant()))
                    .mapToLong(RunRow::trainMillis)
                    .average();
            if (mean.isEmpty()) {
                return OptionalLong.empty();
            }
            sum += mean.getAsDouble();
        }
        return OptionalLong.of(Math.round(sum));
    }
}
