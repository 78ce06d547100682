package org.genera.server.launch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.db.ExperimentsDb;
import org.genera.db.ingest.IngestedChunk;
import org.genera.db.runs.RunRow;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.server.stream.RunNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a run's journal on into the database and tells of it. For one thread. */
final class JournalTail {
    private static final Logger log = LoggerFactory.getLogger(JournalTail.class);
    private static final int CHUNK_BYTES = 1 << 20;
    /** A journal that grows faster than it is read must not keep the others waiting. */
    private static final int CHUNKS_AT_A_TIME = 16;

    private static final int GAPS_LOGGED = 3;

    private final RunDirectory directory;
    private final ExperimentsDb db;
    private final RunNews news;
    private RunRow row;
    private final Set<String> answered = new HashSet<>();
    private final Map<String, String> refusedAnswers = new HashMap<>();
    private boolean refused;

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

    /** Whether the journal said something of the training that cannot be held. */
    boolean refused() {
        return refused;
    }

    /** Why the answer to a request cannot be held; empty if it can, or has not come. */
    Optional<String> refusalOf(String request) {
        return Optional.ofNullable(refusedAnswers.get(request));
    }

    /** Whether this tail has read an answer to the request. */
    boolean answered(String request) {
        return answered.contains(request);
    }

    /**
     * Reads what is there now; true if there may be more.
     *
     * @throws RuntimeException if the journal cannot be read or the database is away; nothing is lost then
     */
    boolean readOn() {
        for (int i = 0; i < CHUNKS_AT_A_TIME; i++) {
            Journal.Chunk chunk = Journal.read(directory.journal(), row.journalOffset(), CHUNK_BYTES);
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
        IngestedChunk taken = db.ingest().apply(id, before.journalOffset(), chunk);
        row = taken.row();
        if (row.journalOffset() != chunk.nextOffset()) {
            // Somebody else has read on; the row says from where to go on.
            return;
        }
        chunk.gaps().stream().limit(GAPS_LOGGED).forEach(gap -> log.warn("run {}: {}", id, gap.sentence()));
        taken.refused().forEach(this::note);
        news.read(id, taken.events());
        taken.events().forEach(this::note);
        if (!row.state().equals(before.state())
                || !row.phase().equals(before.phase())
                || !chunk.gaps().isEmpty()
                || taken.events().stream().anyMatch(JournalTail::onThePage)) {
            news.changed(row);
        }
    }

    /** What only the page of the run itself tells, and asks for anew when the run has changed. */
    private static boolean onThePage(JournalEvent event) {
        return event instanceof JournalEvent.Noticed || event instanceof JournalEvent.StageEnded;
    }

    private void note(IngestedChunk.Refused bad) {
        log.warn("run {}: {}", row.spec().runId(), bad.reason());
        if (bad.event() instanceof JournalEvent.Drawn drawn) {
            refusedAnswers.put(drawn.request(), bad.reason());
        } else if (bad.event() instanceof JournalEvent.EvaluatedAgain evaluated) {
            refusedAnswers.put(evaluated.request().id(), bad.reason());
        } else {
            refused = true;
        }
    }

    private void note(JournalEvent event) {
        if (event instanceof JournalEvent.Drawn drawn) {
            answered.add(drawn.request());
        } else if (event instanceof JournalEvent.DrawFailed failed) {
            answered.add(failed.request());
        } else if (event instanceof JournalEvent.EvaluatedAgain evaluated) {
            answered.add(evaluated.request().id());
        } else if (event instanceof JournalEvent.EvaluationFailed failed) {
            answered.add(failed.request().id());
        } else if (event instanceof JournalEvent.Started) {
            refused = false;
        }
    }
}
