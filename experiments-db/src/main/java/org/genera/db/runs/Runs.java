package org.genera.db.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.db.connection.Page;
import org.genera.db.experiments.Sweeps;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.SeriesTable;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The runs. Thread-safe. */
public final class Runs {
    private final Database database;

    public Runs(Database database) {
        this.database = database;
    }

    /**
     * Adds a run at offset 0 of its journal. Its experiment must be here.
     *
     * @param group see {@link RunSpec#group()}
     */
    public void insert(RunSpec spec, String group, RunState state) {
        database.change(handle -> RunTable.insert(handle, List.of(new RunTable.NewRun(spec, group, state, null))));
    }

    /**
     * Adds what was launched together: the runs, queued, and their sweep where they are one. All of it or nothing.
     *
     * @return the runs, in the same order
     */
    public List<RunRow> launch(@Nullable SweepSpec sweep, List<RunSpec> specs) {
        return database.write(handle -> {
            if (sweep != null) {
                Sweeps.insert(handle, sweep, null);
            }
            RunTable.insert(
                    handle,
                    specs.stream()
                            .map(spec -> new RunTable.NewRun(
                                    spec, spec.group(), new RunState.Queued(spec.createdAt()), null))
                            .toList());
            return specs.stream()
                    .map(spec -> RunTable.require(handle, spec.runId()))
                    .toList();
        });
    }

    /** Without summaries. */
    public Optional<RunRow> find(String id) {
        return database.read(handle -> RunTable.find(handle, id));
    }

    /** With the summaries of its metrics. */
    public Optional<RunRow> findWithMetrics(String id) {
        return database.read(handle -> RunTable.find(handle, id)
                .map(row -> withMetrics(handle, List.of(row)).get(0)));
    }

    /** With the summaries of their metrics. */
    public Page<RunRow> page(RunQuery query) {
        return database.read(handle -> {
            List<String> ids = RunOrder.of(handle, query);
            int from = Math.min(query.offset(), ids.size());
            int to = Math.min(from + query.limit(), ids.size());
            return new Page<>(ids.size(), withMetrics(handle, RunTable.inOrder(handle, ids.subList(from, to))));
        });
    }

    /** Those of a sweep that are not deleted, the oldest first, with the summaries of their metrics. */
    public List<RunRow> ofSweep(String sweep) {
        return database.read(handle -> withMetrics(
                handle,
                handle.createQuery("""
                                select * from run where sweep_id = :sweep and deleted_at is null
                                order by created_at, insertion""")
                        .bind("sweep", sweep)
                        .map((row, context) -> RunTable.row(row))
                        .list()));
    }

    private static List<RunRow> withMetrics(Handle handle, List<RunRow> rows) {
        Map<String, List<MetricSummary>> byRun = new LinkedHashMap<>();
        rows.forEach(row -> byRun.put(row.spec().runId(), new ArrayList<>()));
        SeriesTable.summaries(handle, byRun);
        return rows.stream()
                .map(row -> row.with(List.copyOf(byRun.getOrDefault(row.spec().runId(), List.of()))))
                .toList();
    }

    /**
     * Runs that are queued, starting, running or waiting at a rung, the oldest first; those that are marked as deleted among them, because
     * their workers may be alive.
     */
    public List<RunRow> unfinished() {
        return database.read(handle ->
                handle.createQuery("""
                        select * from run where state in ('queued', 'starting', 'running', 'waiting')
                        order by created_at, insertion""").map((row, context) -> RunTable.row(row)).list());
    }

    /**
     * Whether a run was launched with, or trained by, the plugin's jar of this hash. Looks through all specifications,
     * for seldom use.
     */
    public boolean anyOfJar(String sha256) {
        return database.read(handle -> handle.createQuery("""
                        select exists (select 1 from run where trained_by_jar = :jar or spec like :part)""")
                .bind("jar", sha256)
                .bind("part", "%" + sha256 + "%")
                .mapTo(Boolean.class)
                .one());
    }

    /** Runs that build on one of these, deleted ones among them, the oldest first. */
    public List<RunRow> buildingOn(Collection<String> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> handle.createQuery("""
                        select * from run where id in (select run_id from run_on_run where on_run in (<runs>))
                        order by created_at, insertion""")
                .bindList("runs", List.copyOf(runs))
                .map((row, context) -> RunTable.row(row))
                .list());
    }

    /** Moves the run as {@link RunState#after} says. */
    public RunRow signal(String id, RunSignal signal) {
        return database.write(handle -> {
            RunRow row = RunTable.require(handle, id);
            RunState state = row.state().after(signal);
            if (state.equals(row.state())) {
                return row;
            }
            RunTable.move(handle, id, state);
            return RunTable.require(handle, id);
        });
    }

    public void assignDevice(String id, @Nullable String device) {
        database.change(handle -> handle.createUpdate("update run set assigned_device = :device where id = :id")
                .bind("id", id)
                .bind("device", device)
                .execute());
    }

    public void markDeleted(String id, Instant at) {
        setDeleted(id, at);
    }

    public void restore(String id) {
        setDeleted(id, null);
    }

    private void setDeleted(String id, @Nullable Instant at) {
        database.change(handle -> handle.createUpdate("update run set deleted_at = :at where id = :id")
                .bind("id", id)
                .bind("at", at == null ? null : Columns.time(at))
                .execute());
    }
}
