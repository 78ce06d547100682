package org.genera.db.series;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.db.connection.Database;
import org.jdbi.v3.core.Handle;

/** The histories of metrics. Thread-safe. */
public final class MetricHistory {
    private static final int BLOCKS_AT_A_TIME = 20;

    private final Database database;

    public MetricHistory(Database database) {
        this.database = database;
    }

    /**
     * One series for each run and metric that has points in the range, in the order of the question. A name that a run
     * has both reported in training and measured gives two, the measured one first; a key gives one.
     */
    public List<Series> series(SeriesQuery query) {
        if (query.runs().isEmpty() || query.metrics().isEmpty()) {
            return List.of();
        }
        Set<String> names = query.metrics().stream().map(MetricSummary::nameIn).collect(Collectors.toSet());
        return database.read(handle -> {
            Map<String, List<StoredSeries>> found = SeriesTable.named(handle, query.runs(), names);
            List<Series> series = new ArrayList<>();
            for (String run : query.runs()) {
                for (String wanted : query.metrics()) {
                    for (StoredSeries row : found.getOrDefault(run, List.of())) {
                        if (isMeant(row.summary(), wanted)) {
                            Buckets buckets = new HistoryReader(handle, row.id(), query).read();
                            if (buckets.total() > 0) {
                                series.add(buckets.series(run, row.summary()));
                            }
                        }
                    }
                }
            }
            return List.copyOf(series);
        });
    }

    private static boolean isMeant(MetricSummary summary, String wanted) {
        return summary.metric().name().equals(wanted) || summary.key().equals(wanted);
    }

    /**
     * How long a run had trained at some of its steps, by step: as its longest history says of the nearest step up to
     * there; 0 before the first.
     */
    public Map<Long, Long> trainMillisAt(String run, Collection<Long> steps) {
        return database.read(handle -> {
            Map<Long, Long> millis = new HashMap<>();
            Optional<StoredSeries> longest = new SeriesTable(handle, run)
                    .all().stream()
                            .max(Comparator.comparingLong(
                                    row -> row.summary().statistics().points()));
            for (long step : steps) {
                millis.computeIfAbsent(
                        step,
                        at -> longest.map(row -> trainMillisAt(handle, row, at)).orElse(0L));
            }
            return millis;
        });
    }

    private static long trainMillisAt(Handle handle, StoredSeries row, long step) {
        PointBlocks blocks = new PointBlocks(handle);
        Optional<PointBlocks.Header> header = blocks.lastUpTo(row.id(), step);
        if (header.isEmpty()) {
            return 0;
        }
        if (header.get().lastStep() <= step) {
            return header.get().lastTrainMillis();
        }
        Points points = blocks.contents(row.id(), List.of(header.get()))
                .getOrDefault(header.get().firstStep(), Points.NONE)
                .between(Long.MIN_VALUE, step);
        return points.isEmpty() ? 0 : points.trainMillis()[points.size() - 1];
    }

    /** The histories of a run, in the order of kinds and names, for reading them whole with {@link #after}. */
    public List<StoredSeries> ofRun(String run) {
        return database.read(handle -> new SeriesTable(handle, run)
                .all().stream()
                        .sorted(Comparator.comparing(
                                        (StoredSeries each) -> each.summary().kind())
                                .thenComparing(each -> each.summary().metric().name()))
                        .toList());
    }

    /**
     * The next points of a history, 20,000 at most; none at its end. Each call is a transaction of its own, so that a
     * slow reader holds no connection.
     *
     * @param step the last one that was read, -1 at first
     */
    public Points after(StoredSeries history, long step) {
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
