package org.genera.server.launch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.SweepSpec;
import org.jspecify.annotations.Nullable;

/** What is kept of a request for several runs. */
final class SweepDraft {

    private SweepDraft() {}

    static SweepSpec of(
            String id,
            String experiment,
            LaunchRequest request,
            SweepSpec.@Nullable Halving halving,
            List<PlannedRun> runs) {
        List<String> varied = varied(runs);
        return new SweepSpec(
                id,
                experiment,
                name(request, varied),
                request.search(),
                halving,
                varied,
                request.items().stream()
                        .map(item -> new SweepSpec.Item(item.family(), item.variant(), item.values(), on(item, runs)))
                        .toList(),
                request.seeds(),
                request.device(),
                Instant.now());
    }

    private static Map<String, PinnedRun> on(LaunchRequest.Item item, List<PlannedRun> runs) {
        return runs.stream()
                .filter(run -> run.item().equals(item))
                .findFirst()
                .map(PlannedRun::on)
                .orElse(Map.of());
    }

    /** Names of the hyperparameters that take several values among the runs of a variant. */
    private static List<String> varied(List<PlannedRun> runs) {
        Map<List<String>, Map<String, Set<Object>>> byVariant = new LinkedHashMap<>();
        for (PlannedRun run : runs) {
            Map<String, Set<Object>> values = byVariant.computeIfAbsent(
                    List.of(run.family(), run.variant().id()), variant -> new LinkedHashMap<>());
            run.values()
                    .asMap()
                    .forEach((name, value) -> values.computeIfAbsent(name, each -> new HashSet<>())
                            .add(value));
        }
        Set<String> varied = new LinkedHashSet<>();
        byVariant
                .values()
                .forEach(values -> values.forEach((name, different) -> {
                    if (different.size() > 1) {
                        varied.add(name);
                    }
                }));
        return new ArrayList<>(varied);
    }

    private static String name(LaunchRequest request, List<String> varied) {
        String variants = request.items().stream()
                .map(item -> item.family() + " " + item.variant())
                .distinct()
                .collect(Collectors.joining(", "));
        String seeds = request.seeds().size() > 1 ? request.seeds().size() + " seeds" : "";
        String over = varied.stream().collect(Collectors.joining(" × "));
        String both = over.isEmpty() || seeds.isEmpty() ? over + seeds : over + ", " + seeds;
        return both.isEmpty() ? variants : variants + ": " + both;
    }
}
