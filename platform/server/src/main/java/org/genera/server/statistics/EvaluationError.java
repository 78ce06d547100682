package org.genera.server.statistics;

/**
 * What the evaluation alone adds to the uncertainty of a value.
 *
 * @param noise standard error of one run's value over the draws of its evaluation; 0 where there is none, or nobody knows
 * @param examples standard error over which examples it was measured on, the same ones for all runs; 0 likewise
 * @param shared whether the runs of a group were measured by the same noise, so that their spread does not hold it
 * @param known whether anybody knows
 */
public record EvaluationError(double noise, double examples, boolean shared, boolean known) {
    /** A value of before errors were noted. */
    public static final EvaluationError UNKNOWN = new EvaluationError(0, 0, false, false);
    /** A cost, which nothing is drawn for. */
    public static final EvaluationError NONE = new EvaluationError(0, 0, false, true);

    public EvaluationError {
        if (!(noise >= 0 && examples >= 0)) {
            throw new IllegalArgumentException(
                    "expected standard errors of 0 or more, got " + noise + " and " + examples);
        }
    }

    /** Errors of 0 say that nobody knows. */
    public EvaluationError(double noise, double examples, boolean shared) {
        this(noise, examples, shared, noise > 0 || examples > 0);
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
