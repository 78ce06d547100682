package org.genera.spi;

/**
 * Everything that decides what is built.
 *
 * @param variant id of the variant
 * @param values a value for each hyperparameter of the variant
 * @param data what it will be trained on
 * @param seed root of all randomness of the model: initial weights, dropout, noise
 */
public record ModelSpec(String variant, Values values, DataSpec data, long seed) {

    /** The value of a hyperparameter. */
    public <T> T get(Hyperparameter<T> hyperparameter) {
        return values.get(hyperparameter);
    }

    /** A value that is used as the size of an array or a count. */
    public int count(Hyperparameter<Long> hyperparameter) {
        return values.count(hyperparameter);
    }
}
