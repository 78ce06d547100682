package org.genera.db.runs;

import java.util.List;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.run.Json;
import org.genera.spi.Profiles.Profile;
import org.jdbi.v3.core.Handle;

/** The rows of numbers that runs have shown. Thread-safe. */
public final class RunProfiles {
    private final Database database;

    public RunProfiles(Database database) {
        this.database = database;
    }

    /** In the order of names, those of one name in the order of steps. */
    public List<StoredProfile> ofRun(String runId) {
        return database.read(handle -> handle.createQuery(
                        "select step, profile from run_profile where run_id = :run order by name, step")
                .bind("run", runId)
                .map((row, context) ->
                        new StoredProfile(row.getLong("step"), Columns.json(row, "profile", Profile.class)))
                .list());
    }

    public static void store(Handle handle, String runId, long step, Profile profile) {
        for (String sql : List.of(
                "update run_profile set profile = :profile where run_id = :run and name = :name and step = :step",
                "insert into run_profile (run_id, name, step, profile) values (:run, :name, :step, :profile)")) {
            int rows = handle.createUpdate(sql)
                    .bind("run", runId)
                    .bind("name", profile.name())
                    .bind("step", step)
                    .bind("profile", Json.write(profile))
                    .execute();
            if (rows > 0) {
                return;
            }
        }
    }

    public static void cutAfter(Handle handle, String runId, long step) {
        handle.createUpdate("delete from run_profile where run_id = :run and step > :step")
                .bind("run", runId)
                .bind("step", step)
                .execute();
    }
}
