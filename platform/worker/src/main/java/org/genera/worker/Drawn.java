package org.genera.worker;

import org.genera.run.Circumstances;

/**
 * The samples that are measured, and what they can stand against.
 *
 * @param count how many there are
 * @param by the sampler's title
 * @param train name of the split that the model saw
 * @param test name of the split that it did not
 */
record Drawn(int count, String by, String train, String test) {

    /** Of a measure that reads samples alone. */
    Circumstances alone() {
        return Circumstances.NONE.samples(count, by);
    }

    /**
     * Of a measure of samples against test examples.
     *
     * @param compared how many of the samples took part
     */
    Circumstances againstTest(int compared, int references) {
        return Circumstances.over(test, references).samples(compared, by);
    }

    /** Of a measure of samples against what the model has seen. */
    Circumstances againstTraining(int compared, int references) {
        return Circumstances.over(train, references).samples(compared, by);
    }
}
