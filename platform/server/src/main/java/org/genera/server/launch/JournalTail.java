package org.genera.server.launch;

import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.genera.db.ExperimentsDb;
import org.genera.db.RunRow;
import org.genera.run.Journal;
import org.genera.run.JournalEvent;
import org.genera.run.RunDirectory;
import org.genera.server.stream.RunNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a run's journal on into the database and tells of it. For one thread. */
final class JournalTail {
    private static final Logger log = LoggerFactory.getLogger(JournalTail.class);
    private static final int CHUNK_BYTES = 1 << 20;
    /** A journal that grows faster than it is read must not keep the others waiting. */
    private static final int CHUNKS_AT_A_TIME = 16;

    private final RunDirectory directory;
    private final ExperimentsDb db;
    private final RunNews news;
    private RunRow row;
    private String damage = "";
    private final Set<String> answered = new HashSet<>();

    JournalTail(RunDirectory directory, RunRow row, ExperimentsDb db, RunNews news) {
        this.directory = directory;
        this.row = row;
        this.db = db;
        this.news = news;
    }

    RunRow row() {
        return row;
    }

    /** The row has been changed by somebody else. */
    void replace(RunRow changed) {
        row = changed;
    }

    /** Why the journal cannot be read on; empty if it can. */
    String damage() {
        return damage;
    }

    /** Whether this tail has read an answer to the wish. */
    boolean answered(String request) {
        return answered.contains(request);
    }

    /** Reads what is there now; true if there may be more. */
    boolean readOn() {
        if (!damage.isEmpty()) {
            return false;
        }
        for (int i = 0; i < CHUNKS_AT_A_TIME; i++) {
            Journal.Chunk chunk;
            try {
                chunk = Journal.read(directory.journal(), row.journalOffset(), CHUNK_BYTES);
            } catch (UncheckedIOException e) {
                damage = String.valueOf(e.getMessage());
                log.warn("run {}: {}", row.spec().runId(), damage);
                return false;
            }
            if (chunk.nextOffset() == row.journalOffset()) {
                return false;
            }
            ingest(chunk);
        }
        return true;
    }

    private void ingest(Journal.Chunk chunk) {
        String id = row.spec().runId();
        RunRow before = row;
        row = db.ingest().apply(id, before.journalOffset(), chunk);
        if (row.journalOffset() != chunk.nextOffset()) {
            // Somebody else has read on; the row says from where to go on.
            return;
        }
        news.read(id, chunk.events());
        for (JournalEvent event : chunk.events()) {
            if (event instanceof JournalEvent.Drawn drawn) {
                answered.add(drawn.request());
            } else if (event instanceof JournalEvent.DrawFailed failed) {
                answered.add(failed.request());
            } else if (event instanceof JournalEvent.EvaluatedAgain evaluated) {
                answered.add(evaluated.request().id());
            } else if (event instanceof JournalEvent.EvaluationFailed failed) {
                answered.add(failed.request().id());
            }
        }
        if (!row.state().equals(before.state()) || !row.phase().equals(before.phase())) {
            news.changed(row);
        }
    }
}
