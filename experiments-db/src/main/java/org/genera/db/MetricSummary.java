package org.genera.db;

import org.genera.run.Circumstances;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The history of a metric in a few numbers.
 *
 * @param kind {@code training} or {@code evaluation}
 * @param exactness of the last measurement, for likelihoods
 * @param circumstances under which the last value was measured
 * @param detail what else there is to say of it, for people
 * @param points in the history
 * @param min of the finite values, NaN where there is none
 * @param max of the finite values, NaN where there is none
 * @param nonFinite how many points are NaN or infinite
 */
public record MetricSummary(
        Metric metric,
        String kind,
        @Nullable Exactness exactness,
        Circumstances circumstances,
        String detail,
        long points,
        double first,
        long firstStep,
        double last,
        long lastStep,
        double min,
        long minStep,
        double max,
        long maxStep,
        long nonFinite) {}
