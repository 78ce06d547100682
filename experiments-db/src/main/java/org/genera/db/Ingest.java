package org.genera.db;

import org.genera.run.Journal;

/** The way of journals into the database. Thread-safe. */
public final class Ingest {
    private final Database database;

    Ingest(Database database) {
        this.database = database;
    }

    /**
     * Takes a chunk of the run's journal, with the new offset, in one transaction. A chunk that was read from another
     * offset than the stored one changes nothing, so each event counts exactly once, however often it is offered.
     *
     * @param expectedOffset where the chunk was read from
     * @return the run as it is now, without summaries
     */
    public RunRow apply(String runId, long expectedOffset, Journal.Chunk chunk) {
        return database.write(handle -> {
            RunRow row = RunTable.require(handle, runId);
            if (row.journalOffset() != expectedOffset || chunk.nextOffset() <= expectedOffset) {
                return row;
            }
            ChunkIngestion ingestion = new ChunkIngestion(handle, row);
            chunk.events().forEach(ingestion::take);
            ingestion.finish(chunk.nextOffset());
            return RunTable.require(handle, runId);
        });
    }
}
