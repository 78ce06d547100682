package org.genera.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genera.db.experiments.ExperimentRow;
import org.genera.run.spec.ExperimentSetup;
import org.jspecify.annotations.Nullable;

/** An experiment as the OpenAPI document describes it. */
public record ExperimentView(
        String id,
        String name,
        String note,
        ExperimentSetup setup,
        Instant createdAt,
        @Nullable Instant deletedAt,
        List<String> families,
        Map<String, Integer> runs) {

    public static ExperimentView of(ExperimentRow row) {
        Map<String, Integer> runs = new TreeMap<>(row.runsByState());
        runs.put(
                "total",
                row.runsByState().values().stream().mapToInt(Integer::intValue).sum());
        return new ExperimentView(
                row.spec().id(),
                row.spec().name(),
                row.spec().note(),
                row.spec().setup(),
                row.spec().createdAt(),
                row.deletedAt(),
                row.families(),
                runs);
    }
}
