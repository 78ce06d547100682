package org.genera.server.launch;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.home.SweepDirectory;
import org.genera.run.journal.OnValidation;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.leaderboard.Measures;
import org.genera.server.plugins.PluginCatalogue;
import org.jspecify.annotations.Nullable;

/** Turns requests into runs: first the directory with everything needed to repeat it, then the row. Thread-safe. */
public final class Launches {
    private static final int EXAMPLES = 5;
    private static final int ROWS = 1_000;

    private final Home home;
    private final ExperimentsDb db;
    private final DataCatalogue data;
    private final LaunchPlan plan;
    private final PinnedCheckpoints pins;
    private final RunLifecycle lifecycle;

    public Launches(
            Home home,
            ExperimentsDb db,
            DataCatalogue data,
            PluginCatalogue plugins,
            DeviceSlots devices,
            RunsToBuildOn others,
            RunLifecycle lifecycle) {
        this.home = home;
        this.db = db;
        this.data = data;
        this.pins = new PinnedCheckpoints(home);
        this.plan = new LaunchPlan(plugins, data, devices, others);
        this.lifecycle = lifecycle;
    }

    /**
     * What a request would start.
     *
     * @param runs how many runs
     * @param combinations of values, without the seeds
     * @param expectedMillis of training in all, one after the other; empty where nothing like it has been run
     * @param expectedMillisWithHalving the same where hopeless runs are stopped early; empty where none is
     * @param examples the first few combinations, by what the request says of them
     * @param measures keys of columns that the halving may rank by
     */
    public record Preview(
            int runs,
            int combinations,
            OptionalLong expectedMillis,
            OptionalLong expectedMillisWithHalving,
            List<Map<String, Object>> examples,
            List<String> measures) {}

    /**
     * Checks the request and starts nothing.
     *
     * @throws org.genera.spi.InvalidValueException naming the field of the request
     */
    public Preview preview(ExperimentRow experiment, LaunchRequest request) {
        List<PlannedRun> runs = planned(experiment, request);
        ExpectedTime time =
                new ExpectedTime(db, experiment.spec().id(), experiment.spec().setup());
        Map<Object, Map<String, Object>> combinations = new LinkedHashMap<>();
        runs.forEach(run -> combinations.putIfAbsent(run.combination(), told(run)));
        return new Preview(
                runs.size(),
                combinations.size(),
                time.millis(runs),
                time.millis(runs, request.halving()),
                combinations.values().stream().limit(EXAMPLES).toList(),
                measures(experiment));
    }

    /** Every variant there is, with what speaks against training it in the experiment. */
    public List<Fit> fits(ExperimentRow experiment) {
        return plan.fits(experiment.spec().setup());
    }

    private static Map<String, Object> told(PlannedRun run) {
        Map<String, Object> told = new LinkedHashMap<>(run.values().asMap());
        told.keySet().retainAll(run.given());
        return told;
    }

    private List<PlannedRun> planned(ExperimentRow experiment, LaunchRequest request) {
        List<PlannedRun> runs = plan.of(experiment.spec().setup(), request);
        halving(experiment, request);
        return runs;
    }

    private SweepSpec.@Nullable Halving halving(ExperimentRow experiment, LaunchRequest request) {
        return request.halving() == null
                ? null
                : new HalvingChoice(experiment.spec().setup().protocol(), measures(experiment)).of(request.halving());
    }

    /** What can be chosen by, whatever it is measured on. */
    private List<String> measures(ExperimentRow experiment) {
        return Measures.known(finished(experiment)).stream()
                .filter(key -> !OnValidation.isSuch(key))
                .toList();
    }

    private List<RunRow> finished(ExperimentRow experiment) {
        return db.runs()
                .page(new RunQuery(
                        experiment.spec().id(),
                        List.of(),
                        List.of("finished"),
                        null,
                        false,
                        "createdAt",
                        false,
                        0,
                        ROWS))
                .items();
    }

    /**
     * Launches all runs of a request, or none if one is refused.
     *
     * @throws org.genera.spi.InvalidValueException naming the field of the request
     */
    public List<RunRow> launch(ExperimentRow experiment, LaunchRequest request) {
        requirePresent(experiment);
        List<PlannedRun> runs = planned(experiment, request);
        // More than one run is a sweep, if only over seeds: it can be stopped and looked at as a whole.
        SweepSpec sweep = runs.size() > 1
                ? SweepDraft.of(ShortId.next(), experiment.spec().id(), request, halving(experiment, request), runs)
                : null;
        return launch(
                experiment,
                runs,
                sweep,
                sweep == null
                        ? null
                        : new RunSpec.InSweep(
                                sweep.id(),
                                sweep.halving() == null
                                        ? List.of()
                                        : sweep.halving().parts()));
    }

    /**
     * Launches a run with the specification of another: the same values, whether they were set or defaults then, the
     * same seed, the device that was asked for, and the checkpoints of other runs that it builds on.
     *
     * @throws RefusedException if its data set has gone or has become another one
     * @throws org.genera.spi.InvalidValueException if the plugin that is loaded now refuses it, or a run that it builds on
     *     has gone
     */
    public RunRow repeat(ExperimentRow experiment, RunRow run) {
        requirePresent(experiment);
        RunSpec spec = run.spec();
        new LaunchedData(data).requireSame(spec, "repeated");
        Map<String, RunChoice> on = new HashMap<>();
        spec.on().forEach((role, pin) -> on.put(role, new RunChoice(pin.run(), OptionalLong.of(pin.step()))));
        LaunchRequest.Item item = new LaunchRequest.Item(spec.family(), spec.variant(), plan.asMeant(spec), on);
        LaunchRequest request = new LaunchRequest(List.of(item), List.of(spec.seed()), spec.device());
        List<PlannedRun> runs = plan.of(spec.setup(), request).stream()
                .map(planned -> planned.given(spec.given()))
                .toList();
        runs.forEach(planned -> requireSame(spec.on(), planned.on()));
        return launch(experiment, runs, null, measuredAlike(spec)).get(0);
    }

    private static void requireSame(Map<String, PinnedRun> original, Map<String, PinnedRun> now) {
        original.forEach((role, pin) -> {
            PinnedRun found = now.get(role);
            if (found == null || !found.checkpointSha256().equals(pin.checkpointSha256())) {
                throw new RefusedException("expected the checkpoint of step " + pin.step() + " of run " + pin.run()
                        + " that the run builds on as " + role + ", found another one in its place; that run has been"
                        + " trained again since");
            }
        });
    }

    /** A repetition is measured at the rungs of the original, or its numbers would not be the same ones. */
    private static RunSpec.@Nullable InSweep measuredAlike(RunSpec original) {
        return original.sweep() == null || original.sweep().rungs().isEmpty()
                ? null
                : new RunSpec.InSweep("", original.sweep().rungs());
    }

    private static void requirePresent(ExperimentRow experiment) {
        if (experiment.deletedAt() != null) {
            throw new RefusedException("expected an experiment that is not deleted; restore it first");
        }
    }

    private List<RunRow> launch(
            ExperimentRow experiment,
            List<PlannedRun> runs,
            @Nullable SweepSpec sweep,
            RunSpec.@Nullable InSweep inSweep) {
        ExperimentSetup setup = experiment.spec().setup();
        pins.requireFeatures(setup.protocol());
        String fingerprint =
                data.card(setup.data().dataSet()).map(DataSetCard::fingerprint).orElse("");
        List<RunSpec> specs = runs.stream()
                .map(run -> spec(experiment, run, fingerprint, inSweep))
                .toList();
        pins.keep(runs.stream()
                .flatMap(run -> run.on().values().stream())
                .distinct()
                .toList());
        List<RunRow> rows = NewFolders.orNone(folders -> {
            if (sweep != null) {
                SweepDirectory directory = home.sweep(sweep.experimentId(), sweep.id());
                folders.write(directory.root(), directory.specFile(), sweep);
            }
            for (RunSpec spec : specs) {
                RunDirectory directory = home.run(spec.experimentId(), spec.runId());
                folders.write(directory.root(), directory.specFile(), spec);
            }
            return db.runs().launch(sweep, specs);
        });
        lifecycle.enqueue(rows);
        return rows;
    }

    private static RunSpec spec(
            ExperimentRow experiment, PlannedRun run, String fingerprint, RunSpec.@Nullable InSweep sweep) {
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
                run.variant().id(),
                run.values().asMap(),
                run.given(),
                run.seed(),
                run.device(),
                experiment.spec().setup(),
                provenance,
                Instant.now(),
                sweep,
                run.on());
    }
}
