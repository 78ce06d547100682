package org.genera.db.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.PointBlocks;
import org.genera.db.series.Points;
import org.genera.db.series.PointsBuilder;
import org.genera.db.series.SeriesStatistics;
import org.genera.db.series.SeriesTable;
import org.genera.db.series.SeriesTable.Key;
import org.genera.db.series.StoredSeries;
import org.jdbi.v3.core.Handle;

/**
 * The points that one chunk of a journal adds to the series of its run, gathered so that each series is written once.
 * For one transaction; not thread-safe.
 */
final class SeriesUpdate {
    private final SeriesTable table;
    private final PointBlocks blocks;
    private final Map<Key, PointsBuilder> added = new LinkedHashMap<>();
    private final Map<Key, Origin> origins = new HashMap<>();

    SeriesUpdate(Handle handle, String runId) {
        table = new SeriesTable(handle, runId);
        blocks = new PointBlocks(handle);
    }

    PointsBuilder points(Key key, Origin origin) {
        origins.put(key, origin);
        return added.computeIfAbsent(key, any -> new PointsBuilder());
    }

    /**
     * Writes what was gathered. A step that a series has already, or has passed, is left out: it can only come from a
     * worker that did a step again after a resume, which gives the same number.
     */
    void flush() {
        if (added.isEmpty()) {
            return;
        }
        Map<Key, StoredSeries> rows = new HashMap<>();
        List<SeriesTable.NewSeries> fresh = new ArrayList<>();
        table.all().forEach(row -> rows.put(row.key(), row));
        added.forEach((key, builder) -> {
            StoredSeries row = rows.get(key);
            Origin origin = origins.get(key);
            Points points = builder.buildRising(
                    row == null ? Long.MIN_VALUE : row.summary().statistics().lastStep());
            if (points.isEmpty() || origin == null) {
                return;
            }
            if (row == null) {
                fresh.add(new SeriesTable.NewSeries(key, origin, points));
            } else {
                table.update(row.id(), origin, row.summary().statistics().plus(points));
                blocks.append(row.id(), points);
            }
        });
        if (!fresh.isEmpty()) {
            blocks.insert(table.insert(fresh));
        }
        added.clear();
    }

    /** Drops all points above the step. */
    void cutAfter(long step) {
        flush();
        for (StoredSeries row : table.all()) {
            if (row.summary().statistics().lastStep() > step) {
                SeriesStatistics left = blocks.cutAfter(row.id(), step);
                if (left.points() == 0) {
                    table.delete(row.id());
                } else {
                    table.update(row.id(), row.summary().origin(), left);
                }
            }
        }
    }
}
