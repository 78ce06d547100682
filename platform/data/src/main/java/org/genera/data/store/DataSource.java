package org.genera.data.store;

import java.io.IOException;

/** Where the examples of a new set come from: files of one format, not yet looked at. Immutable. */
public interface DataSource {

    /** Reads everything into a set, whose folder is thrown away if this fails. */
    void into(DataSetWriter set) throws IOException;

    /** The path that a message names. */
    String path();
}
