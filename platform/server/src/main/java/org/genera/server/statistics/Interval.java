package org.genera.server.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A confidence interval of a mean: what would change if somebody trained and measured again.
 *
 * @param confidence such as 0.95
 * @param seeds half of what it would be by the spread of the runs alone; null for one run
 * @param evaluation half of what it would be by the noise and the examples of the evaluation alone; null where nothing is
 *     known of them
 * @param how it was computed, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Interval(
        double low,
        double high,
        double confidence,
        @Nullable Double seeds,
        @Nullable Double evaluation,
        String how) {

    /**
     * @param uncertainty of the mean
     * @param n values behind it, 1 or more
     * @param known whether it holds all that the evaluation adds
     */
    static Interval of(double mean, Uncertainty uncertainty, int n, boolean known) {
        double half = uncertainty.half();
        boolean evaluated = uncertainty.evaluation() > 0;
        return new Interval(
                mean - half,
                mean + half,
                Uncertainty.CONFIDENCE,
                n < 2 ? null : (Double) uncertainty.halfOfSeeds(),
                evaluated ? (Double) uncertainty.halfOfEvaluation() : null,
                how(uncertainty, n, evaluated, known));
    }

    private static String how(Uncertainty uncertainty, int n, boolean evaluated, boolean known) {
        if (n < 2) {
            return "the evaluation's noise and examples, 95 %; training variation is unknown";
        }
        String student = String.format(Locale.ROOT, "Student's t, 95 %%, n − 1 = %d", n - 1);
        if (uncertainty.isHeldByNoise()) {
            return student + ", and not below one standard error of the evaluation's noise";
        }
        if (evaluated) {
            return student + ", weighed with the evaluation's normal one";
        }
        if (uncertainty.noise() > 0) {
            return student + ", which holds the noise of the evaluation";
        }
        return known ? student : student + "; nothing is known of the noise of its evaluation";
    }
}
