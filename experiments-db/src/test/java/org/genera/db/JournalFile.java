package org.genera.db;

import java.nio.file.Path;
import java.util.Random;
import java.util.function.LongFunction;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;

/** A real journal on disk, written as a worker writes it and fed to a database in pieces. */
public final class JournalFile {
    private final Path file;

    public JournalFile(Path file) {
        this.file = file;
    }

    @SafeVarargs
    public final JournalFile write(LongFunction<JournalEvent>... events) {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            for (LongFunction<JournalEvent> event : events) {
                writer.append(event);
            }
        }
        return this;
    }

    /** Feeds what is new, all at once. */
    public RunRow feed(ExperimentsDb db, String run) {
        return feed(db, run, 1 << 20);
    }

    public RunRow feed(ExperimentsDb db, String run, int maxBytes) {
        RunRow row = db.runs().find(run).orElseThrow();
        while (true) {
            Journal.Chunk chunk = Journal.read(file, row.journalOffset(), maxBytes);
            if (chunk.nextOffset() == row.journalOffset()) {
                return row;
            }
            row = db.ingest().apply(run, row.journalOffset(), chunk).row();
        }
    }

    /** Feeds pieces cut at random lines, many of them twice or from offsets long passed. */
    public RunRow feedAtRandom(ExperimentsDb db, String run, Random random) {
        RunRow row = db.runs().find(run).orElseThrow();
        long earlier = row.journalOffset();
        while (true) {
            Journal.Chunk chunk = Journal.read(file, row.journalOffset(), 1 + random.nextInt(3_000));
            if (chunk.nextOffset() == row.journalOffset()) {
                return row;
            }
            long offset = row.journalOffset();
            row = db.ingest().apply(run, offset, chunk).row();
            if (random.nextInt(3) == 0) {
                row = db.ingest().apply(run, offset, chunk).row();
                row = db.ingest()
                        .apply(run, earlier, Journal.read(file, earlier, 2_000))
                        .row();
            }
            if (random.nextInt(5) == 0) {
                earlier = offset;
            }
        }
    }

    /** Makes an experiment with one queued run. */
    public static void launch(ExperimentsDb db, String run) {
        if (db.experiments().find("setup").isEmpty()) {
            db.experiments().insert(Example.experiment("setup", "Ground", "", 0));
        }
        var spec = Example.run(run, "setup", "vae", 1, 1);
        db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
    }
}
