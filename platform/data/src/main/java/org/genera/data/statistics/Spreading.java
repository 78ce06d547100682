package org.genera.data.statistics;

import java.util.Arrays;
import java.util.List;
import org.genera.data.statistics.DataSetStatistics.Spread;

/** Gathers values: their moments first, then, once the bins are known, how many fall into each. For one thread. */
final class Spreading {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long count;
    private double mean;
    private double squares;
    private double from;
    private double perUnit;
    private long[] bins = new long[0];
    private long below;
    private long above;

    /** Welford's running mean and sum of squares. */
    void measure(double value) {
        count++;
        double difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void bins(double start, double end, int number) {
        from = start;
        perUnit = number / (end - start);
        bins = new long[number];
    }

    void place(double value) {
        double bin = Math.floor((value - from) * perUnit);
        if (bin < 0) {
            below++;
        } else if (bin < bins.length) {
            bins[(int) bin]++;
        } else if (bin == bins.length && (value - from) * perUnit == bins.length) {
            // The largest value belongs to the last bin.
            bins[bins.length - 1]++;
        } else {
            above++;
        }
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    double standardDeviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    Spread spread() {
        List<Long> counts = Arrays.stream(bins).boxed().toList();
        return count == 0
                ? new Spread(0, 0, 0, 0, 0, 0, counts)
                : new Spread(min, max, mean, standardDeviation(), below, above, counts);
    }
}
