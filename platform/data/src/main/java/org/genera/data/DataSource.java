package org.genera.data;

import java.io.IOException;
import java.util.Optional;

/** Where the examples of a new set come from: files of one format, not yet looked at. Immutable. */
public abstract sealed class DataSource permits IdxFiles {

    DataSource() {}

    /**
     * The IDX format of MNIST and its kin, plain or gzipped.
     *
     * @param train unsigned bytes, count × height × width, or count × height × width × channels
     * @param test of the same size; it then is the test split
     */
    public static DataSource idx(LabelledFile train, Optional<LabelledFile> test) {
        return new IdxFiles(train, test);
    }

    /** Reads everything into a set, whose folder is thrown away if this fails. */
    abstract void into(UnfinishedSet set) throws IOException;

    /** The path that a message names. */
    abstract String path();
}
