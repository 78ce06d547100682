package org.genera.run.spec;

import java.util.Objects;
import org.genera.data.preparation.Division;
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
 * @param version of the rules by which it is measured, see {@link #LATEST}; an experiment keeps the one that it began with
 * @param validation share of the training split, from 0 to 0.5, that nothing is trained on: what is chosen is chosen by it,
 *     and the test split is measured once, at the end. 0 where nothing is chosen, and all of the split is trained on
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
        Integer version,
        Double validation,
        @Nullable PinnedRun features) {

    /**
     * What the versions are:
     * <ol>
     *   <li>the first examples of the test split are scored; the extractor is trained on the data set's own training split;
     *       each family draws base noise in its own way; the samples of all runs are measured by the same noise;
     *   <li>a random choice of the test split is scored; the extractor is trained on the experiment's training split; base
     *       noise is one stream for all families; the samples of each run are measured by noise of its own seed.
     * </ol>
     */
    public static final int LATEST = 2;

    private static final double MOST_VALIDATION = 0.5;

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
        // Nor do those older than versions and validation.
        version = Objects.requireNonNullElse(version, 1);
        validation = Objects.requireNonNullElse(validation, 0.0);
        require("version", version, 1, LATEST);
        if (!(validation >= 0 && validation <= MOST_VALIDATION)) {
            throw new IllegalArgumentException(
                    "protocol.validation: expected a share from 0 to " + MOST_VALIDATION + ", got " + validation);
        }
        if (version == 1 && validation > 0) {
            throw new IllegalArgumentException(
                    "protocol.validation: expected 0 under version 1, which knows no examples to" + " choose by, got "
                            + validation + "; leave the version out for the latest");
        }
        require("sampleSets", sampleSets, 1, 1_000);
        require("samplesPerSet", samplesPerSet, 1, 10_000);
        require("evaluations", evaluations, 1, 1_000);
        require("evaluationSamples", evaluationSamples, 1, 1_000_000);
        require("testExamples", testExamples, 1, 10_000_000);
        require("checkpoints", checkpoints, 1, 1_000);
    }

    /** One of the latest version that chooses nothing, whose measures of pictures read the data set's own classifier. */
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
                Extractor.CLASSIFIER,
                LATEST,
                0.0,
                null);
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
                sampleSets,
                samplesPerSet,
                evaluations,
                samples,
                scored,
                checkpoints,
                seed,
                extractor,
                version,
                validation,
                features);
    }

    /** The same protocol with another extractor. */
    public Protocol lookedAtBy(Extractor another) {
        return new Protocol(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                another,
                version,
                validation,
                features);
    }

    /** The same protocol by the rules of another version. */
    public Protocol asOf(int another) {
        return new Protocol(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                extractor,
                another,
                validation,
                features);
    }

    /** The same protocol with another share of the training split to choose by. */
    public Protocol choosingOn(double share) {
        return new Protocol(
                sampleSets,
                samplesPerSet,
                evaluations,
                evaluationSamples,
                testExamples,
                checkpoints,
                noiseSeed,
                extractor,
                version,
                share,
                features);
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
                version,
                validation,
                run);
    }

    /** Whether base noise is one stream for all families. */
    public boolean sharesNoise() {
        return version >= 2;
    }

    /** Whether the samples of each run are measured by noise of the run's own seed. */
    public boolean measuresEachByItsOwnNoise() {
        return version >= 2;
    }

    /** Whether a share of the training split is kept to choose by. */
    public boolean validates() {
        return validation > 0;
    }

    /** What is done with the parts of the split. */
    public Division division() {
        return new Division(validation, version == 1 ? Division.Scored.FIRST : Division.Scored.RANDOM);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "protocol." + name + ": expected an integer from " + min + " to " + max + ", got " + value);
        }
    }
}
