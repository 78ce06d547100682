package org.genera.db;

import java.util.List;

/**
 * Which part of which histories to read.
 *
 * @param fromStep first step, inclusive
 * @param toStep last step, inclusive; {@link Long#MAX_VALUE} for the end
 * @param points buckets at most, 2 or more
 */
public record SeriesQuery(List<String> runs, List<String> metrics, long fromStep, long toStep, int points) {

    public SeriesQuery {
        if (points < 2) {
            throw new IllegalArgumentException("points: expected 2 or more, got " + points);
        }
        runs = List.copyOf(runs);
        metrics = List.copyOf(metrics);
    }
}
