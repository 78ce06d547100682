package org.genera.db;

import java.util.ArrayList;
import java.util.List;

/** The histories of metrics. Thread-safe. */
public final class MetricHistory {
    private final Database database;

    MetricHistory(Database database) {
        this.database = database;
    }

    private record Found(long id, String run, String metric) {}

    /**
     * One series for each run and metric that has points in the range, in the order of the question. A metric that a run
     * has both reported in training and measured gives two, the measured one first.
     */
    public List<Series> series(SeriesQuery query) {
        if (query.runs().isEmpty() || query.metrics().isEmpty()) {
            return List.of();
        }
        return database.read(handle -> {
            List<Found> found = handle.createQuery("""
                            select id, run_id, name from metric_series
                            where run_id in (<runs>) and name in (<metrics>) order by kind""")
                    .bindList("runs", query.runs())
                    .bindList("metrics", query.metrics())
                    .map((row, context) -> new Found(row.getLong("id"), row.getString("run_id"), row.getString("name")))
                    .list();
            List<Series> series = new ArrayList<>();
            for (String run : query.runs()) {
                for (String metric : query.metrics()) {
                    for (Found each : found) {
                        if (each.run().equals(run) && each.metric().equals(metric)) {
                            Buckets buckets = new HistoryReader(handle, each.id(), query).read();
                            if (buckets.total() > 0) {
                                series.add(buckets.series(run, metric));
                            }
                        }
                    }
                }
            }
            return List.copyOf(series);
        });
    }
}
