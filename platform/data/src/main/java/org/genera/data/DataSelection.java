package org.genera.data;

import org.genera.data.preparation.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * The data of an experiment.
 *
 * @param dataSet name in the catalogue
 * @param split such as {@code train=0-9000,test=9000-10000} (from, to exclusive), or empty for the data set's own
 * @param preprocessing before a model sees a value; of pairs, a value of the first half
 * @param secondPreprocessing the same for the second half of pairs; null where nothing is said of it, and it then is as the
 *     first half where both are stored as bytes or neither is, else as stored
 */
public record DataSelection(
        String dataSet,
        String split,
        Preprocessing preprocessing,
        @Nullable Preprocessing secondPreprocessing) {

    /** Of examples that are no pairs, or of pairs of which nothing more is to be said. */
    public DataSelection(String dataSet, String split, Preprocessing preprocessing) {
        this(dataSet, split, preprocessing, null);
    }
}
