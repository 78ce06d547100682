package org.genera.data.preparation;

/**
 * What an experiment does with the two parts of its split.
 *
 * @param validation share of the training split, from 0 and below 1, that nothing is trained on, so that something can be
 *     chosen by it; 0 where all of the split is trained on
 * @param scored which test examples are scored where not all of them are
 */
public record Division(double validation, Scored scored) {

    /** Trains on all of the training split and scores the first test examples. */
    public static final Division NONE = new Division(0, Scored.FIRST);

    /** Which test examples are scored where not all of them are. */
    public enum Scored {
        /** The first of the split; these may be unlike the rest. */
        FIRST,
        /** A random choice, the same for everybody; a smaller one is a part of each larger one. */
        RANDOM
    }

    public Division {
        if (!(validation >= 0 && validation < 1)) {
            throw new IllegalArgumentException("validation: expected a share from 0 to less than 1, got " + validation);
        }
    }

    /**
     * How many of so many training examples are kept.
     *
     * @throws IllegalArgumentException if nothing would be left to train on
     */
    public int kept(int trainingExamples) {
        if (validation == 0) {
            return 0;
        }
        if (trainingExamples < 2) {
            throw new IllegalArgumentException(
                    "split: expected a training split of at least 2 examples, one to train on"
                            + " and one to choose by, got " + trainingExamples);
        }
        long share = Math.round(validation * trainingExamples);
        return (int) Math.max(1, Math.min(trainingExamples - 1, share));
    }
}
