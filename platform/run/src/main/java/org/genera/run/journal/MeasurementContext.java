package org.genera.run.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Set;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Part;
import org.jspecify.annotations.Nullable;

/**
 * How a value was measured: what another value must share with it to be compared, and what it is read against.
 *
 * @param extractor where examples were compared: {@code raw coordinates}, or a network's name with its hash; empty where
 *     examples were not compared
 * @param split which real examples stood against, such as {@code test} or {@code train}, with its bounds where the
 *     experiment chose them; empty where none did
 * @param samples drawn from the model that went into the value, 0 where none did
 * @param references real examples that went into it, 0 where none did
 * @param sampler the samples were drawn with, for people; empty where none was
 * @param setting of the measure, such as {@code k = 5}; empty where it has none
 * @param biasFloor what samples of the real distribution itself would score with so many examples, in expectation; null
 *     where nobody knows
 * @param ceiling what real training examples score in place of samples; null where it was not measured
 * @param standardError of the value over the noise of the evaluation: the draws behind a likelihood, or the samples
 *     themselves; null where there is none, or where nobody knows
 * @param examplesError standard error of the value over which real examples it was measured on; null where nobody knows
 * @param measure of a likelihood, what it is a density with respect to; null of other values and of those of old
 * @param values of a density, what the scored values are; null of other values and of those of old
 * @param given of a likelihood, the parts of examples that the rest is scored given
 * @param impossible of a likelihood, how many of the examples have the probability 0; null of other values and of those
 *     of old
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeasurementContext(
        String extractor,
        String split,
        int samples,
        int references,
        String sampler,
        String setting,
        @Nullable Double biasFloor,
        @Nullable Ceiling ceiling,
        @Nullable Double standardError,
        @Nullable Double examplesError,
        @Nullable ReferenceMeasure measure,
        @Nullable ScoredValues values,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Part> given,
        @Nullable Integer impossible) {

    /** Nothing is known, or there is nothing to know: a cost, or a value of a journal older than these words. */
    public static final MeasurementContext NONE =
            new MeasurementContext("", "", 0, 0, "", "", null, null, null, null, null, null, Set.of(), null);

    public MeasurementContext {
        extractor = Objects.requireNonNullElse(extractor, "");
        split = Objects.requireNonNullElse(split, "");
        sampler = Objects.requireNonNullElse(sampler, "");
        setting = Objects.requireNonNullElse(setting, "");
        given = new Knowledge(Objects.requireNonNullElse(given, Set.of()), true).parts();
    }

    /** What the values are that a density is one of. */
    public enum ScoredValues {
        /** Real numbers, as they are stored. */
        REAL,
        /** Levels with uniform noise between them, so that the density bounds the probability of the levels. */
        DEQUANTISED,
        /** Levels or symbols as they are: a density that is narrow enough around them has no least cost at all. */
        DISCRETE
    }

    /**
     * What real training examples score in place of samples: no model can be expected to do better.
     *
     * @param value finite
     * @param examples how many stood in place of the samples
     */
    public record Ceiling(double value, int examples) {}

    /** A value over real examples alone, such as a likelihood. */
    public static MeasurementContext over(String split, int references) {
        return new MeasurementContext(
                "", split, 0, references, "", "", null, null, null, null, null, null, Set.of(), null);
    }

    /** A value of so many samples. */
    public MeasurementContext samples(int count, String drawnBy) {
        return new MeasurementContext(
                extractor,
                split,
                count,
                references,
                drawnBy,
                setting,
                biasFloor,
                ceiling,
                standardError,
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    public MeasurementContext extractor(String name) {
        return new MeasurementContext(
                name,
                split,
                samples,
                references,
                sampler,
                setting,
                biasFloor,
                ceiling,
                standardError,
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    public MeasurementContext setting(String words) {
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                words,
                biasFloor,
                ceiling,
                standardError,
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    /** A floor that is not finite is not known. */
    public MeasurementContext biasFloor(double floor) {
        Double known = Double.isFinite(floor) ? (Double) floor : null;
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                setting,
                known,
                ceiling,
                standardError,
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    /** A ceiling that is not finite is not known. */
    public MeasurementContext ceiling(double value, int examples) {
        Ceiling known = Double.isFinite(value) ? new Ceiling(value, examples) : null;
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                setting,
                biasFloor,
                known,
                standardError,
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    /** An error that is not finite is not known; one of 0 there is none. */
    public MeasurementContext standardError(double error) {
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                setting,
                biasFloor,
                ceiling,
                known(error),
                examplesError,
                measure,
                values,
                given,
                impossible);
    }

    /** An error that is not finite is not known; one of 0 there is none. */
    public MeasurementContext examplesError(double error) {
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                setting,
                biasFloor,
                ceiling,
                standardError,
                known(error),
                measure,
                values,
                given,
                impossible);
    }

    private static @Nullable Double known(double error) {
        return Double.isFinite(error) && error > 0 ? (Double) error : null;
    }

    /**
     * Of a likelihood with respect to a measure, given parts.
     *
     * @param scored what the values are, where it is a density of them
     * @param impossibleExamples how many examples have the probability 0
     */
    public MeasurementContext likelihood(
            ReferenceMeasure to, @Nullable ScoredValues scored, Set<Part> parts, int impossibleExamples) {
        return new MeasurementContext(
                extractor,
                split,
                samples,
                references,
                sampler,
                setting,
                biasFloor,
                ceiling,
                standardError,
                examplesError,
                to,
                scored,
                parts,
                impossibleExamples);
    }

    /**
     * The value as a multiple of the ceiling, NaN where that says nothing: where there is no ceiling above 0, or where
     * equal distributions score 0 on average, so that the ceiling is nothing but noise.
     */
    public double ratioToCeiling(double value) {
        boolean noise = biasFloor != null && biasFloor == 0;
        return ceiling == null || ceiling.value() <= 0 || noise ? Double.NaN : value / ceiling.value();
    }
}
