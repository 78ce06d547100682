package org.genera.db.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.genera.db.connection.Columns;
import org.genera.run.Json;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Reading and moving single rows of the table of runs, for those who hold a transaction. */
public final class RunTable {

    private RunTable() {}

    /** A run at offset 0 of its journal. */
    public record NewRun(
            RunSpec spec,
            String group,
            RunState state,
            @Nullable Instant deletedAt) {}

    public static void insert(Handle handle, List<NewRun> runs) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into run (id, experiment_id, run_group, family, sweep_id, spec, state, state_json, created_at,
                    ended_at, deleted_at)
                values (:id, :experiment, :group, :family, :sweep, :spec, :state, :stateJson, :createdAt, :endedAt,
                    :deletedAt)""");
        for (NewRun run : runs) {
            RunSpec spec = run.spec();
            RunSpec.InSweep sweep = spec.sweep();
            batch.bind("id", spec.runId())
                    .bind("experiment", spec.experimentId())
                    .bind("group", run.group())
                    .bind("family", spec.family())
                    .bind("sweep", sweep == null || sweep.id().isEmpty() ? null : sweep.id())
                    .bind("spec", Json.write(spec))
                    .bind("state", run.state().word())
                    .bind("stateJson", Json.write(run.state()))
                    .bind("createdAt", Columns.time(spec.createdAt()))
                    .bind("endedAt", Columns.timeOrNull(end(run.state())))
                    .bind("deletedAt", Columns.timeOrNull(run.deletedAt()))
                    .add();
        }
        batch.execute();
        insertWhatTheyBuildOn(handle, runs);
    }

    private static void insertWhatTheyBuildOn(Handle handle, List<NewRun> runs) {
        if (runs.stream().allMatch(run -> run.spec().needs().isEmpty())) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("insert into run_on_run (run_id, role, on_run) values (:run, :role, :on)");
        for (NewRun run : runs) {
            run.spec()
                    .needs()
                    .forEach((role, pin) -> batch.bind("run", run.spec().runId())
                            .bind("role", role)
                            .bind("on", pin.run())
                            .add());
        }
        batch.execute();
    }

    static Optional<RunRow> find(Handle handle, String id) {
        return handle.createQuery("select * from run where id = :id")
                .bind("id", id)
                .map((row, context) -> row(row))
                .findOne();
    }

    /** The runs of the ids, in their order. */
    static List<RunRow> inOrder(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, RunRow> byId = new HashMap<>();
        handle.createQuery("select * from run where id in (<ids>)")
                .bindList("ids", ids)
                .map((row, context) -> row(row))
                .forEach(row -> byId.put(row.spec().runId(), row));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    public static RunRow require(Handle handle, String id) {
        return find(handle, id)
                .orElseThrow(() -> new IllegalArgumentException("expected the id of a run, got \"" + id + "\""));
    }

    public static void move(Handle handle, String id, RunState state) {
        Instant ended = end(state);
        handle.createUpdate("""
                        update run set state = :word, state_json = :json,
                            started_at = coalesce(started_at, :started),
                            ended_at = :ended,
                            phase = case when :idle then '' else phase end
                        where id = :id""")
                .bind("id", id)
                .bind("word", state.word())
                .bind("json", Json.write(state))
                .bind("started", state instanceof RunState.Running running ? Columns.time(running.since()) : null)
                .bind("ended", ended == null ? null : Columns.time(ended))
                .bind("idle", !state.active())
                .execute();
    }

    static @Nullable Instant end(RunState state) {
        if (state instanceof RunState.Finished finished) {
            return finished.at();
        }
        if (state instanceof RunState.Failed failed) {
            return failed.at();
        }
        if (state instanceof RunState.Crashed crashed) {
            return crashed.at();
        }
        return state instanceof RunState.Cancelled cancelled ? cancelled.at() : null;
    }

    static RunRow row(ResultSet row) throws SQLException {
        return new RunRow(
                Columns.json(row, "spec", RunSpec.class),
                row.getString("run_group"),
                Columns.json(row, "state_json", RunState.class),
                row.getString("phase"),
                row.getLong("step"),
                row.getLong("total_steps"),
                row.getDouble("progress"),
                row.getLong("train_millis"),
                row.getLong("parameters"),
                row.getString("assigned_device"),
                Columns.time(row, "started_at"),
                Columns.time(row, "ended_at"),
                Columns.time(row, "deleted_at"),
                row.getLong("journal_offset"),
                Columns.time(row, "heard_at"),
                Columns.time(row, "phase_since"),
                row.getString("trained_by_jar"),
                List.of());
    }
}
