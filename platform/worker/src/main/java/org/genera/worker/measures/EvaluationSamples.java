package org.genera.worker.measures;

import org.genera.evaluation.KernelDistance;
import org.genera.evaluation.ModeCoverage;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Protocol;

/**
 * The samples that are measured, and what they can stand against.
 *
 * @param count how many there are
 * @param by the sampler's title
 * @param version of the rules by which is measured, see {@link Protocol#LATEST}
 * @param judged whether it is worth the time to find out how far the measures scatter
 * @param train name of the split that the model saw
 * @param test name of the split that it did not
 */
public record EvaluationSamples(int count, String by, int version, boolean judged, String train, String test) {

    /** Ones whose measures are taken by the rules of today, without their errors. */
    public EvaluationSamples(int count, String by, String train, String test) {
        this(count, by, Protocol.LATEST, false, train, test);
    }

    /** Samples of high quality that recover a mode. */
    int modeThreshold() {
        return version >= 2 ? ModeCoverage.usualThreshold(count) : 1;
    }

    /** How the kernel distance of so many samples and examples was taken, for people. */
    String kernelWords(KernelDistance distance, int compared, int references) {
        return version >= 2
                ? distance.words(compared, references)
                : "mean of " + distance.subsets() + " subsets of " + SampleMeasures.count(distance.size()) + " at most";
    }

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
