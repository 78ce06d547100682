package org.genera.db.runs;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Which runs a question means, in its order. Both are read from indexes alone, never from the rows of runs. */
final class RunOrder {

    private RunOrder() {}

    /** The ids of all of them. */
    static List<String> of(Handle handle, RunQuery query) {
        List<String> byAge = byAge(handle, query);
        Optional<String> metric = query.sortMetric();
        if (metric.isEmpty()) {
            return byAge;
        }
        Map<String, Double> ranks = ranks(handle, metric.get());
        Comparator<Double> rank = query.ascending() ? naturalOrder() : Comparator.<Double>reverseOrder();
        // Sorting is stable: those of one rank stay in the order of age.
        List<String> sorted = new ArrayList<>(byAge);
        sorted.sort(comparing(ranks::get, nullsLast(rank)));
        return sorted;
    }

    private static List<String> byAge(Handle handle, RunQuery query) {
        List<String> conditions = new ArrayList<>();
        conditions.add(query.deleted() ? "deleted_at is not null" : "deleted_at is null");
        if (query.experiment() != null) {
            conditions.add("experiment_id = :experiment");
        } else if (query.ids().isEmpty()) {
            conditions.add("experiment_id not in (select id from experiment where deleted_at is not null)");
        }
        if (!query.ids().isEmpty()) {
            conditions.add("id in (<ids>)");
        }
        if (!query.states().isEmpty()) {
            conditions.add("state in (<states>)");
        }
        if (query.family() != null) {
            conditions.add("family = :family");
        }
        String direction = query.ascending() ? " asc" : " desc";
        Query ids = handle.createQuery("select id from run where " + String.join(" and ", conditions)
                + " order by created_at" + direction + ", insertion" + direction);
        if (query.experiment() != null) {
            ids.bind("experiment", query.experiment());
        }
        if (!query.ids().isEmpty()) {
            ids.bindList("ids", query.ids());
        }
        if (!query.states().isEmpty()) {
            ids.bindList("states", query.states());
        }
        if (query.family() != null) {
            ids.bind("family", query.family());
        }
        return ids.mapTo(String.class).list();
    }

    /** By run. A metric that is both reported by the training and measured counts as measured. */
    private static Map<String, Double> ranks(Handle handle, String metric) {
        Map<String, Double> ranks = new HashMap<>();
        handle.createQuery("""
                        select run_id, last_rank from metric_series where name = :metric
                        order by kind desc""")
                .bind("metric", metric)
                .map((row, context) -> {
                    double rank = row.getDouble("last_rank");
                    // The measure comes later and replaces the other, even where it has no rank.
                    return row.wasNull()
                            ? ranks.remove(row.getString("run_id"))
                            : ranks.put(row.getString("run_id"), rank);
                })
                .list();
        return ranks;
    }
}
