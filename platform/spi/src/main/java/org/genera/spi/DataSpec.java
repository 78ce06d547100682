package org.genera.spi;

import java.util.List;

/**
 * What a model is told about its data.
 *
 * @param shape of one example
 * @param ranges of the values after preprocessing: one, or one for each half of a pair; {@link ValueRange#SYMBOLS} for
 *     sequences of symbols and nothing else
 * @param aligned whether the halves of a pair belong together, as a translation or a caption does. Otherwise these are
 *     two domains, as CycleGAN takes them: both halves at one position of a batch are drawn independently, and only the
 *     distribution of each means anything. True where examples are no pairs
 * @param classes how many labels there are, 0 for unlabelled data
 * @param trainingExamples how many examples the training split holds; of two unpaired domains the larger number
 */
public record DataSpec(DataShape shape, List<ValueRange> ranges, boolean aligned, int classes, int trainingExamples) {

    public DataSpec {
        ranges = List.copyOf(ranges);
        if (classes < 0) {
            throw new IllegalArgumentException("need classes >= 0, got " + classes);
        }
        if (trainingExamples < 1) {
            throw new IllegalArgumentException("need at least one training example, got " + trainingExamples);
        }
        if (shape instanceof DataShape.Pair pair) {
            if (ranges.size() != 2) {
                throw new IllegalArgumentException("need the ranges of both halves of " + shape + ", got " + ranges);
            }
            requireFitting(pair.first(), ranges.get(0));
            requireFitting(pair.second(), ranges.get(1));
        } else {
            if (ranges.size() != 1 || !aligned) {
                throw new IllegalArgumentException("need one range for " + shape
                        + " and nothing said of alignment, which pairs alone have, got " + ranges
                        + (aligned ? "" : " and unpaired domains"));
            }
            requireFitting(shape, ranges.get(0));
        }
    }

    /** Examples in one range: of no pairs, or of pairs whose halves belong together and share it. */
    public DataSpec(DataShape shape, ValueRange range, int classes, int trainingExamples) {
        this(
                shape,
                shape instanceof DataShape.Pair ? List.of(range, range) : List.of(range),
                true,
                classes,
                trainingExamples);
    }

    /** The range of all values. @throws IllegalStateException if the halves of a pair have different ones */
    public ValueRange range() {
        if (ranges.get(0) != ranges.get(ranges.size() - 1)) {
            throw new IllegalStateException(
                    "expected one range for all values, got " + ranges + "; ask for that of a half");
        }
        return ranges.get(0);
    }

    /**
     * What half of the data is by itself, for the network that sees no more of it.
     *
     * @throws IllegalStateException if these are no pairs
     */
    public DataSpec half(Half half) {
        if (!(shape instanceof DataShape.Pair pair)) {
            throw new IllegalStateException("expected pairs to take the halves of, got the shape " + shape);
        }
        return new DataSpec(pair.half(half), ranges.get(half.ordinal()), classes, trainingExamples);
    }

    /** What one example consists of: both halves of pairs, else all of it. */
    public List<DataSpec> parts() {
        return shape instanceof DataShape.Pair ? List.of(half(Half.FIRST), half(Half.SECOND)) : List.of(this);
    }

    private static void requireFitting(DataShape shape, ValueRange range) {
        boolean symbols = shape instanceof DataShape.Sequence sequence && sequence.discrete();
        if (symbols != (range == ValueRange.SYMBOLS)) {
            throw new IllegalArgumentException(
                    "need the range symbols for sequences of symbols and no other shape, got " + range + " for "
                            + shape);
        }
    }
}
