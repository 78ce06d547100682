package org.genera.server.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.genera.spi.Metric.Direction;

/**
 * Where a group stands in one quantity, and why.
 *
 * @param why for people
 */
public record Standing(Significance significance, String why) {
    /**
     * From so many on "not told apart" says something: Welch's test of five against five finds a difference of two
     * standard deviations in 77 of 100 cases, of four against four in 61, of two against two in 11.
     */
    static final int SEEDS_THAT_TELL = 5;

    private static final List<String> NUMBERS =
            List.of("no seed", "one seed", "two seeds", "three seeds", "four seeds");

    /** Scores that two groups have of the same examples. */
    @FunctionalInterface
    public interface Pairs<K> {
        /** Standard error of the difference of their means over the examples; empty where there are no such scores. */
        OptionalDouble standardError(K first, K second);
    }

    private record Compared<K>(K key, GroupSummary group, Difference difference, boolean byPairs) {}

    /**
     * Each contender against the one with the best mean, by {@link Difference} at 5 % after Holm's correction. It counts
     * all pairs of contenders, not only those with the best: which group is the best was seen from the same numbers, and
     * among ten equal groups of ten seeds one would be called worse in 12 of 100 columns otherwise. Equal means are
     * equally best. Nothing where there is no direction or no second contender, where all means are equal, or where the best
     * itself is infinite.
     * Beside a finite one an infinite mean is worse, whatever the seeds.
     *
     * @param contenders with a value each
     */
    public static <K> Map<K, Standing> of(Map<K, GroupSummary> contenders, Direction direction, Pairs<K> pairs) {
        Map<K, Standing> standings = new LinkedHashMap<>();
        if (direction == Direction.NEITHER || contenders.size() < 2) {
            return standings;
        }
        Comparator<Map.Entry<K, GroupSummary>> rising =
                Comparator.comparingDouble(entry -> entry.getValue().mean());
        Map.Entry<K, GroupSummary> best = contenders.entrySet().stream()
                .min(direction == Direction.HIGHER ? rising.reversed() : rising)
                .orElseThrow();
        double bestMean = best.getValue().mean();
        if (Double.isInfinite(bestMean) || contenders.values().stream().allMatch(each -> each.mean() == bestMean)) {
            return standings;
        }
        List<Compared<K>> tested = new ArrayList<>();
        contenders.forEach((key, group) -> {
            if (Double.isInfinite(group.mean())) {
                standings.put(key, new Standing(Significance.WORSE, "worse than any finite number"));
                return;
            }
            if (group.mean() == bestMean) {
                standings.put(key, new Standing(Significance.BEST, "the best mean"));
                return;
            }
            OptionalDouble paired = pairs.standardError(key, best.getKey());
            Difference difference = Difference.between(group, best.getValue(), paired);
            if (difference.pValue() == null) {
                standings.put(
                        key, new Standing(Significance.UNTESTED, "not compared with the best: " + difference.how()));
            } else {
                tested.add(new Compared<>(key, group, difference, Difference.byPairs(group, best.getValue(), paired)));
            }
        });
        long finite = contenders.values().stream()
                .filter(each -> Double.isFinite(each.mean()))
                .count();
        long comparisons = finite * (finite - 1) / 2;
        tested.sort(Comparator.comparingDouble(each -> p(each.difference())));
        double adjusted = 0;
        for (int i = 0; i < tested.size(); i++) {
            // Holm: the smallest times the number of comparisons, the next times one less, and never falling.
            Compared<K> each = tested.get(i);
            adjusted = Math.max(adjusted, Math.min(1, (comparisons - i) * p(each.difference())));
            standings.put(each.key(), standing(each, best.getValue(), adjusted, comparisons));
        }
        return standings;
    }

    private static double p(Difference difference) {
        return difference.pValue() == null ? 1 : difference.pValue();
    }

    private static <K> Standing standing(Compared<K> compared, GroupSummary best, double p, long comparisons) {
        String how = compared.difference().how()
                + String.format(Locale.ROOT, ", p = %.2g", p)
                + (comparisons > 1 ? " after Holm's correction for " + comparisons + " pairs" : "");
        if (p < Difference.LEVEL) {
            return new Standing(Significance.WORSE, "worse than the best (" + how + ")");
        }
        int seeds = Math.min(compared.group().n(), best.n());
        if (compared.byPairs()) {
            return new Standing(
                    Significance.NOT_TOLD_APART, "not told from the best on the same examples (" + how + ")");
        }
        return seeds >= SEEDS_THAT_TELL
                ? new Standing(
                        Significance.NOT_TOLD_APART, "not told from the best with " + seeds + " seeds (" + how + ")")
                : new Standing(
                        Significance.TOO_FEW_SEEDS, NUMBERS.get(seeds) + " cannot tell it from the best (" + how + ")");
    }
}
