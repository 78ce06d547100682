package org.genera.db.series;

import java.util.List;

/**
 * The points of one metric of one run as columns of equal length, a bucket each. The first point has a bucket of its
 * own; where all points fit, each has.
 *
 * @param metric its name
 * @param key as {@link MetricSummary#key()} says it
 * @param points in the range that was asked for
 * @param steps last step of each bucket, rising
 * @param trainMillis time spent in training at that step
 * @param first value of each bucket
 * @param last value of each bucket
 * @param min of the finite values of each bucket, NaN where it has none
 * @param max of the finite values of each bucket, NaN where it has none
 * @param nonFinite the points that are NaN or infinite, 1,000 at most, the earliest first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(
        String run,
        String metric,
        String key,
        long points,
        long[] steps,
        long[] trainMillis,
        double[] first,
        double[] last,
        double[] min,
        double[] max,
        List<Point> nonFinite) {}
