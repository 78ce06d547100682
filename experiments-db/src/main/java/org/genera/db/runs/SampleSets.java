package org.genera.db.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.run.Json;
import org.genera.run.journal.SampleSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sample sets of runs. Thread-safe. */
public final class SampleSets {
    private final Database database;

    public SampleSets(Database database) {
        this.database = database;
    }

    /** In the order of steps, those of one step in the order in which they came. */
    public List<StoredSampleSet> ofRun(String runId) {
        return database.read(handle -> handle.createQuery(
                        "select spec, request from sample_set where run_id = :run order by step, insertion")
                .bind("run", runId)
                .map((row, context) -> stored(row))
                .list());
    }

    public Optional<StoredSampleSet> find(String runId, String setId) {
        return database.read(
                handle -> handle.createQuery("select spec, request from sample_set where run_id = :run and id = :id")
                        .bind("run", runId)
                        .bind("id", setId)
                        .map((row, context) -> stored(row))
                        .findOne());
    }

    private static StoredSampleSet stored(ResultSet row) throws SQLException {
        return new StoredSampleSet(Columns.json(row, "spec", SampleSet.class), row.getString("request"));
    }

    /** A set whose id is here already was written again and replaces the old one. */
    public static void store(Handle handle, String runId, SampleSet set, @Nullable String request) {
        for (String sql : List.of(
                "update sample_set set step = :step, request = :request, spec = :spec where run_id = :run and id = :id",
                "insert into sample_set (run_id, id, step, request, spec) values (:run, :id, :step, :request, :spec)")) {
            int rows = handle.createUpdate(sql)
                    .bind("run", runId)
                    .bind("id", set.id())
                    .bind("step", set.step())
                    .bind("request", request)
                    .bind("spec", Json.write(set))
                    .execute();
            if (rows > 0) {
                return;
            }
        }
    }

    public static void cutAfter(Handle handle, String runId, long step) {
        handle.createUpdate("delete from sample_set where run_id = :run and step > :step")
                .bind("run", runId)
                .bind("step", step)
                .execute();
    }
}
