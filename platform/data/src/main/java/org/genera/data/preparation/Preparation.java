package org.genera.data.preparation;

import java.util.List;
import java.util.Optional;
import org.genera.data.SelectionRules;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/** How one stored example becomes what the model sees. */
interface Preparation {

    /**
     * Writes an example.
     *
     * @param index of the stored example
     * @param draws random numbers of this example at this step; used or not
     */
    void write(int index, CounterRandom draws, float[] target, int offset);

    /** Modes of the stored values, moved to where the prepared values have them; empty where they lose their form. */
    default Optional<Modes> modes(Modes stored) {
        return Optional.of(stored);
    }

    /**
     * The preparation of values that {@link SelectionRules} found to fit.
     *
     * @param train the examples whose statistics a standardisation takes
     * @param preprocessings one, or one for each half of pairs
     */
    static Preparation of(StoredExamples stored, int[] train, List<Preprocessing> preprocessings) {
        Preprocessing first = preprocessings.get(0);
        boolean alike = preprocessings.stream().allMatch(first::equals);
        return alike && !(stored instanceof StoredExamples.Halves)
                ? of(stored, train, first)
                : ofHalves(
                        of(stored.half(Half.FIRST), train, first),
                        of(stored.half(Half.SECOND), train, preprocessings.get(1)),
                        ((DataShape.Pair) stored.shape()).offset(Half.SECOND));
    }

    private static Preparation ofHalves(Preparation first, Preparation second, int offsetOfSecond) {
        return (index, draws, target, offset) -> {
            first.write(index, draws, target, offset);
            second.write(index, draws.at(1), target, offset + offsetOfSecond);
        };
    }

    private static Preparation of(StoredExamples stored, int[] train, Preprocessing preprocessing) {
        if (stored instanceof StoredExamples.Bytes bytes) {
            return ofBytes(bytes, train, preprocessing);
        }
        if (stored instanceof StoredExamples.Sequences sequences && preprocessing.scaling() == Scaling.STANDARDISE) {
            return StandardisedSequences.over(train, sequences);
        }
        Preparation asStored = (index, draws, target, offset) -> stored.copy(index, target, offset);
        return preprocessing.scaling() == Scaling.STANDARDISE
                ? Standardised.over(train, stored.shape().size(), asStored)
                : asStored;
    }

    private static Preparation ofBytes(StoredExamples.Bytes stored, int[] train, Preprocessing preprocessing) {
        return switch (preprocessing.binarisation()) {
            case DYNAMIC -> new BernoulliDraw(stored);
            case STATIC -> new BernoulliDraw(stored).drawnOnce();
            case THRESHOLD -> GreyLevels.of(stored, level -> level < 127.5 ? 0 : 1);
            case NONE -> scaled(stored, train, preprocessing);
        };
    }

    private static Preparation scaled(StoredExamples.Bytes stored, int[] train, Preprocessing preprocessing) {
        boolean dequantise = preprocessing.dequantise();
        return switch (preprocessing.scaling()) {
            case NONE -> GreyLevels.of(stored, level -> level);
            case UNIT -> dequantise ? new Dequantised(stored, 1, 0) : GreyLevels.of(stored, level -> level / 255);
            case SYMMETRIC ->
                dequantise ? new Dequantised(stored, 2, -1) : GreyLevels.of(stored, level -> level / 127.5 - 1);
            case STANDARDISE ->
                Standardised.over(
                        train,
                        stored.shape().size(),
                        dequantise ? new Dequantised(stored, 1, 0) : GreyLevels.of(stored, level -> level));
        };
    }
}
