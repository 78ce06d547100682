package org.genera.server.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.genera.spi.Metric.Direction;

/** Where a group stands in one quantity. */
public enum Significance {
    /** It has the best mean. */
    BEST,
    /** Its mean cannot be told from the best one. */
    WITHIN_UNCERTAINTY,
    /** It has one run, as the best has, so nobody knows. */
    UNTESTED,
    WORSE;

    /**
     * Each contender against the one with the best mean, by {@link Difference}; of equal means the first is the best.
     * Nothing where there is no direction or no second contender, or where the best mean itself is infinite. Beside a finite
     * one an infinite mean is worse, whatever the seeds.
     *
     * @param contenders with a value each
     */
    public static <K> Map<K, Significance> of(Map<K, GroupSummary> contenders, Direction direction) {
        Map<K, Significance> standings = new LinkedHashMap<>();
        if (direction == Direction.NEITHER || contenders.size() < 2) {
            return standings;
        }
        GroupSummary best = null;
        for (GroupSummary each : contenders.values()) {
            if (best == null
                    || (direction == Direction.HIGHER ? each.mean() > best.mean() : each.mean() < best.mean())) {
                best = each;
            }
        }
        if (best == null || Double.isInfinite(best.mean())) {
            return standings;
        }
        for (Map.Entry<K, GroupSummary> each : contenders.entrySet()) {
            standings.put(each.getKey(), each.getValue() == best ? BEST : against(best, each.getValue()));
        }
        return standings;
    }

    private static Significance against(GroupSummary best, GroupSummary other) {
        if (Double.isInfinite(other.mean())) {
            return WORSE;
        }
        return switch (Difference.between(other, best).verdict()) {
            case DIFFERENT -> WORSE;
            case NOT_TOLD_APART -> WITHIN_UNCERTAINTY;
            case UNTESTED -> UNTESTED;
        };
    }
}
