package org.genera.spi;

/**
 * What a model is told about its data.
 *
 * @param shape of one example
 * @param range of the values after preprocessing; {@link ValueRange#SYMBOLS} for sequences of symbols and nothing else
 * @param classes how many labels there are, 0 for unlabelled data
 * @param trainingExamples how many examples the training split holds; of two unpaired domains the larger number
 */
public record DataSpec(DataShape shape, ValueRange range, int classes, int trainingExamples) {

    public DataSpec {
        if (classes < 0) {
            throw new IllegalArgumentException("need classes >= 0, got " + classes);
        }
        if (trainingExamples < 1) {
            throw new IllegalArgumentException("need at least one training example, got " + trainingExamples);
        }
        boolean symbols = shape instanceof DataShape.Sequence sequence && sequence.discrete();
        if (symbols != (range == ValueRange.SYMBOLS)) {
            throw new IllegalArgumentException(
                    "need the range symbols for sequences of symbols and no other shape, got " + range + " for "
                            + shape);
        }
    }
}
