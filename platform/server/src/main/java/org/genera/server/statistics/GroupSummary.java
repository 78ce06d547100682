package org.genera.server.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One quantity over the runs of a group.
 *
 * @param n how many values are numbers; the rest of the summary is of them
 * @param notANumber how many values are NaN. The mean knows nothing of them, so it flatters a group that has some
 * @param mean NaN where n = 0; infinite where a value is
 * @param standardDeviation of the sample, with n − 1 below; null for n below 2 and for an infinite mean
 * @param interval of the mean; null where the deviation is
 * @param best in the direction of the quantity, or the smallest where it has none; null where n = 0
 * @param worst the opposite of best
 * @param values all of them, in the order of seeds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupSummary(
        int n,
        int notANumber,
        double mean,
        @Nullable Double standardDeviation,
        @Nullable Interval interval,
        @Nullable SeedValue best,
        @Nullable SeedValue worst,
        List<SeedValue> values) {

    public static GroupSummary of(List<SeedValue> values, Direction direction) {
        List<SeedValue> sorted = values.stream()
                .sorted(Comparator.comparingLong(SeedValue::seed).thenComparing(SeedValue::run))
                .toList();
        List<SeedValue> numbers =
                sorted.stream().filter(each -> !Double.isNaN(each.value())).toList();
        int n = numbers.size();
        int notANumber = sorted.size() - n;
        if (n == 0) {
            return new GroupSummary(0, notANumber, Double.NaN, null, null, null, null, sorted);
        }
        double mean = mean(numbers);
        Double deviation = n < 2 || Double.isInfinite(mean) ? null : (Double) deviation(numbers, mean);
        Interval interval = deviation == null ? null : Interval.ofMean(mean, deviation, n);
        Comparator<SeedValue> ascending = Comparator.comparingDouble(SeedValue::value);
        Comparator<SeedValue> bestFirst = direction == Direction.HIGHER ? ascending.reversed() : ascending;
        return new GroupSummary(
                n,
                notANumber,
                mean,
                deviation,
                interval,
                numbers.stream().min(bestFirst).orElseThrow(),
                numbers.stream().max(bestFirst).orElseThrow(),
                sorted);
    }

    private static double mean(List<SeedValue> values) {
        if (values.stream().anyMatch(each -> Double.isInfinite(each.value()))) {
            return values.stream().mapToDouble(SeedValue::value).sum();
        }
        double first = values.get(0).value();
        // Around the first value, so that equal values have exactly their own mean and no deviation.
        double sum = 0;
        for (SeedValue each : values) {
            sum += each.value() - first;
        }
        return first + sum / values.size();
    }

    private static double deviation(List<SeedValue> values, double mean) {
        double squares = 0;
        for (SeedValue each : values) {
            squares += (each.value() - mean) * (each.value() - mean);
        }
        return Math.sqrt(squares / (values.size() - 1));
    }
}
