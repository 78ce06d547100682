package org.genera.server.statistics;

/**
 * What the evaluation alone adds to the uncertainty of a value.
 *
 * @param noise standard error of one run's value over the draws of its evaluation; 0 where there is none, or nobody knows
 * @param examples standard error over which examples it was measured on, the same ones for all runs; 0 likewise
 * @param shared whether the runs of a group were measured by the same noise, so that their spread does not hold it
 */
public record EvaluationError(double noise, double examples, boolean shared) {
    /** A cost, or a value of before errors were noted. */
    public static final EvaluationError UNKNOWN = new EvaluationError(0, 0, false);

    public EvaluationError {
        if (!(noise >= 0 && examples >= 0)) {
            throw new IllegalArgumentException(
                    "expected standard errors of 0 or more, got " + noise + " and " + examples);
        }
    }

    public boolean known() {
        return noise > 0 || examples > 0;
    }

    /** Variance that all runs of a group have in common, however many they are. */
    double common() {
        return examples * examples + (shared ? noise * noise : 0);
    }

    /** Variance that each run has for itself, and that the spread between runs holds too. */
    double own() {
        return shared ? 0 : noise * noise;
    }
}
