package org.genera.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.genera.db.series.MetricHistory;
import org.genera.db.series.Points;
import org.genera.db.series.StoredSeries;
import org.genera.run.Json;
import org.genera.spi.Metric;

/** Every point of every metric of a run, written as it is read. */
public final class HistoryExport {
    private static final List<String> COLUMNS = List.of("metric", "kind", "step", "trainMillis", "value", "key");
    private static final List<String> OF_A_POINT = List.of("step", "trainMillis", "value");

    private final MetricHistory metrics;

    public HistoryExport(MetricHistory metrics) {
        this.metrics = metrics;
    }

    /** A line for each point: metric, kind, step, trainMillis, value, key. */
    public void csv(String run, OutputStream out) throws IOException {
        try (CsvWriter rows = new CsvWriter(out)) {
            rows.write(COLUMNS);
            for (StoredSeries history : metrics.ofRun(run)) {
                String name = history.summary().metric().name();
                String kind = history.summary().kind();
                String key = history.summary().key();
                each(
                        history,
                        (step, trainMillis, value) -> rows.write(List.of(name, kind, step, trainMillis, value, key)));
            }
        }
    }

    /** {@code {run, columns, series: [{metric, key, kind, title, unit, direction, exactness, context, detail, points: [[step, trainMillis, value]]}]}}. */
    public void json(String run, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.mapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("run", run);
            json.writePOJOField("columns", OF_A_POINT);
            json.writeArrayFieldStart("series");
            for (StoredSeries history : metrics.ofRun(run)) {
                Metric metric = history.summary().metric();
                json.writeStartObject();
                json.writeStringField("metric", metric.name());
                json.writeStringField("key", history.summary().key());
                json.writeStringField("kind", history.summary().kind());
                json.writeStringField("title", metric.title());
                json.writeStringField("unit", metric.unit());
                json.writePOJOField("direction", metric.direction());
                json.writePOJOField("exactness", history.summary().origin().exactness());
                json.writePOJOField("context", history.summary().origin().context());
                json.writeStringField("detail", history.summary().origin().detail());
                json.writeArrayFieldStart("points");
                each(history, (step, trainMillis, value) -> {
                    json.writeStartArray();
                    json.writeNumber(step);
                    json.writeNumber(trainMillis);
                    json.writeNumber(value);
                    json.writeEndArray();
                });
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private interface PointSink {
        void take(long step, long trainMillis, double value) throws IOException;
    }

    private void each(StoredSeries history, PointSink sink) throws IOException {
        long step = -1;
        while (true) {
            Points points = metrics.after(history, step);
            if (points.isEmpty()) {
                return;
            }
            for (int i = 0; i < points.size(); i++) {
                sink.take(points.steps()[i], points.trainMillis()[i], points.numbers()[i]);
            }
            step = points.lastStep();
        }
    }
}
