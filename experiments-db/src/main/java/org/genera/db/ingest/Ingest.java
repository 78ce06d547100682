package org.genera.db.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.genera.db.connection.Database;
import org.genera.db.connection.Fault;
import org.genera.db.ingest.IngestedChunk.Refused;
import org.genera.db.runs.Notices;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.RunTable;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.jdbi.v3.core.Handle;

/** The way of journals into the database. Thread-safe. */
public final class Ingest {
    private static final String BEFORE_THE_EVENT = "before_the_event";

    private final Database database;

    public Ingest(Database database) {
        this.database = database;
    }

    /**
     * Takes a chunk of the run's journal, with the new offset, in one transaction. A chunk that was read from another
     * offset than the stored one changes nothing, so each event counts exactly once, however often it is offered.
     *
     * <p>An event that cannot be held fails the run, and costs itself alone. Where the database is away nothing is taken
     * in, and the same chunk may be offered again.
     *
     * @param expectedOffset where the chunk was read from
     * @throws RuntimeException if the database is away
     */
    public IngestedChunk apply(String runId, long expectedOffset, Journal.Chunk chunk) {
        try {
            return database.write(handle -> take(handle, runId, expectedOffset, chunk, false));
        } catch (RuntimeException e) {
            if (!Fault.liesInTheEvent(e)) {
                throw e;
            }
            return database.write(handle -> take(handle, runId, expectedOffset, chunk, true));
        }
    }

    static IngestedChunk take(Handle handle, String runId, long expectedOffset, Journal.Chunk chunk, boolean oneByOne) {
        RunRow row = RunTable.require(handle, runId);
        if (row.journalOffset() != expectedOffset || chunk.nextOffset() == expectedOffset) {
            return new IngestedChunk(row, List.of(), List.of());
        }
        chunk.gaps().forEach(gap -> Notices.store(handle, runId, java.time.Instant.now(), gap.sentence()));
        List<Refused> refused = oneByOne ? takeOneByOne(handle, runId, chunk) : List.of();
        ChunkIngestion rest = new ChunkIngestion(handle, RunTable.require(handle, runId));
        if (!oneByOne) {
            chunk.events().forEach(rest::take);
        }
        rest.finish(chunk.nextOffset());
        List<JournalEvent> taken = new ArrayList<>(chunk.events());
        taken.removeAll(refused.stream().map(Refused::event).toList());
        return new IngestedChunk(RunTable.require(handle, runId), List.copyOf(taken), refused);
    }

    private static List<Refused> takeOneByOne(Handle handle, String runId, Journal.Chunk chunk) {
        List<Refused> refused = new ArrayList<>();
        for (JournalEvent event : chunk.events()) {
            handle.savepoint(BEFORE_THE_EVENT);
            try {
                takeOne(handle, runId, event);
                handle.release(BEFORE_THE_EVENT);
            } catch (RuntimeException e) {
                if (!Fault.liesInTheEvent(e)) {
                    throw e;
                }
                handle.rollbackToSavepoint(BEFORE_THE_EVENT);
                refused.add(refuse(handle, runId, event, e));
            }
        }
        return List.copyOf(refused);
    }

    private static void takeOne(Handle handle, String runId, JournalEvent event) {
        RunRow row = RunTable.require(handle, runId);
        ChunkIngestion ingestion = new ChunkIngestion(handle, row);
        ingestion.take(event);
        ingestion.finish(row.journalOffset());
    }

    /** In place of an event that cannot be held the journal says why. */
    private static Refused refuse(Handle handle, String runId, JournalEvent event, RuntimeException thrown) {
        String kind = event.getClass().getSimpleName();
        String reason = "event " + event.seq() + " (" + kind.substring(0, 1).toLowerCase(Locale.ROOT)
                + kind.substring(1) + ") of the journal cannot be taken in: " + Fault.words(thrown);
        Notices.store(handle, runId, event.at(), reason);
        if (event instanceof JournalEvent.EvaluatedAgain again) {
            takeOne(handle, runId, new JournalEvent.EvaluationFailed(event.seq(), event.at(), again.request(), reason));
        } else if (!ofARequest(event)) {
            long step = RunTable.require(handle, runId).step();
            takeOne(handle, runId, new JournalEvent.Failed(event.seq(), event.at(), step, reason));
        }
        return new Refused(event, reason);
    }

    /** What comes of a request says nothing of the training. */
    private static boolean ofARequest(JournalEvent event) {
        return event instanceof JournalEvent.Drawn
                || event instanceof JournalEvent.DrawFailed
                || event instanceof JournalEvent.EvaluationFailed
                || event instanceof JournalEvent.Noticed;
    }
}
