package org.genera.db.series;

import org.genera.db.series.SeriesTable.Key;

/**
 * A history as the database keeps it.
 *
 * @param id of its row
 */
public record StoredSeries(long id, MetricSummary summary) {

    public Key key() {
        return new Key(summary.metric().name(), summary.kind());
    }
}
