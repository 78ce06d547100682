package org.genera.spi;

/**
 * What a model is told about its data.
 *
 * @param shape of one example
 * @param range of the values after preprocessing
 * @param classes how many labels there are, 0 for unlabelled data
 * @param trainingExamples how many examples the training split holds
 */
public record DataSpec(DataShape shape, ValueRange range, int classes, int trainingExamples) {

    public DataSpec {
        if (classes < 0) {
            throw new IllegalArgumentException("need classes >= 0, got " + classes);
        }
        if (trainingExamples < 1) {
            throw new IllegalArgumentException("need at least one training example, got " + trainingExamples);
        }
    }
}
