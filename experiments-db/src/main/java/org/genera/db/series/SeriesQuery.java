package org.genera.db.series;

import java.util.List;

/**
 * Which part of which histories to read.
 *
 * @param metrics names, or keys as {@link MetricSummary#key()} gives them
 * @param unit of the range
 * @param from where the range begins, inclusive
 * @param to where it ends, inclusive; {@link Long#MAX_VALUE} for the end
 * @param points buckets at most, 2 or more
 */
public record SeriesQuery(List<String> runs, List<String> metrics, Unit unit, long from, long to, int points) {

    /** What a range counts. */
    public enum Unit {
        STEPS,
        /** Milliseconds spent in training. */
        MILLIS
    }

    public SeriesQuery {
        if (points < 2) {
            throw new IllegalArgumentException("points: expected 2 or more, got " + points);
        }
        runs = List.copyOf(runs);
        metrics = List.copyOf(metrics);
    }

    /** A range of steps. */
    public SeriesQuery(List<String> runs, List<String> metrics, long fromStep, long toStep, int points) {
        this(runs, metrics, Unit.STEPS, fromStep, toStep, points);
    }
}
