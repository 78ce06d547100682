package org.genera.db.runs;

import java.util.List;
import org.genera.db.connection.Columns;
import org.genera.run.Json;
import org.genera.spi.Metric;
import org.jdbi.v3.core.Handle;

/**
 * What the row of a run keeps for the ingestion alone.
 *
 * @param segment of the last worker that spoke, -1 before the first
 * @param metrics what its training steps report
 */
public record RunDetails(int segment, List<Metric> metrics) {

    public static RunDetails of(Handle handle, String runId) {
        return handle.createQuery("select segment, metric_definitions from run where id = :id")
                .bind("id", runId)
                .map((row, context) -> new RunDetails(
                        row.getInt("segment"), List.of(Columns.json(row, "metric_definitions", Metric[].class))))
                .one();
    }

    public String metricsJson() {
        return Json.write(metrics);
    }

    /** The definition that the worker gave, or a plain one. */
    public Metric metric(String name) {
        for (Metric metric : metrics) {
            if (metric.name().equals(name)) {
                return metric;
            }
        }
        return new Metric(name, name, "", Metric.Direction.NEITHER);
    }
}
