package org.genera.server.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.genera.data.DataCatalogue;
import org.genera.run.plugins.DescribedFamily;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.plugins.PluginEntry;
import org.genera.spi.DataSpec;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** Checks requests against families, data and devices, and spells them out as single runs. Thread-safe. */
final class LaunchPlan {
    private static final int RUNS_AT_MOST = 500;

    private final PluginCatalogue plugins;
    private final DataCatalogue data;
    private final DeviceSlots devices;
    private final RunsToBuildOn others;

    LaunchPlan(PluginCatalogue plugins, DataCatalogue data, DeviceSlots devices, RunsToBuildOn others) {
        this.plugins = plugins;
        this.data = data;
        this.devices = devices;
        this.others = others;
    }

    /** Every variant there is, with what speaks against training it here. */
    List<Fit> fits(ExperimentSetup setup) {
        DataSpec spec = data.spec(setup.data(), setup.protocol().division());
        return plugins.families().stream()
                .flatMap(family -> family.variants().stream()
                        .map(variant -> new Fit(
                                family.id(),
                                variant.id(),
                                refusal(variant, setup.budget(), spec).orElse(null))))
                .toList();
    }

    private static Optional<String> refusal(Variant variant, Budget budget, DataSpec spec) {
        return variant.accepts().refusal(spec).or(() -> budget.refusal(variant, spec.trainingExamples()));
    }

    /**
     * The runs of a request: items, then combinations of values, then seeds.
     *
     * @throws IllegalArgumentException naming the field of the request
     */
    List<PlannedRun> of(ExperimentSetup setup, LaunchRequest request) {
        devices.refusal(request.device()).ifPresent(sentence -> {
            throw new IllegalArgumentException("device: " + sentence);
        });
        DataSpec spec = data.spec(setup.data(), setup.protocol().division());
        List<PlannedRun> runs = new ArrayList<>();
        for (int i = 0; i < request.items().size(); i++) {
            String field = "items[" + i + "]";
            runs.addAll(ofItem(setup, spec, request, i, field));
            if (runs.size() > RUNS_AT_MOST) {
                throw new InvalidValueException(field, "at most " + RUNS_AT_MOST + " runs in one launch", "more");
            }
        }
        if (request.halving() != null) {
            requireSense(request.halving(), setup.budget(), spec, runs);
        }
        return runs;
    }

    private static void requireSense(SweepSpec.Halving halving, Budget budget, DataSpec spec, List<PlannedRun> runs) {
        if (runs.stream().map(PlannedRun::combination).distinct().count() < 2) {
            throw new InvalidValueException("halving", "two combinations or more to choose among", "one");
        }
        for (PlannedRun run : runs) {
            long steps = budget.total(run.variant(), spec.trainingExamples());
            if (steps * halving.parts().get(0) < 1) {
                throw new InvalidValueException(
                        "halving.rungs",
                        "a first rung of one step or more; take fewer rungs or a smaller eta",
                        "1/" + Math.round(1 / halving.parts().get(0)) + " of " + steps + " steps of "
                                + run.variant().id());
            }
            double undrawable = run.variant().undrawableShare();
            if (Math.round(steps * halving.parts().get(0)) <= Math.round(steps * undrawable)) {
                throw new InvalidValueException(
                        "halving.rungs",
                        "a first rung after the stages of " + run.variant().id()
                                + " that leave nothing to measure, which"
                                + " take " + Math.round(100 * undrawable) + " % of the budget; take fewer rungs or a"
                                + " smaller eta",
                        "one at " + Math.round(100 * halving.parts().get(0)) + " %");
            }
        }
    }

    private List<PlannedRun> ofItem(
            ExperimentSetup setup, DataSpec spec, LaunchRequest request, int index, String field) {
        LaunchRequest.Item item = request.items().get(index);
        DescribedFamily family = plugins.family(item.family())
                .orElseThrow(() -> new InvalidValueException(
                        field + ".family",
                        "one of "
                                + String.join(
                                        ", ",
                                        plugins.families().stream()
                                                .map(DescribedFamily::id)
                                                .toList()),
                        "\"" + item.family() + "\""));
        PluginEntry plugin = plugins.pluginOf(item.family()).orElseThrow();
        List<Variant> variants = family.variants();
        Variant variant = family.variant(item.variant())
                .orElseThrow(() -> new InvalidValueException(
                        field + ".variant",
                        "one of "
                                + String.join(
                                        ", ", variants.stream().map(Variant::id).toList()),
                        "\"" + item.variant() + "\""));
        refusal(variant, setup.budget(), spec).ifPresent(sentence -> {
            throw new IllegalArgumentException(field + ".variant: " + sentence);
        });
        Map<String, PinnedRun> on = others.pins(field + ".on", variant.buildsOn(), item.on(), setup.data());
        List<PlannedRun> runs = new ArrayList<>();
        for (Map<String, Object> combination : combinations(variant, request, index, field)) {
            Values values = values(variant, combination, field);
            List<String> given = List.copyOf(new TreeSet<>(combination.keySet()));
            for (long seed : request.seeds()) {
                runs.add(new PlannedRun(item, variant, plugin, values, given, seed, request.device(), on));
            }
        }
        return runs;
    }

    private static List<Map<String, Object>> combinations(
            Variant variant, LaunchRequest request, int index, String field) {
        Map<String, Object> given = request.items().get(index).values();
        try {
            return request.search().kind() == SweepSpec.Search.Kind.RANDOM
                    ? RandomSearch.combinations(variant.hyperparameters(), given, request.search(), index)
                    : ValueGrid.combinations(variant.hyperparameters(), given, RUNS_AT_MOST);
        } catch (InvalidValueException e) {
            throw inside(field, e);
        }
    }

    /** The values of a run, with what was meant by those that are younger than it. */
    Map<String, Object> asMeant(RunSpec run) {
        return plugins.family(run.family())
                .flatMap(family -> family.variant(run.variant()))
                .map(variant -> {
                    Map<String, Object> all = new HashMap<>(variant.earlier());
                    all.putAll(run.values());
                    return all;
                })
                .orElse(run.values());
    }

    private static Values values(Variant variant, Map<String, Object> combination, String field) {
        try {
            return Values.of(variant.hyperparameters(), combination);
        } catch (InvalidValueException e) {
            throw inside(field, e);
        }
    }

    private static InvalidValueException inside(String field, InvalidValueException e) {
        return new InvalidValueException(field + ".values." + e.field(), e.expected(), e.found());
    }
}
