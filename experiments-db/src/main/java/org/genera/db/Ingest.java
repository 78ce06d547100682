package org.genera.db;

import org.genera.run.Journal;

/** See the methods. Thread-safe. */
public final class Ingest {
    public RunRow apply(String runId, long expectedOffset, Journal.Chunk chunk) {
        throw new UnsupportedOperationException("being written");
    }
}
