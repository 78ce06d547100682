package org.genera.db;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The histories of metrics. Thread-safe. */
public final class MetricHistory {
    private static final int BLOCKS_AT_A_TIME = 20;

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

    /** One history of a run, for reading it whole with {@link #after}. */
    public record History(long id, MetricSummary summary) {}

    /** The histories of a run, in the order of kinds and names. */
    public List<History> ofRun(String run) {
        return database.read(handle -> new SeriesTable(handle, run)
                .all().stream()
                        .map(row -> new History(row.id(), row.summary()))
                        .sorted(Comparator.comparing(
                                        (History each) -> each.summary().kind())
                                .thenComparing(each -> each.summary().metric().name()))
                        .toList());
    }

    /**
     * The next points of a history, 20,000 at most; none at its end. Each call is a transaction of its own, so that a
     * slow reader holds no connection.
     *
     * @param step the last one that was read, -1 at first
     */
    public Points after(History history, long step) {
        return database.read(handle -> {
            PointBlocks blocks = new PointBlocks(handle);
            List<PointBlocks.Header> next = blocks.headers(history.id(), step + 1, Long.MAX_VALUE).stream()
                    .limit(BLOCKS_AT_A_TIME)
                    .toList();
            Map<Long, Points> contents = blocks.contents(history.id(), next);
            PointsBuilder all = new PointsBuilder();
            for (PointBlocks.Header header : next) {
                all.add(contents.getOrDefault(header.firstStep(), Points.NONE).between(step + 1, Long.MAX_VALUE));
            }
            return all.build();
        });
    }
}
