package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genera.db.ExperimentsDb;
import org.genera.db.connection.Page;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.StoredProfile;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.launch.LaunchedData;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.sweep.RunningSweeps;
import org.genera.server.view.PageView;
import org.genera.server.view.RunView;
import org.genera.spi.Profiles;

/** {@code /api/runs}: lists, single runs and what can be done with them. */
public final class RunRoutes implements Routes {
    private static final int IDS_AT_MOST = 1_000;
    private static final int FEW = 100;
    private static final int LOG_BYTES_AT_MOST = 1 << 20;
    private static final List<String> STATES =
            List.of("queued", "starting", "running", "waiting", "finished", "failed", "crashed", "cancelled");
    private static final Pattern SORT = Pattern.compile("createdAt|metric:[a-zA-Z0-9/]{1,100}");

    private final RunLookup runs;
    private final ExperimentsDb db;
    private final RunLifecycle lifecycle;
    private final RunningSweeps sweeps;
    private final LaunchedData data;
    private final BlockingHandlers answers;
    private final BlockingHandlers large;

    public RunRoutes(
            RunLookup runs,
            ExperimentsDb db,
            RunLifecycle lifecycle,
            RunningSweeps sweeps,
            LaunchedData data,
            BlockingHandlers answers,
            BlockingHandlers large) {
        this.runs = runs;
        this.db = db;
        this.lifecycle = lifecycle;
        this.sweeps = sweeps;
        this.data = data;
        this.answers = answers;
        this.large = large;
    }

    @Override
    public void mount(Router router) {
        var few = answers.json(200, this::list);
        var many = large.json(200, this::list);
        router.get("/api/runs").handler(context -> (limit(new Query(context)) > FEW ? many : few).handle(context));
        router.get("/api/runs/:run").handler(answers.json(200, this::get));
        router.delete("/api/runs/:run").handler(answers.done(this::delete));
        router.post("/api/runs/:run/restore").handler(answers.json(200, this::restore));
        router.post("/api/runs/:run/cancel").handler(answers.json(202, this::cancel));
        router.post("/api/runs/:run/resume").handler(answers.json(202, this::resume));
        router.get("/api/runs/:run/profiles").handler(answers.json(200, this::profiles));
        router.get("/api/runs/:run/log").handler(answers.bytes(200, this::log));
    }

    private Object list(RoutingContext context) {
        Query query = new Query(context);
        List<String> states = query.list("state", STATES.size());
        for (String state : states) {
            if (!STATES.contains(state)) {
                throw new ProblemException(
                        Problem.ofField(400, "state", "words of " + String.join(", ", STATES), "\"" + state + "\""));
            }
        }
        String sort = query.text("sort", 120).orElse("createdAt");
        if (!SORT.matcher(sort).matches()) {
            throw new ProblemException(
                    Problem.ofField(400, "sort", "createdAt, or metric: and the name of a metric", "\"" + sort + "\""));
        }
        Page<RunRow> page = db.runs()
                .page(new RunQuery(
                        query.text("experiment", 100).orElse(null),
                        query.list("ids", IDS_AT_MOST),
                        states,
                        query.text("family", 100).orElse(null),
                        query.flag("deleted"),
                        sort,
                        query.word("order", List.of("asc", "desc"), "desc").equals("asc"),
                        query.count("offset", 0, Integer.MAX_VALUE, 0),
                        limit(query)));
        return new PageView<>(
                page.total(), page.items().stream().map(RunView::of).toList());
    }

    private static int limit(Query query) {
        return query.count("limit", 1, 1_000, 100);
    }

    private Object get(RoutingContext context) {
        return shown(runs.row(context));
    }

    private void delete(RoutingContext context) {
        lifecycle.delete(runs.row(context));
    }

    private Object restore(RoutingContext context) {
        return shown(lifecycle.restore(runs.row(context)));
    }

    private Object cancel(RoutingContext context) {
        return shown(lifecycle.cancel(runs.row(context)));
    }

    private Object resume(RoutingContext context) {
        RunRow row = runs.row(context);
        data.requireSame(row.spec(), "resumed");
        return shown(sweeps.resume(row));
    }

    private Object profiles(RoutingContext context) {
        String run = runs.row(context).spec().runId();
        List<StoredProfile> profiles = db.profiles().ofRun(run);
        Map<Long, Long> trainMillis = db.metrics()
                .trainMillisAt(run, profiles.stream().map(StoredProfile::step).collect(Collectors.toSet()));
        return profiles.stream()
                .map(stored -> new ProfileView(
                        stored.step(),
                        trainMillis.getOrDefault(stored.step(), 0L),
                        stored.profile().name(),
                        stored.profile().title(),
                        stored.profile().form(),
                        stored.profile().axis(),
                        stored.profile().rowAxis(),
                        stored.profile().rows(),
                        stored.profile().unit(),
                        stored.profile().values()))
                .toList();
    }

    private Bytes log(RoutingContext context) {
        Path file = runs.directory(runs.row(context)).log();
        int limit = new Query(context).count("bytes", 1, LOG_BYTES_AT_MOST, 65_536);
        byte[] bytes = new byte[0];
        if (Files.exists(file)) {
            try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
                bytes = new byte[(int) Math.min(limit, log.length())];
                log.seek(log.length() - bytes.length);
                log.readFully(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Bytes("text/plain; charset=utf-8", bytes);
    }

    /** With the summaries of its metrics and what is to be known beside them. */
    private RunView shown(RunRow row) {
        String id = row.spec().runId();
        return RunView.of(
                db.runs().findWithMetrics(id).orElse(row),
                db.notices().ofRun(id),
                db.stages().ofRun(id));
    }

    @SuppressWarnings("ArrayRecordComponent")
    record ProfileView(
            long step,
            long trainMillis,
            String name,
            String title,
            Profiles.Form form,
            String axis,
            String rowAxis,
            int rows,
            String unit,
            double[] values) {}
}
