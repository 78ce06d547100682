package org.genera.data.sets;

import java.util.Optional;

/** A data set as it is stored: generated on demand or read from the files of an import. */
public interface StoredSet {

    DataSetCard card();

    /** The data set's own split. */
    Split split();

    /** Examples of the set, only these being made or read. */
    StoredExamples read(IndexRange range);

    /** The labels of examples, for who needs no values; empty for unlabelled data. */
    default int[] labels(IndexRange range) {
        return read(range).labels();
    }

    /** What each example was drawn from, where that is known. */
    default Optional<Factors> factors() {
        return Optional.empty();
    }

    default StoredExamples readAll() {
        return read(new IndexRange(0, examples()));
    }

    /** How many examples there are, in whichever split or in none. */
    int examples();
}
