package org.genera.data;

import java.util.List;
import java.util.Optional;
import org.genera.spi.DataShape;

/** A data set as it is stored: generated on demand or read from the files of an import. */
interface StoredSet {

    DataSetCard card();

    /** The data set's own split. */
    Split split();

    /** Examples of the set, only these being made or read. */
    StoredExamples read(IndexRange range);

    /** The labels of examples, for who needs no values; empty for unlabelled data. */
    default int[] labels(IndexRange range) {
        return read(range).labels();
    }

    /** Names of the symbols that sequences are made of; none where they are made of vectors, or are none. */
    default List<String> symbols() {
        return card().shape() instanceof DataShape.Sequence sequence ? Contents.numbers(sequence.symbols()) : List.of();
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
