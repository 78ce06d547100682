package org.genera.db.series;

import java.util.List;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The history of a metric in a few numbers.
 *
 * @param kind {@code training} or {@code evaluation}
 * @param origin of the last value
 * @param statistics over all of its points
 */
public record MetricSummary(String kind, Origin origin, SeriesStatistics statistics) {
    /** Not in any name. */
    private static final char BEFORE_DECLARED = '~';

    /**
     * How a value came about.
     *
     * @param exactness for likelihoods
     * @param context under which it was measured
     * @param detail what else there is to say of it, for people
     */
    public record Origin(Metric metric, @Nullable Exactness exactness, MeasurementContext context, String detail) {}

    public Metric metric() {
        return origin.metric();
    }

    /**
     * What it is a history of; histories of one key may stand in one chart. Measures are the platform's, so their name
     * says it. What training reports is the family's own, and two families may mean two things by one name: it goes by
     * the name and by what was declared with it, such as {@code loss~1x2y3z}.
     */
    public String key() {
        if (kind.equals(SeriesTable.Key.EVALUATION)) {
            return metric().name();
        }
        List<Object> declared =
                List.of(metric().title(), metric().unit(), metric().direction().name());
        return metric().name() + BEFORE_DECLARED + Integer.toUnsignedString(declared.hashCode(), Character.MAX_RADIX);
    }

    /** The name in a key, or the name itself. */
    static String nameIn(String keyOrName) {
        int end = keyOrName.indexOf(BEFORE_DECLARED);
        return end < 0 ? keyOrName : keyOrName.substring(0, end);
    }
}
