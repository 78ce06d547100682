package org.genera.worker.measures;

import org.genera.run.journal.MeasurementContext;

/**
 * The samples that are measured, and what they can stand against.
 *
 * @param count how many there are
 * @param by the sampler's title
 * @param train name of the split that the model saw
 * @param test name of the split that it did not
 */
public record EvaluationSamples(int count, String by, String train, String test) {

    /** Of a measure that reads samples alone. */
    MeasurementContext alone() {
        return MeasurementContext.NONE.samples(count, by);
    }

    /**
     * Of a measure of samples against test examples.
     *
     * @param compared how many of the samples took part
     */
    MeasurementContext againstTest(int compared, int references) {
        return MeasurementContext.over(test, references).samples(compared, by);
    }

    /** Of a measure of samples against what the model has seen. */
    MeasurementContext againstTraining(int compared, int references) {
        return MeasurementContext.over(train, references).samples(compared, by);
    }
}
