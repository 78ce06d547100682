package org.genera.server.statistics;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param evaluation what the evaluation of a run adds to its uncertainty
 * @param interval of the mean; null where there is nothing to measure it by, and where it is infinite
 * @param unknown what the interval does not cover, for people; null where it covers all there is
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
        @JsonIgnore EvaluationError evaluation,
        @Nullable Interval interval,
        @Nullable String unknown,
        @Nullable SeedValue best,
        @Nullable SeedValue worst,
        List<SeedValue> values) {

    /** Of values whose evaluation nothing is known of. */
    public static GroupSummary of(List<SeedValue> values, Direction direction) {
        return of(values, direction, EvaluationError.UNKNOWN);
    }

    /** @param evaluation what it adds to the uncertainty of each value */
    public static GroupSummary of(List<SeedValue> values, Direction direction, EvaluationError evaluation) {
        List<SeedValue> sorted = values.stream()
                .sorted(Comparator.comparingLong(SeedValue::seed).thenComparing(SeedValue::run))
                .toList();
        List<SeedValue> numbers =
                sorted.stream().filter(each -> !Double.isNaN(each.value())).toList();
        int n = numbers.size();
        int notANumber = sorted.size() - n;
        if (n == 0) {
            return new GroupSummary(0, notANumber, Double.NaN, null, evaluation, null, null, null, null, sorted);
        }
        double mean = mean(numbers);
        boolean infinite = Double.isInfinite(mean);
        Double deviation = n < 2 || infinite ? null : (Double) deviation(numbers, mean);
        Uncertainty uncertainty = uncertainty(deviation, n, evaluation);
        Comparator<SeedValue> ascending = Comparator.comparingDouble(SeedValue::value);
        Comparator<SeedValue> bestFirst = direction == Direction.HIGHER ? ascending.reversed() : ascending;
        return new GroupSummary(
                n,
                notANumber,
                mean,
                deviation,
                evaluation,
                uncertainty.known() && !infinite ? Interval.of(mean, uncertainty, n, evaluation.known()) : null,
                infinite ? null : unknown(n, evaluation),
                numbers.stream().min(bestFirst).orElseThrow(),
                numbers.stream().max(bestFirst).orElseThrow(),
                sorted);
    }

    private static Uncertainty uncertainty(@Nullable Double deviation, int n, EvaluationError evaluation) {
        return deviation == null
                // No spread between runs holds the noise of one.
                ? new Uncertainty(0, 0, evaluation.common() + evaluation.own(), 0)
                : new Uncertainty(deviation * deviation / n, n - 1, evaluation.common(), evaluation.own() / n);
    }

    private static @Nullable String unknown(int n, EvaluationError evaluation) {
        if (n < 2) {
            return evaluation.known()
                    ? "training variation is unknown"
                    : "training variation is unknown, and nothing is known of the noise of its evaluation";
        }
        return evaluation.known() ? null : "nothing is known of the noise of its evaluation";
    }

    /** Variance of the mean by the spread of the runs; of one run none is known. */
    double seedsVariance() {
        return standardDeviation == null ? Double.NaN : standardDeviation * standardDeviation / n;
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
