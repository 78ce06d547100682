package org.genera.server.http.routes;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.spec.ExperimentSpec;
import org.genera.server.export.HistoryExport;
import org.genera.server.export.RunExport;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.response.Attachments;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.http.response.ResponseStream;

/** What is known of a run, as files. */
public final class ExportRoutes {
    private final Services services;
    private final BlockingHandlers answers;

    public ExportRoutes(Services services, BlockingHandlers answers) {
        this.services = services;
        this.answers = answers;
    }

    private interface Writing {
        void write(String run, OutputStream out) throws IOException;
    }

    public void mount(Router router) {
        router.get("/api/runs/:run/history.csv")
                .handler(streamed(
                        "history.csv",
                        "text/csv; charset=utf-8",
                        (run, out) -> histories().csv(run, out)));
        router.get("/api/runs/:run/history.json")
                .handler(streamed(
                        "history.json",
                        "application/json",
                        (run, out) -> histories().json(run, out)));
        router.get("/api/runs/:run/export.json").handler(answers.bytes(200, this::run));
    }

    private HistoryExport histories() {
        return new HistoryExport(services.db().metrics());
    }

    private Handler<RoutingContext> streamed(String name, String type, Writing writing) {
        return answers.then(
                context -> {
                    String run = RunRoutes.row(services, context).spec().runId();
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
        String id = RunRoutes.row(services, context).spec().runId();
        RunRow row = services.db().runs().findWithMetrics(id).orElseThrow();
        ExperimentSpec experiment = services.db()
                .experiments()
                .find(row.spec().experimentId())
                .orElseThrow(
                        () -> ProblemException.notFound("experiment", row.spec().experimentId()))
                .spec();
        Attachments.name(context, id + "-export.json");
        try {
            String text =
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(RunExport.of(experiment, row));
            return new Bytes("application/json", text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
