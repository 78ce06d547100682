package org.genera.db.experiments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.db.connection.Page;
import org.genera.run.Json;
import org.genera.run.spec.ExperimentSpec;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The experiments. Thread-safe. */
public final class Experiments {
    private final Database database;

    public Experiments(Database database) {
        this.database = database;
    }

    public void insert(ExperimentSpec spec) {
        database.change(handle -> insert(handle, spec, null));
    }

    public static void insert(Handle handle, ExperimentSpec spec, @Nullable Instant deletedAt) {
        handle.createUpdate("""
                        insert into experiment (id, name, note, spec, created_at, deleted_at)
                        values (:id, :name, :note, :spec, :createdAt, :deletedAt)""")
                .bind("id", spec.id())
                .bind("name", spec.name())
                .bind("note", spec.note())
                .bind("spec", Json.write(spec))
                .bind("createdAt", Columns.time(spec.createdAt()))
                .bind("deletedAt", Columns.timeOrNull(deletedAt))
                .execute();
    }

    /** Changes what is for people; null leaves as it is. */
    public ExperimentRow change(String id, @Nullable String name, @Nullable String note) {
        return database.write(handle -> {
            ExperimentSpec old = require(handle, id).spec();
            ExperimentSpec spec = new ExperimentSpec(
                    id,
                    name == null ? old.name() : name,
                    note == null ? old.note() : note,
                    old.setup(),
                    old.createdAt());
            handle.createUpdate("update experiment set name = :name, note = :note, spec = :spec where id = :id")
                    .bind("id", id)
                    .bind("name", spec.name())
                    .bind("note", spec.note())
                    .bind("spec", Json.write(spec))
                    .execute();
            return require(handle, id);
        });
    }

    public void markDeleted(String id, Instant at) {
        setDeleted(id, at);
    }

    public void restore(String id) {
        setDeleted(id, null);
    }

    private void setDeleted(String id, @Nullable Instant at) {
        database.change(handle -> handle.createUpdate("update experiment set deleted_at = :at where id = :id")
                .bind("id", id)
                .bind("at", at == null ? null : Columns.time(at))
                .execute());
    }

    public Optional<ExperimentRow> find(String id) {
        return database.read(handle -> find(handle, id));
    }

    /** The newest first. */
    public Page<ExperimentRow> page(ExperimentQuery query) {
        List<String> words = words(query.words());
        StringBuilder where = new StringBuilder(query.deleted() ? "deleted_at is not null" : "deleted_at is null");
        for (int i = 0; i < words.size(); i++) {
            where.append(" and (lower(name) like :word").append(i).append(" escape '!' or lower(note) like :word");
            where.append(i).append(" escape '!')");
        }
        if (!query.dataSet().isEmpty()) {
            // Inside of JSON's texts the quotes would have backslashes, so this finds the field alone.
            where.append(" and spec like :dataSet escape '!'");
        }
        return database.read(handle -> {
            Query count = handle.createQuery("select count(*) from experiment where " + where);
            Query items = handle.createQuery("select * from experiment where " + where
                            + " order by created_at desc, id desc offset :offset rows fetch next :limit rows only")
                    .bind("offset", query.offset())
                    .bind("limit", query.limit());
            for (int i = 0; i < words.size(); i++) {
                count.bind("word" + i, words.get(i));
                items.bind("word" + i, words.get(i));
            }
            if (!query.dataSet().isEmpty()) {
                String field = pattern("\"dataSet\":\"" + query.dataSet() + "\"");
                count.bind("dataSet", field);
                items.bind("dataSet", field);
            }
            return new Page<>(
                    count.mapTo(Long.class).one(),
                    withRuns(handle, items.map((row, context) -> bare(row)).list()));
        });
    }

    /** Patterns for SQL's {@code like} in which what the user typed stands for itself. */
    private static List<String> words(String text) {
        List<String> patterns = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).trim().split("\\s+", -1)) {
            if (!word.isEmpty()) {
                patterns.add(pattern(word));
            }
        }
        return patterns;
    }

    private static String pattern(String word) {
        return "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static Optional<ExperimentRow> find(Handle handle, String id) {
        List<ExperimentRow> found = handle.createQuery("select * from experiment where id = :id")
                .bind("id", id)
                .map((row, context) -> bare(row))
                .list();
        return withRuns(handle, found).stream().findFirst();
    }

    private static ExperimentRow require(Handle handle, String id) {
        return find(handle, id)
                .orElseThrow(
                        () -> new IllegalArgumentException("expected the id of an experiment, got \"" + id + "\""));
    }

    private static ExperimentRow bare(ResultSet row) throws SQLException {
        return new ExperimentRow(
                Columns.json(row, "spec", ExperimentSpec.class), Columns.time(row, "deleted_at"), List.of(), Map.of());
    }

    /** One query for the runs of all of them. */
    private static List<ExperimentRow> withRuns(Handle handle, List<ExperimentRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, TreeSet<String>> families = new HashMap<>();
        Map<String, TreeMap<String, Integer>> states = new HashMap<>();
        for (ExperimentRow row : rows) {
            families.put(row.spec().id(), new TreeSet<>());
            states.put(row.spec().id(), new TreeMap<>());
        }
        handle.createQuery("""
                        select experiment_id, family, state, count(*) as runs from run
                        where experiment_id in (<ids>) and deleted_at is null
                        group by experiment_id, family, state""")
                .bindList("ids", new ArrayList<>(families.keySet()))
                .map((row, context) -> {
                    String id = row.getString("experiment_id");
                    families.getOrDefault(id, new TreeSet<>()).add(row.getString("family"));
                    states.getOrDefault(id, new TreeMap<>())
                            .merge(row.getString("state"), row.getInt("runs"), Integer::sum);
                    return id;
                })
                .list();
        List<ExperimentRow> complete = new ArrayList<>();
        for (ExperimentRow row : rows) {
            String id = row.spec().id();
            complete.add(new ExperimentRow(
                    row.spec(),
                    row.deletedAt(),
                    List.copyOf(families.getOrDefault(id, new TreeSet<>())),
                    java.util.Collections.unmodifiableMap(states.getOrDefault(id, new TreeMap<>()))));
        }
        return List.copyOf(complete);
    }
}
