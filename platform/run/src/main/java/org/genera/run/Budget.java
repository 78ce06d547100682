package org.genera.run;

/**
 * How long every run of an experiment trains.
 *
 * @param unit what is counted
 * @param amount how many of them
 * @param batchSize examples in a minibatch
 */
public record Budget(Unit unit, double amount, int batchSize) {

    public Budget {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("budget.amount: expected a number above 0, got " + amount);
        }
        if (batchSize < 1 || batchSize > 65_536) {
            throw new IllegalArgumentException("budget.batchSize: expected 1 to 65536 examples, got " + batchSize);
        }
    }

    /** What a budget counts. */
    public enum Unit {
        STEPS,
        EPOCHS,
        /** Seconds of training, without evaluation and sampling. */
        SECONDS
    }

    /**
     * The number of training steps, or {@link Long#MAX_VALUE} where seconds decide.
     *
     * @param trainingExamples in the training split
     */
    public long steps(int trainingExamples) {
        return switch (unit) {
            case STEPS -> Math.max(1, Math.round(amount));
            case EPOCHS -> Math.max(1, Math.round(amount * Math.max(1, trainingExamples / batchSize)));
            case SECONDS -> Long.MAX_VALUE;
        };
    }
}
