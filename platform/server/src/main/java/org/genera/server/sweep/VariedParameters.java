package org.genera.server.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.SweepSpec;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.sweep.SweepAnalysis.Axis;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;

/** What takes several values among the runs of a sweep. */
final class VariedParameters {
    static final String VARIANT = "variant";
    static final String SEED = "seed";

    private final SweepSpec sweep;
    private final List<RunRow> runs;
    private final PluginCatalogue plugins;
    private final boolean severalFamilies;
    private final List<Axis> axes;

    VariedParameters(SweepSpec sweep, List<RunRow> runs, PluginCatalogue plugins) {
        this.sweep = sweep;
        this.runs = runs;
        this.plugins = plugins;
        this.severalFamilies =
                runs.stream().map(run -> run.spec().family()).distinct().count() > 1;
        List<Axis> found = new ArrayList<>();
        if (different(VARIANT).size() > 1) {
            found.add(new Axis(VARIANT, "Variant", "choice", "linear", List.copyOf(different(VARIANT))));
        }
        for (String name : sweep.varied()) {
            found.add(hyperparameter(name));
        }
        if (different(SEED).size() > 1) {
            found.add(new Axis(SEED, "Seed", "choice", "linear", List.copyOf(different(SEED))));
        }
        this.axes = List.copyOf(found);
    }

    List<Axis> axes() {
        return axes;
    }

    /** What a run has on each axis where it has something. */
    Map<String, Object> values(RunRow run) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Axis axis : axes) {
            Object value = value(run, axis.name());
            if (value != null) {
                values.put(axis.name(), value);
            }
        }
        return values;
    }

    /** For each axis the rank of the value of each run: numbers by size, others as they come; absence is a value. */
    int[][] levels(List<RunRow> of) {
        int[][] levels = new int[axes.size()][];
        for (int axis = 0; axis < axes.size(); axis++) {
            String name = axes.get(axis).name();
            List<Object> sorted = new ArrayList<>(new LinkedHashSet<>(
                    of.stream().map(run -> present(value(run, name))).toList()));
            if (sorted.stream().allMatch(value -> value instanceof Number || value.equals(""))) {
                sorted.sort(Comparator.comparingDouble(
                        value -> value instanceof Number number ? number.doubleValue() : Double.NEGATIVE_INFINITY));
            }
            levels[axis] = of.stream()
                    .mapToInt(run -> sorted.indexOf(present(value(run, name))))
                    .toArray();
        }
        return levels;
    }

    private static Object present(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private Axis hyperparameter(String name) {
        Set<Object> values = different(name);
        if (values.stream().allMatch(Number.class::isInstance)) {
            boolean whole = values.stream().allMatch(value -> value instanceof Integer || value instanceof Long);
            return new Axis(name, name, whole ? "integer" : "real", logarithmic(name) ? "log" : "linear", null);
        }
        String kind = values.stream().allMatch(Boolean.class::isInstance)
                ? "boolean"
                : values.stream().allMatch(List.class::isInstance) ? "integers" : "choice";
        return new Axis(name, name, kind, "linear", List.copyOf(values));
    }

    private Set<Object> different(String name) {
        Set<Object> different = new LinkedHashSet<>();
        for (RunRow run : runs) {
            Object value = value(run, name);
            if (value != null) {
                different.add(value);
            }
        }
        return different;
    }

    private @Nullable Object value(RunRow run, String name) {
        if (name.equals(VARIANT) && !sweep.varied().contains(VARIANT)) {
            return severalFamilies
                    ? run.spec().family() + " " + run.spec().variant()
                    : run.spec().variant();
        }
        if (name.equals(SEED) && !sweep.varied().contains(SEED)) {
            return run.spec().seed();
        }
        return run.spec().values().get(name);
    }

    /** Whether the request or the schema says that factors count. */
    private boolean logarithmic(String name) {
        boolean positive =
                different(name).stream().allMatch(value -> value instanceof Number number && number.doubleValue() > 0);
        boolean requested = sweep.items().stream()
                .map(item -> item.values().get(name))
                .anyMatch(value -> value instanceof Map<?, ?> range && "log".equals(range.get("scale")));
        return positive && (requested || sweep.items().stream().anyMatch(item -> logarithmic(item, name)));
    }

    private boolean logarithmic(SweepSpec.Item item, String name) {
        return plugins.variant(item.family(), item.variant()).stream()
                .map(Variant::hyperparameters)
                .flatMap(List::stream)
                .anyMatch(each -> each instanceof Hyperparameter.RealValue real
                        && real.name().equals(name)
                        && real.logarithmic());
    }
}
