package org.genera.db.runs;

import java.util.List;
import org.genera.db.connection.Database;
import org.genera.run.journal.JournalEvent;
import org.jdbi.v3.core.Handle;

/** The stages of trainings that have ended. They hold through all segments of a run. Thread-safe. */
public final class Stages {
    private final Database database;

    public Stages(Database database) {
        this.database = database;
    }

    /** In the order in which they ended. */
    public List<EndedStage> ofRun(String runId) {
        return database.read(
                handle -> handle.createQuery("select * from run_stage where run_id = :run order by ended_step")
                        .bind("run", runId)
                        .map((row, context) -> new EndedStage(
                                row.getString("stage"),
                                row.getString("title"),
                                row.getLong("ended_step"),
                                row.getLong("train_millis"),
                                row.getBoolean("converged")))
                        .list());
    }

    public static void store(Handle handle, String runId, JournalEvent.StageEnded ended) {
        handle.createUpdate("""
                        merge into run_stage (run_id, stage, title, ended_step, train_millis, converged)
                        key (run_id, stage) values (:run, :stage, :title, :step, :trainMillis, :converged)""")
                .bind("run", runId)
                .bind("stage", ended.stage())
                .bind("title", ended.title())
                .bind("step", ended.step())
                .bind("trainMillis", ended.trainMillis())
                .bind("converged", ended.converged())
                .execute();
    }
}
