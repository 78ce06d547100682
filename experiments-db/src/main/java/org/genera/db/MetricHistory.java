package org.genera.db;

import java.util.List;

/** See the methods. Thread-safe. */
public final class MetricHistory {
    public List<Series> series(SeriesQuery query) {
        throw new UnsupportedOperationException("being written");
    }
}
