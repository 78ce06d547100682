package org.genera.server.leaderboard;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.RunSpec;

/** What tells groups of one variant apart: the hyperparameters that take several values among them. */
final class Labels {
    private final Map<String, Set<String>> differing = new LinkedHashMap<>();

    Labels(List<RunRow> runs) {
        Map<String, Map<String, Set<Object>>> byVariant = new LinkedHashMap<>();
        for (RunRow run : runs) {
            Map<String, Set<Object>> values = byVariant.computeIfAbsent(variant(run), each -> new LinkedHashMap<>());
            run.spec()
                    .values()
                    .forEach((name, value) -> values.computeIfAbsent(name, each -> new LinkedHashSet<>())
                            .add(value));
        }
        byVariant.forEach((variant, values) -> differing.put(
                variant,
                values.entrySet().stream()
                        .filter(each -> each.getValue().size() > 1)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    Map<String, Object> values(RunRow run) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String name : differing.getOrDefault(variant(run), Set.of())) {
            Object value = run.spec().values().get(name);
            if (value != null) {
                told.put(name, value);
            }
        }
        return told;
    }

    String label(RunRow run) {
        String values = values(run).entrySet().stream()
                .map(each -> ", " + each.getKey() + " " + each.getValue())
                .collect(Collectors.joining());
        return variant(run) + values;
    }

    private static String variant(RunRow run) {
        RunSpec spec = run.spec();
        return spec.family() + " " + spec.variant();
    }
}
