package org.genera.db.ingest;

import java.util.List;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.JournalEvent;

/**
 * What became of a chunk of a journal.
 *
 * @param row the run as it is now, without summaries
 * @param events those that were taken in
 * @param refused those that could not be
 */
public record IngestedChunk(RunRow row, List<JournalEvent> events, List<Refused> refused) {

    /**
     * An event that the database cannot hold.
     *
     * @param reason for people, naming the event
     */
    public record Refused(JournalEvent event, String reason) {}
}
