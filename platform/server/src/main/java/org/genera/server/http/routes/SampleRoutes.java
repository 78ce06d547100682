package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genera.data.DataCatalogue;
import org.genera.db.ExperimentsDb;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.StoredSampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.DrawBody;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.http.response.SampleFile;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.view.SampleSetView;

/** {@code /api/runs/{run}/samples}. */
public final class SampleRoutes implements Routes {
    private final RunLookup runs;
    private final ExperimentsDb db;
    private final DataCatalogue data;
    private final RunsToBuildOn others;
    private final RunLifecycle lifecycle;
    private final BlockingHandlers answers;

    public SampleRoutes(
            RunLookup runs,
            ExperimentsDb db,
            DataCatalogue data,
            RunsToBuildOn others,
            RunLifecycle lifecycle,
            BlockingHandlers answers) {
        this.runs = runs;
        this.db = db;
        this.data = data;
        this.others = others;
        this.lifecycle = lifecycle;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/runs/:run/samples").handler(answers.json(200, this::list));
        router.post("/api/runs/:run/samples").handler(answers.json(202, this::draw));
        router.get("/api/runs/:run/samples/:set/data").handler(answers.bytes(200, this::data));
    }

    private Object list(RoutingContext context) {
        String run = runs.row(context).spec().runId();
        List<StoredSampleSet> sets = db.sampleSets().ofRun(run);
        Map<Long, Long> trainMillis = db.metrics()
                .trainMillisAt(
                        run, sets.stream().map(stored -> stored.set().step()).collect(Collectors.toSet()));
        return sets.stream()
                .map(stored -> new SampleSetView(
                        stored.set(), trainMillis.getOrDefault(stored.set().step(), 0L), stored.request()))
                .toList();
    }

    private Object draw(RoutingContext context) {
        RunRow row = runs.row(context);
        DrawRequest request = DrawBody.read(
                Fields.ofBody(context),
                runs.variant(row),
                data.spec(row.spec().setup().data()),
                row,
                runs.directory(row),
                others);
        lifecycle.ask(row, request);
        return new Accepted(request.id());
    }

    private Bytes data(RoutingContext context) {
        RunRow row = runs.row(context);
        String id = context.pathParam("set");
        StoredSampleSet stored = db.sampleSets()
                .find(row.spec().runId(), id)
                .orElseThrow(() -> ProblemException.notFound("sample set", id));
        Query query = new Query(context);
        String format = query.word("format", List.of("f32", "u8", "png"), "f32");
        int frames = Math.max(1, stored.set().layout().frames().size());
        int frame = query.count("frame", -1, frames - 1, format.equals("png") ? 0 : -1);
        Path file = runs.directory(row).sampleFile(stored.set().id());
        SampleFile samples = new SampleFile(stored.set(), file);
        return switch (format) {
            case "u8" -> new Bytes("application/octet-stream", samples.bytes(frame));
            case "png" -> new Bytes("image/png", samples.picture(Math.max(0, frame)));
            default -> new Bytes("application/octet-stream", samples.floats(frame));
        };
    }

    /** Under which id the samples will arrive. */
    record Accepted(String id) {}
}
