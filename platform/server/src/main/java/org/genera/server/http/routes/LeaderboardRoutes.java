package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.genera.db.connection.Page;
import org.genera.db.experiments.Sweeps;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.Runs;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec.Halving;
import org.genera.server.export.LeaderboardCsv;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.Attachments;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.leaderboard.Leaderboard;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Measures;
import org.genera.server.leaderboard.PerExample;
import org.genera.server.leaderboard.Ranking;
import org.genera.server.leaderboard.Sources;
import org.jspecify.annotations.Nullable;

/** Leaderboards of an experiment and of any runs. They read summaries, never histories. */
public final class LeaderboardRoutes implements Routes {
    private static final int RUNS_AT_MOST = 1_000;
    private static final int NAME_LENGTH = 200;

    private final ExperimentLookup experiments;
    private final Runs stored;
    private final Sweeps sweeps;
    private final PerExample scores;
    private final BlockingHandlers answers;

    public LeaderboardRoutes(
            ExperimentLookup experiments, Runs stored, Sweeps sweeps, PerExample scores, BlockingHandlers answers) {
        this.experiments = experiments;
        this.stored = stored;
        this.sweeps = sweeps;
        this.scores = scores;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/leaderboard").handler(answers.json(200, this::ofRuns));
        router.get("/api/experiments/:experiment/leaderboard").handler(answers.json(200, this::ofExperiment));
        router.get("/api/experiments/:experiment/leaderboard.csv").handler(answers.bytes(200, this::csv));
        router.get("/api/experiments/:experiment/leaderboard.json").handler(answers.bytes(200, this::json));
    }

    private Object ofRuns(RoutingContext context) {
        return leaderboard(context, runs(null, new Query(context).requiredList("runs", RUNS_AT_MOST)));
    }

    private Leaderboard ofExperiment(RoutingContext context) {
        return leaderboard(context, runs(experiments.row(context).spec().id(), List.of()));
    }

    private Bytes csv(RoutingContext context) {
        return file(context, "csv", new Bytes("text/csv; charset=utf-8", LeaderboardCsv.of(ofExperiment(context))));
    }

    private Bytes json(RoutingContext context) {
        return file(context, "json", new Bytes("application/json", BlockingHandlers.jsonBytes(ofExperiment(context))));
    }

    private Bytes file(RoutingContext context, String ending, Bytes bytes) {
        Attachments.name(context, experiments.row(context).spec().name() + " leaderboard." + ending);
        return bytes;
    }

    private Leaderboard leaderboard(RoutingContext context, List<RunRow> runs) {
        Query query = new Query(context);
        return Ranking.of(
                runs,
                query.word("reading", Reading.LAST),
                query.text("sort", NAME_LENGTH).orElse(null),
                query.text("baseline", NAME_LENGTH).orElse(null),
                new Sources(scores, keptBy()));
    }

    /** By which measure, and on which split, a halving sweep let a run train to its end. */
    private Function<RunRow, Optional<String>> keptBy() {
        Map<String, Optional<Halving>> known = new HashMap<>();
        return run -> {
            RunSpec.InSweep place = run.spec().sweep();
            if (place == null || !(run.state() instanceof RunState.Finished)) {
                return Optional.empty();
            }
            return known.computeIfAbsent(
                            place.id(),
                            id -> sweeps.find(id)
                                    .flatMap(row ->
                                            Optional.ofNullable(row.spec().halving())))
                    .map(halving -> Measures.onItsSplit(halving.measure()));
        };
    }

    /** All of them, the oldest first. */
    private List<RunRow> runs(@Nullable String experiment, List<String> ids) {
        List<RunRow> runs = new ArrayList<>();
        while (true) {
            Page<RunRow> page = stored.page(new RunQuery(
                    experiment, ids, List.of(), null, false, "createdAt", true, runs.size(), RUNS_AT_MOST));
            runs.addAll(page.items());
            if (page.items().isEmpty() || runs.size() >= page.total()) {
                return runs;
            }
        }
    }
}
