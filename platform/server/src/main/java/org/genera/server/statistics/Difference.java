package org.genera.server.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether the means of two groups differ by more than chance explains: that of training, as the spread between seeds shows
 * it, and that of the evaluation.
 *
 * @param difference of the means
 * @param pValue two-sided; null where nothing could be tested
 * @param verdict at 5 %, without a correction for how many pairs one looks at
 * @param how it was tested, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(double difference, @Nullable Double pValue, Verdict verdict, String how) {
    static final double LEVEL = 0.05;

    /** What a test says. */
    public enum Verdict {
        DIFFERENT,
        NOT_TOLD_APART,
        /** So few seeds tell a difference so seldom that not telling one says nothing. */
        TOO_FEW_SEEDS,
        /** A run each, or values without any spread: there is nothing to measure a difference by. */
        UNTESTED
    }

    /** The first minus the second, where nothing is known example by example. */
    public static Difference between(GroupSummary first, GroupSummary second) {
        return between(first, second, OptionalDouble.empty());
    }

    /**
     * The first minus the second. The seeds' part of two groups of two or more is that of Welch's t test; of a single run
     * against a group that of one further value of the group, s² (1 + 1/n) with n − 1 degrees of freedom (Crawford &amp;
     * Howell 1998), which takes the lone run to scatter as the group does. A single run against another cannot be tested:
     * nobody knows what training again would do.
     *
     * <p>To this comes the variance of the evaluation: where both were scored on the same examples and the scores are
     * there, that of their differences; else the sum of both, which asks for more than it must where the examples are the
     * same.
     *
     * @param first with one finite value or more, as the second
     * @param paired standard error of the difference over the examples that both were scored on
     */
    public static Difference between(GroupSummary first, GroupSummary second, OptionalDouble paired) {
        double difference = first.mean() - second.mean();
        boolean lonely = first.n() < 2 || second.n() < 2;
        if (first.n() < 2 && second.n() < 2) {
            return untested(difference, "a run each, so training variation is unknown");
        }
        Uncertainty uncertainty = uncertainty(first, second, paired);
        if (!uncertainty.known()) {
            return untested(
                    difference,
                    "all values of a group are equal, and nothing is known of the noise of their evaluation");
        }
        double p = uncertainty.pValue(difference);
        String seeds = lonely ? "one run against the spread of the other group" : "Welch's t test";
        return new Difference(
                difference,
                p,
                p < LEVEL
                        ? Verdict.DIFFERENT
                        : tells(first, second, paired) ? Verdict.NOT_TOLD_APART : Verdict.TOO_FEW_SEEDS,
                seeds + evaluation(uncertainty, paired));
    }

    /** Whether it says something that no difference is told. */
    static boolean tells(GroupSummary first, GroupSummary second, OptionalDouble paired) {
        return Math.min(first.n(), second.n()) >= Standing.SEEDS_THAT_TELL || byPairs(first, second, paired);
    }

    /** The same, saying that it knows of no other pairs. */
    public Difference amongOthers() {
        return pValue == null ? this : new Difference(difference, pValue, verdict, how + ", for this pair alone");
    }

    /** Of which nothing is said but how large it is. */
    public static Difference untested(double difference, String how) {
        return new Difference(difference, null, Verdict.UNTESTED, how);
    }

    private static String evaluation(Uncertainty uncertainty, OptionalDouble paired) {
        if (paired.isPresent()) {
            return ", on the same examples in pairs";
        }
        return uncertainty.evaluation() > 0 ? ", with the errors of both evaluations" : "";
    }

    /** Whether the examples that both were scored on have more to say in it than the seeds. */
    static boolean byPairs(GroupSummary first, GroupSummary second, OptionalDouble paired) {
        if (paired.isEmpty() || first.n() < 2 || second.n() < 2) {
            return false;
        }
        Uncertainty uncertainty = uncertainty(first, second, paired);
        return uncertainty.halfOfEvaluation() > uncertainty.halfOfSeeds();
    }

    private static Uncertainty uncertainty(GroupSummary first, GroupSummary second, OptionalDouble paired) {
        double noise =
                first.evaluation().own() / first.n() + second.evaluation().own() / second.n();
        double evaluation = paired.isPresent()
                ? paired.getAsDouble() * paired.getAsDouble()
                : first.evaluation().common() + second.evaluation().common();
        if (first.n() < 2 || second.n() < 2) {
            GroupSummary group = first.n() < 2 ? second : first;
            return new Uncertainty(group.seedsVariance() * (group.n() + 1), group.n() - 1, evaluation, noise);
        }
        double one = first.seedsVariance();
        double other = second.seedsVariance();
        double degrees =
                (one + other) * (one + other) / (one * one / (first.n() - 1) + other * other / (second.n() - 1));
        return new Uncertainty(one + other, degrees, evaluation, noise);
    }
}
