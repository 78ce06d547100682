package org.genera.server.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;

/**
 * Whether the means of two groups differ by more than their seeds explain.
 *
 * @param difference of the means
 * @param pValue two-sided; null where nothing could be tested
 * @param verdict at 5 %, without a correction for how many pairs one looks at
 * @param how it was tested, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(double difference, @Nullable Double pValue, Verdict verdict, String how) {
    private static final double LEVEL = 0.05;
    private static final TTest WELCH = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);

    /** What a test says. */
    public enum Verdict {
        DIFFERENT,
        NOT_TOLD_APART,
        /** A run each: there is no spread to measure a difference by. */
        UNTESTED
    }

    /**
     * The first minus the second. Two groups of two or more: Welch's t test. A single run against a group: Student's t
     * for one further value of the group, t = (x − mean) / (s √(1 + 1/n)) with n − 1 degrees of freedom (Crawford &amp;
     * Howell 1998), which takes the lone run to scatter as the group does. A single run against another cannot be
     * tested.
     *
     * @param first with one finite value or more, as the second
     */
    public static Difference between(GroupSummary first, GroupSummary second) {
        double difference = first.mean() - second.mean();
        Double one = first.standardDeviation();
        Double other = second.standardDeviation();
        if (one != null && other != null) {
            if (one == 0 && other == 0) {
                return without(difference, "all values of each group are equal");
            }
            double p = WELCH.test(first.mean(), one * one, first.n(), second.mean(), other * other, second.n())
                    .getPValue();
            return tested(difference, p, "Welch's t test");
        }
        if (one == null && other == null) {
            return new Difference(
                    difference,
                    null,
                    difference == 0 ? Verdict.NOT_TOLD_APART : Verdict.UNTESTED,
                    "a run each, so nothing is known of the spread");
        }
        return one == null ? ofOneRun(difference, second) : ofOneRun(difference, first);
    }

    private static Difference ofOneRun(double difference, GroupSummary group) {
        Double deviation = group.standardDeviation();
        if (deviation == null || deviation == 0) {
            return without(difference, "all values of the group are equal");
        }
        double t = Math.abs(difference) / (deviation * Math.sqrt(1 + 1.0 / group.n()));
        double p = 2 * TDistribution.of(group.n() - 1).survivalProbability(t);
        return tested(difference, p, "one run against the spread of the other group");
    }

    private static Difference tested(double difference, double p, String how) {
        return new Difference(difference, p, p < LEVEL ? Verdict.DIFFERENT : Verdict.NOT_TOLD_APART, how);
    }

    /** No spread at all: any difference is one. */
    private static Difference without(double difference, String how) {
        return tested(difference, difference == 0 ? 1 : 0, how);
    }
}
