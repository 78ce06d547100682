package org.genera.db.experiments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.run.Json;
import org.genera.run.spec.SweepSpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sweeps. Thread-safe. */
public final class Sweeps {
    private final Database database;

    public Sweeps(Database database) {
        this.database = database;
    }

    /** Adds a sweep. Its experiment must be here. */
    public void insert(SweepSpec spec) {
        database.change(handle -> insert(handle, spec, null));
    }

    public static void insert(Handle handle, SweepSpec spec, @Nullable Instant stoppedAt) {
        handle.createUpdate("""
                        insert into sweep (id, experiment_id, spec, created_at, stopped_at)
                        values (:id, :experiment, :spec, :createdAt, :stoppedAt)""")
                .bind("id", spec.id())
                .bind("experiment", spec.experimentId())
                .bind("spec", Json.write(spec))
                .bind("createdAt", Columns.time(spec.createdAt()))
                .bind("stoppedAt", Columns.timeOrNull(stoppedAt))
                .execute();
    }

    /** Notes that somebody has stopped it; the first time counts. */
    public void markStopped(String id, Instant at) {
        database.change(
                handle -> handle.createUpdate("update sweep set stopped_at = coalesce(stopped_at, :at) where id = :id")
                        .bind("id", id)
                        .bind("at", Columns.time(at))
                        .execute());
    }

    public Optional<SweepRow> find(String id) {
        return database.read(handle -> withRuns(
                        handle,
                        handle.createQuery("select * from sweep where id = :id")
                                .bind("id", id)
                                .map((row, context) -> bare(row))
                                .list())
                .stream()
                .findFirst());
    }

    /** The newest first. */
    public List<SweepRow> ofExperiment(String experiment) {
        return database.read(handle -> withRuns(
                handle,
                handle.createQuery("select * from sweep where experiment_id = :experiment order by created_at desc, id")
                        .bind("experiment", experiment)
                        .map((row, context) -> bare(row))
                        .list()));
    }

    /** Stopped ones with runs that have not ended. */
    public List<SweepRow> stoppedAndUnfinished() {
        return having(
                "s.stopped_at is not null",
                "select sweep_id from run where state in ('queued', 'starting', 'running', 'waiting')");
    }

    /** Those that go on and have runs that wait for a word. */
    public List<SweepRow> withWaitingRuns() {
        return having("s.stopped_at is null", "select sweep_id from run where state = 'waiting'");
    }

    private List<SweepRow> having(String condition, String sweepsOfRuns) {
        return database.read(handle -> handle.createQuery(
                        "select s.* from sweep s where " + condition + " and s.id in (" + sweepsOfRuns + ")")
                .map((row, context) -> bare(row))
                .list());
    }

    private static SweepRow bare(ResultSet row) throws SQLException {
        return new SweepRow(Columns.json(row, "spec", SweepSpec.class), Columns.time(row, "stopped_at"), Map.of());
    }

    /** One query for the runs of all of them. */
    private static List<SweepRow> withRuns(Handle handle, List<SweepRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, TreeMap<String, Integer>> states = new HashMap<>();
        rows.forEach(row -> states.put(row.spec().id(), new TreeMap<>()));
        handle.createQuery("""
                        select sweep_id, state, count(*) as runs from run
                        where sweep_id in (<ids>) and deleted_at is null
                        group by sweep_id, state""")
                .bindList("ids", new ArrayList<>(states.keySet()))
                .map((row, context) -> states.getOrDefault(row.getString("sweep_id"), new TreeMap<>())
                        .merge(row.getString("state"), row.getInt("runs"), Integer::sum))
                .list();
        return rows.stream()
                .map(row -> new SweepRow(
                        row.spec(),
                        row.stoppedAt(),
                        Collections.unmodifiableMap(
                                states.getOrDefault(row.spec().id(), new TreeMap<>()))))
                .toList();
    }
}
