package org.genera.run.spec;

import java.util.Objects;
import org.genera.spi.DataShape;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and kept, the same for every run of an experiment. Moments are spread evenly over the budget; the
 * last one is its end.
 *
 * @param sampleSets how many sample sets are kept through training
 * @param samplesPerSet samples in each
 * @param evaluations how often the measures are taken
 * @param evaluationSamples samples drawn for a measure
 * @param testExamples examples of the test split that are scored at most
 * @param checkpoints how many checkpoints are written
 * @param noiseSeed decides the noise behind index i of every sample set of the experiment
 * @param extractor what looks at pictures before they are measured; where it is not said, the classifier
 * @param features a run in whose embedding or codes samples are measured too, or null
 */
public record Protocol(
        int sampleSets,
        int samplesPerSet,
        int evaluations,
        int evaluationSamples,
        int testExamples,
        int checkpoints,
        long noiseSeed,
        Extractor extractor,
        @Nullable PinnedRun features) {

    /** Whose features the measures of pictures read. */
    public enum Extractor {
        /** A small classifier, trained once on the data set itself. */
        CLASSIFIER,
        /** The frozen Inception graph that the user has imported into the home folder. */
        INCEPTION
    }

    public Protocol {
        // Specifications that are older than the choice do not name it.
        extractor = Objects.requireNonNullElse(extractor, Extractor.CLASSIFIER);
        require("sampleSets", sampleSets, 1, 1_000);
        require("samplesPerSet", samplesPerSet, 1, 10_000);
        require("evaluations", evaluations, 1, 1_000);
        require("evaluationSamples", evaluationSamples, 1, 1_000_000);
        require("testExamples", testExamples, 1, 10_000_000);
        require("checkpoints", checkpoints, 1, 1_000);
    }

    /** A protocol that measures in the features of no run. */
    public Protocol(
            int sampleSets,
            int samplesPerSet,
            int evaluations,
            int evaluationSamples,
            int testExamples,
            int checkpoints,
            long noiseSeed,
            Extractor extractor) {
        this(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                extractor,
                null);
    }

    /** The same, and its measures of pictures read the data set's own classifier. */
    public Protocol(
            int sampleSets,
            int samplesPerSet,
            int evaluations,
            int evaluationSamples,
            int testExamples,
            int checkpoints,
            long noiseSeed) {
        this(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                Extractor.CLASSIFIER);
    }

    /** Twenty sample sets of 64, five evaluations on 2,500 samples, five checkpoints. */
    public static Protocol usual() {
        return new Protocol(20, 64, 5, 2_500, 2_500, 5, 1);
    }

    /** Pictures cost more to draw and to look at: an evaluation half way and one at the end, on 1,000 samples. */
    public static Protocol usual(DataShape.Kind kind) {
        boolean pictures = kind != DataShape.Kind.VECTOR && kind != DataShape.Kind.SEQUENCE;
        return pictures ? new Protocol(20, 64, 2, 1_000, 1_000, 5, 1) : usual();
    }

    /** The same protocol with other numbers of what is drawn and scored for a measure, and other noise. */
    public Protocol evaluating(int samples, int scored, long seed) {
        return new Protocol(
                sampleSets, samplesPerSet, evaluations, samples, scored, checkpoints, seed, extractor, features);
    }

    /** The same protocol, measuring in the features of another run too; of none for null. */
    public Protocol seenBy(@Nullable PinnedRun run) {
        return new Protocol(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                extractor,
                run);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "protocol." + name + ": expected an integer from " + min + " to " + max + ", got " + value);
        }
    }
}
