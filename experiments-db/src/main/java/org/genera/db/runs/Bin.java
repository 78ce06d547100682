package org.genera.db.runs;

import java.util.List;
import java.util.Set;
import org.genera.db.connection.Database;
import org.jdbi.v3.core.Handle;

/** What is marked as deleted, and the way out of the tables for good. Thread-safe. */
public final class Bin {
    /** Tables with a row or more for a run, which go before the run itself. */
    private static final List<String> OF_A_RUN = List.of(
            "metric_series", "sample_set", "run_profile", "evaluation_again", "run_notice", "run_stage", "run_on_run");

    private final Database database;

    public Bin(Database database) {
        this.database = database;
    }

    /** Runs that are deleted by themselves, the last deleted first; not those of deleted experiments. */
    public List<RunRow> runs() {
        return database.read(handle ->
                handle.createQuery("""
                        select r.* from run r join experiment e on e.id = r.experiment_id
                        where r.deleted_at is not null and e.deleted_at is null
                        order by r.deleted_at desc, r.insertion desc""").map((row, context) -> RunTable.row(row)).list());
    }

    /** Ids of deleted experiments, the last deleted first. */
    public List<String> experiments() {
        return database.read(handle -> handle.createQuery(
                        "select id from experiment where deleted_at is not null order by deleted_at desc, id")
                .mapTo(String.class)
                .list());
    }

    /** Ids of all runs of an experiment, deleted or not. */
    public List<String> runsOf(String experiment) {
        return database.read(handle -> handle.createQuery("select id from run where experiment_id = :id order by id")
                .bind("id", experiment)
                .mapTo(String.class)
                .list());
    }

    /** Ids of runs that are queued, starting, running or waiting at a rung. */
    public Set<String> unfinished() {
        return database.read(handle -> handle.createQuery(
                        "select id from run where state in ('queued', 'starting', 'running', 'waiting')")
                .mapTo(String.class)
                .set());
    }

    /** Takes a run and all that is known of it out of the tables; nothing happens where it is not there. */
    public void purgeRun(String run) {
        database.change(handle -> {
            remove(
                    handle,
                    "delete from point_block where series_id in (select id from metric_series where run_id = :id)",
                    run);
            OF_A_RUN.forEach(table -> remove(handle, "delete from " + table + " where run_id = :id", run));
            remove(handle, "delete from run where id = :id", run);
        });
    }

    /** The same for an experiment with its sweeps and runs, a transaction for each run. */
    public void purgeExperiment(String experiment) {
        runsOf(experiment).forEach(this::purgeRun);
        database.change(handle -> {
            remove(handle, "delete from sweep where experiment_id = :id", experiment);
            remove(handle, "delete from experiment where id = :id", experiment);
        });
    }

    private static void remove(Handle handle, String sql, String id) {
        handle.createUpdate(sql).bind("id", id).execute();
    }
}
