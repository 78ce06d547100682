package org.genera.db.runs;

import java.time.Instant;
import java.util.List;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.run.journal.JournalLimits;
import org.jdbi.v3.core.Handle;

/** What is to be known of runs beside their numbers. Thread-safe. */
public final class Notices {
    /** A journal that is rubbish from end to end says nothing more with its hundredth gap. */
    public static final int AT_MOST = 100;

    private final Database database;

    public Notices(Database database) {
        this.database = database;
    }

    /** In the order in which they were taken. */
    public List<Notice> ofRun(String runId) {
        return database.read(handle -> handle.createQuery(
                        "select noticed_at, notice from run_notice where run_id = :run order by id")
                .bind("run", runId)
                .map((row, context) -> new Notice(
                        row.getObject("noticed_at", java.time.OffsetDateTime.class)
                                .toInstant(),
                        row.getString("notice")))
                .list());
    }

    public static void store(Handle handle, String runId, Instant at, String text) {
        int there = handle.createQuery("select count(*) from run_notice where run_id = :run")
                .bind("run", runId)
                .mapTo(Integer.class)
                .one();
        if (there < AT_MOST) {
            handle.createUpdate("insert into run_notice (run_id, noticed_at, notice) values (:run, :at, :notice)")
                    .bind("run", runId)
                    .bind("at", Columns.time(at))
                    .bind(
                            "notice",
                            there + 1 < AT_MOST ? JournalLimits.message(text) : "There is more that is not listed.")
                    .execute();
        }
    }
}
