package org.genera.server.http.routes;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricHistory;
import org.genera.run.Json;
import org.genera.run.spec.ExperimentSpec;
import org.genera.server.export.HistoryExport;
import org.genera.server.export.RunExport;
import org.genera.server.http.response.Attachments;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.http.response.ResponseStream;

/** What is known of a run, as files. */
public final class ExportRoutes implements Routes {
    private final RunLookup runs;
    private final ExperimentLookup experiments;
    private final HistoryExport histories;
    private final BlockingHandlers answers;

    public ExportRoutes(RunLookup runs, ExperimentLookup experiments, MetricHistory metrics, BlockingHandlers answers) {
        this.runs = runs;
        this.experiments = experiments;
        this.histories = new HistoryExport(metrics);
        this.answers = answers;
    }

    private interface Writing {
        void write(String run, OutputStream out) throws IOException;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/runs/:run/history.csv")
                .handler(streamed("history.csv", "text/csv; charset=utf-8", histories::csv));
        router.get("/api/runs/:run/history.json")
                .handler(streamed("history.json", "application/json", histories::json));
        router.get("/api/runs/:run/export.json").handler(answers.bytes(200, this::run));
    }

    private Handler<RoutingContext> streamed(String name, String type, Writing writing) {
        return answers.then(
                context -> {
                    String run = runs.row(context).spec().runId();
                    Attachments.name(context, run + "-" + name);
                    context.response()
                            .setChunked(true)
                            .putHeader("Content-Type", type)
                            .putHeader("Cache-Control", "no-store");
                    ResponseStream out = new ResponseStream(context.response());
                    try {
                        writing.write(run, out);
                        out.finish();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return run;
                },
                (context, run) -> {});
    }

    private Bytes run(RoutingContext context) {
        RunRow row = runs.withMetrics(context.pathParam("run"));
        ExperimentSpec experiment = experiments.of(row).spec();
        Attachments.name(context, row.spec().runId() + "-export.json");
        try {
            String text =
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(RunExport.of(experiment, row));
            return new Bytes("application/json", text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
