package org.genera.server.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.db.ExperimentsDb;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.run.home.Home;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.RunDirectory;
import org.genera.run.plugins.DescribedFamily;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.server.launch.SameData.Refusal;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.spi.Capability;
import org.genera.spi.Dependency;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Variant;

/**
 * Which runs may take a role that a variant or a sampler declares, and the checkpoint of the one that is chosen.
 * Thread-safe.
 */
public final class RunsToBuildOn {
    /** A prior on codes of an autoencoder on features of a classifier: more is a mistake rather than a model. */
    static final int DEPTH_AT_MOST = 4;

    private static final int LOOKED_AT = 1_000;

    private final Home home;
    private final ExperimentsDb db;
    private final DataCatalogue data;
    private final PluginCatalogue plugins;

    public RunsToBuildOn(Home home, ExperimentsDb db, DataCatalogue data, PluginCatalogue plugins) {
        this.home = home;
        this.db = db;
        this.data = data;
        this.plugins = plugins;
    }

    /**
     * A run that fits a role.
     *
     * @param steps of its checkpoints, rising; never empty
     */
    public record Fitting(RunRow run, List<Long> steps) {}

    /**
     * What is asked of a run.
     *
     * @param needs of which its variant has all of one set
     * @param data that it was trained on
     */
    private record Wanted(List<Set<Capability>> needs, SameData data) {
        boolean isMetBy(Variant variant) {
            return needs.stream().anyMatch(variant.capabilities()::containsAll);
        }
    }

    private Wanted wanted(Dependency role, DataSelection selection) {
        return new Wanted(
                List.of(role.needs()), role.sameData() ? SameData.asIs(data, selection) : spec -> Optional.empty());
    }

    /** That examples of the selection can be measured in what it embeds or encodes. */
    private Wanted features(DataSelection selection) {
        return new Wanted(
                List.of(Set.of(Capability.EMBED), Set.of(Capability.ENCODE)), SameData.alike(data, selection));
    }

    /**
     * The runs that may take a role, the newest first.
     *
     * @param selection the data that sameness is about
     */
    public List<Fitting> fitting(Dependency role, DataSelection selection) {
        return fitting(wanted(role, selection));
    }

    /** The runs in whose features examples of the selection can be measured, the newest first. */
    public List<Fitting> fittingFeatures(DataSelection selection) {
        return fitting(features(selection));
    }

    private List<Fitting> fitting(Wanted wanted) {
        List<Fitting> fitting = new ArrayList<>();
        for (DescribedFamily family : plugins.families()) {
            if (family.variants().stream().anyMatch(wanted::isMetBy)) {
                db
                        .runs()
                        .page(new RunQuery(
                                null, List.of(), List.of(), family.id(), false, "createdAt", false, 0, LOOKED_AT))
                        .items()
                        .stream()
                        .filter(row -> refusal(row, wanted).isEmpty())
                        .map(row -> new Fitting(row, KeptCheckpoint.steps(directory(row.spec()))))
                        .filter(each -> !each.steps().isEmpty())
                        .forEach(fitting::add);
            }
        }
        fitting.sort((one, other) ->
                other.run().spec().createdAt().compareTo(one.run().spec().createdAt()));
        return fitting;
    }

    /**
     * The checkpoints of the runs that are chosen.
     *
     * @param field of the request that names them
     * @param declared the roles there are
     * @param chosen by role
     * @param selection the data that sameness is about
     * @throws InvalidValueException naming the role and what is wrong with its run
     */
    public Map<String, PinnedRun> pins(
            String field, List<Dependency> declared, Map<String, RunChoice> chosen, DataSelection selection) {
        requireKnown(field, declared, chosen.keySet());
        Map<String, PinnedRun> pinned = new HashMap<>();
        for (Dependency role : declared) {
            RunChoice choice = chosen.get(role.role());
            if (choice != null) {
                pinned.put(role.role(), pin(field + "." + role.role(), wanted(role, selection), choice));
            } else if (!role.optional()) {
                throw new InvalidValueException(
                        field + "." + role.role(), "a run to build on: " + role.help(), "nothing");
            }
        }
        return pinned;
    }

    /**
     * The checkpoint of the run in whose features examples of the selection are to be measured.
     *
     * @throws InvalidValueException naming the field and what is wrong with the run
     */
    public PinnedRun pinFeatures(String field, RunChoice choice, DataSelection selection) {
        return pin(field, features(selection), choice);
    }

    private static void requireKnown(String field, List<Dependency> declared, Set<String> chosen) {
        for (String role : chosen) {
            if (declared.stream().noneMatch(each -> each.role().equals(role))) {
                throw new InvalidValueException(
                        field,
                        declared.isEmpty()
                                ? "nothing, since it builds on no other run"
                                : "one of the roles "
                                        + declared.stream()
                                                .map(Dependency::role)
                                                .collect(Collectors.joining(", ")),
                        "\"" + role + "\"");
            }
        }
    }

    private PinnedRun pin(String field, Wanted wanted, RunChoice choice) {
        RunRow row = db.runs()
                .find(choice.run())
                .orElseThrow(() -> new InvalidValueException(field, "the id of a run", "\"" + choice.run() + "\""));
        RunSpec spec = row.spec();
        refusal(row, wanted).ifPresent(refusal -> {
            throw new InvalidValueException(field, refusal.expected(), refusal.found());
        });
        KeptCheckpoint checkpoint = checkpoint(field, spec, choice);
        int depth = depth(spec, 1);
        if (depth > DEPTH_AT_MOST) {
            throw new InvalidValueException(
                    field,
                    "a run that builds on runs at most " + (DEPTH_AT_MOST - 1) + " deep",
                    "run " + spec.runId() + ", which builds on them " + (depth - 1) + " deep");
        }
        return checkpoint.pinned(spec);
    }

    private Optional<Refusal> refusal(RunRow row, Wanted wanted) {
        RunSpec spec = row.spec();
        String run = "run " + spec.runId();
        if (row.deletedAt() != null || isDeleted(spec.experimentId())) {
            return Optional.of(new Refusal("a run that is not in the bin; restore it first", run + ", which is"));
        }
        Optional<Variant> variant = plugins.variant(spec.family(), spec.variant());
        if (variant.isEmpty()) {
            return Optional.of(new Refusal(
                    "a run whose plugin is here, or nobody knows what it can do",
                    run + " of " + spec.family() + "/" + spec.variant() + ", which no plugin brings now"));
        }
        if (!wanted.isMetBy(variant.get())) {
            return Optional.of(new Refusal(
                    "a run that can "
                            + wanted.needs().stream().map(RunsToBuildOn::words).collect(Collectors.joining(" or ")),
                    run + " of " + spec.family() + "/" + spec.variant() + ", which can "
                            + (variant.get().capabilities().isEmpty()
                                    ? "nothing of the kind"
                                    : words(variant.get().capabilities()))));
        }
        return wanted.data().refusal(spec);
    }

    private boolean isDeleted(String experiment) {
        return db.experiments()
                .find(experiment)
                .map(row -> row.deletedAt() != null)
                .orElse(true);
    }

    private static String words(Set<Capability> capabilities) {
        return capabilities.stream()
                .sorted()
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private KeptCheckpoint checkpoint(String field, RunSpec spec, RunChoice choice) {
        RunDirectory directory = directory(spec);
        List<Long> steps = KeptCheckpoint.steps(directory);
        if (steps.isEmpty()) {
            throw new InvalidValueException(
                    field, "a run with a checkpoint", "run " + spec.runId() + ", which has none yet");
        }
        long step = choice.step().orElse(steps.get(steps.size() - 1));
        KeptCheckpoint checkpoint = KeptCheckpoint.of(directory, step)
                .orElseThrow(() -> new InvalidValueException(
                        field + ".step",
                        "one of the kept checkpoints " + steps + " of run " + spec.runId(),
                        Long.toString(step)));
        checkpoint.damage().ifPresent(what -> {
            throw new InvalidValueException(
                    field + ".step",
                    "a checkpoint that is whole",
                    "that of step " + step + " of run " + spec.runId() + ", which is damaged: " + what);
        });
        return checkpoint;
    }

    /** How deep whatever builds on the run stands: 1 if the run itself builds on none. */
    private int depth(RunSpec spec, int above) {
        if (above > DEPTH_AT_MOST) {
            return above;
        }
        int deepest = above;
        for (PinnedRun pin : spec.on().values()) {
            Optional<RunRow> below = db.runs().find(pin.run());
            deepest = Math.max(
                    deepest, below.map(row -> depth(row.spec(), above + 1)).orElse(above + 1));
        }
        return deepest;
    }

    private RunDirectory directory(RunSpec spec) {
        return home.run(spec.experimentId(), spec.runId());
    }
}
