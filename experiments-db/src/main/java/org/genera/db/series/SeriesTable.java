package org.genera.db.series;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.genera.db.connection.Columns;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.run.Json;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One row for each metric of a run, for those who hold a transaction. */
public final class SeriesTable {

    /** What tells a series of a run from the others. */
    public record Key(String name, String kind) {
        public static final String TRAINING = "training";
        public static final String EVALUATION = "evaluation";
    }

    private final Handle handle;
    private final String runId;

    public SeriesTable(Handle handle, String runId) {
        this.handle = handle;
        this.runId = runId;
    }

    public List<StoredSeries> all() {
        return handle.createQuery("select * from metric_series where run_id = :run")
                .bind("run", runId)
                .map((row, context) -> new StoredSeries(row.getLong("id"), summary(row, new HashMap<>())))
                .list();
    }

    /** A series that the run has not had yet. */
    public record NewSeries(Key key, Origin origin, Points points) {}

    /** The points of the new series, by the ids of their rows. */
    public Map<Long, Points> insert(List<NewSeries> fresh) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into metric_series (run_id, name, kind, title, unit, direction, exactness, circumstances, detail,
                    points, first_number, first_step, last_number, last_step, last_rank, min_number, min_step,
                    max_number, max_step, non_finite)
                values (:run, :name, :kind, :title, :unit, :direction, :exactness, :circumstances, :detail, :points,
                    :first, :firstStep, :last, :lastStep, :lastRank, :min, :minStep, :max, :maxStep, :nonFinite)""");
        for (NewSeries each : fresh) {
            bind(batch, each.origin(), SeriesStatistics.of(each.points()))
                    .bind("run", runId)
                    .bind("name", each.key().name())
                    .bind("kind", each.key().kind())
                    .add();
        }
        List<Long> ids = batch.executePreparedBatch("id").mapTo(Long.class).list();
        Map<Long, Points> byId = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), fresh.get(i).points());
        }
        return byId;
    }

    public void update(long id, Origin origin, SeriesStatistics statistics) {
        bind(handle.createUpdate("""
                                update metric_series set title = :title, unit = :unit, direction = :direction,
                                    exactness = :exactness, circumstances = :circumstances,
                                    detail = :detail, points = :points, first_number = :first,
                                    first_step = :firstStep, last_number = :last, last_step = :lastStep,
                                    last_rank = :lastRank, min_number = :min, min_step = :minStep, max_number = :max,
                                    max_step = :maxStep, non_finite = :nonFinite
                                where id = :id"""), origin, statistics).bind("id", id).execute();
    }

    /** Its blocks must be gone. */
    public void delete(long id) {
        handle.createUpdate("delete from metric_series where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Those of some runs with one of the names, by run; the measured ones first. */
    static Map<String, List<StoredSeries>> named(Handle handle, List<String> runs, Set<String> names) {
        Map<String, List<StoredSeries>> byRun = new HashMap<>();
        Map<String, MeasurementContext> known = new HashMap<>();
        handle.createQuery("select * from metric_series where run_id in (<runs>) and name in (<names>) order by kind")
                .bindList("runs", runs)
                .bindList("names", List.copyOf(names))
                .map((row, context) -> byRun.computeIfAbsent(row.getString("run_id"), run -> new ArrayList<>())
                        .add(new StoredSeries(row.getLong("id"), summary(row, known))))
                .list();
        return byRun;
    }

    /** Adds to each run's list its summaries in the order of names. */
    public static void summaries(Handle handle, Map<String, List<MetricSummary>> byRun) {
        if (byRun.isEmpty()) {
            return;
        }
        Map<String, MeasurementContext> known = new HashMap<>();
        handle.createQuery("select * from metric_series where run_id in (<runs>)")
                .bindList("runs", new ArrayList<>(byRun.keySet()))
                .map((row, context) -> {
                    List<MetricSummary> list = byRun.get(row.getString("run_id"));
                    return list != null && list.add(summary(row, known));
                })
                .list();
        // Here and not in the question: the engine would sort all of them, with all their columns.
        byRun.values()
                .forEach(list -> list.sort(Comparator.comparing(
                                (MetricSummary summary) -> summary.metric().name())
                        .thenComparing(MetricSummary::kind)));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Origin origin, SeriesStatistics statistics) {
        Metric metric = origin.metric();
        Exactness exactness = origin.exactness();
        return statement
                .bind("title", metric.title())
                .bind("unit", metric.unit())
                .bind("direction", metric.direction().name().toLowerCase(Locale.ROOT))
                .bind("exactness", exactness == null ? null : exactness.name().toLowerCase(Locale.ROOT))
                .bind("circumstances", written(origin.context()))
                .bind("detail", origin.detail())
                .bindMethods(statistics)
                .bind("lastRank", Double.isNaN(statistics.last()) ? null : (Double) statistics.last());
    }

    /** Most metrics are those of training steps, of which there is nothing to say. */
    private static @Nullable String written(MeasurementContext context) {
        return context.equals(MeasurementContext.NONE) ? null : Json.write(context);
    }

    /** Runs of a list were measured alike, so most texts are known already. */
    private static MeasurementContext context(ResultSet row, Map<String, MeasurementContext> known)
            throws SQLException {
        String text = row.getString("circumstances");
        return text == null
                ? MeasurementContext.NONE
                : known.computeIfAbsent(text, any -> Columns.json(text, MeasurementContext.class));
    }

    private static MetricSummary summary(ResultSet row, Map<String, MeasurementContext> known) throws SQLException {
        String exactness = row.getString("exactness");
        return new MetricSummary(
                row.getString("kind"),
                new Origin(
                        new Metric(
                                row.getString("name"),
                                row.getString("title"),
                                row.getString("unit"),
                                Metric.Direction.valueOf(
                                        row.getString("direction").toUpperCase(Locale.ROOT))),
                        exactness == null ? null : Exactness.valueOf(exactness.toUpperCase(Locale.ROOT)),
                        context(row, known),
                        row.getString("detail")),
                new SeriesStatistics(
                        row.getLong("points"),
                        row.getDouble("first_number"),
                        row.getLong("first_step"),
                        row.getDouble("last_number"),
                        row.getLong("last_step"),
                        row.getDouble("min_number"),
                        row.getLong("min_step"),
                        row.getDouble("max_number"),
                        row.getLong("max_step"),
                        row.getLong("non_finite")));
    }
}
