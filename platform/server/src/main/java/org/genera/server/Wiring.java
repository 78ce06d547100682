package org.genera.server;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import org.genera.data.DataCatalogue;
import org.genera.db.ExperimentsDb;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.bin.Bin;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.http.Api;
import org.genera.server.http.guard.RebuildGuard;
import org.genera.server.http.guard.RequestGuard;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.routes.BinRoutes;
import org.genera.server.http.routes.DataSetRoutes;
import org.genera.server.http.routes.DependencyRoutes;
import org.genera.server.http.routes.EvaluationRoutes;
import org.genera.server.http.routes.ExperimentLookup;
import org.genera.server.http.routes.ExperimentRoutes;
import org.genera.server.http.routes.ExportRoutes;
import org.genera.server.http.routes.LaunchRoutes;
import org.genera.server.http.routes.LeaderboardRoutes;
import org.genera.server.http.routes.OpenApiRoutes;
import org.genera.server.http.routes.PluginRoutes;
import org.genera.server.http.routes.RepeatRoutes;
import org.genera.server.http.routes.Routes;
import org.genera.server.http.routes.RunFileRoutes;
import org.genera.server.http.routes.RunLookup;
import org.genera.server.http.routes.RunRoutes;
import org.genera.server.http.routes.SampleRoutes;
import org.genera.server.http.routes.SeriesRoutes;
import org.genera.server.http.routes.SightRoutes;
import org.genera.server.http.routes.StreamRoutes;
import org.genera.server.http.routes.SweepRoutes;
import org.genera.server.http.routes.SystemRoutes;
import org.genera.server.http.routes.UploadRoutes;
import org.genera.server.http.routes.ViewRoutes;
import org.genera.server.launch.ExperimentRegister;
import org.genera.server.launch.LaunchedData;
import org.genera.server.launch.Launches;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.launch.SightStudies;
import org.genera.server.launch.WorkerLauncher;
import org.genera.server.leaderboard.LikelihoodScores;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.stream.LiveStream;
import org.genera.server.stream.RunNews;
import org.genera.server.sweep.RunningSweeps;
import org.genera.server.sweep.SweepAnalyst;
import org.genera.server.sweep.SweepOverview;

/** The parts of a server, each given what it asks and nothing else. */
final class Wiring {
    private final ServerSettings settings;
    private final Home home;
    private final ExperimentsDb db;
    private final PluginCatalogue plugins;
    private final DataCatalogue data;
    private final DeviceSlots devices;
    private final Rebuild rebuild;
    private final LiveStream stream;
    private final RunNews news;
    private final RunLifecycle lifecycle;
    private final RunningSweeps sweeps;
    private final RunsToBuildOn others;
    private final Launches launches;
    private final Bin bin;

    Wiring(ServerSettings settings, Opened opened, Rebuild rebuild, Vertx vertx) {
        this.settings = settings;
        this.home = settings.home();
        this.db = opened.db();
        this.plugins = opened.plugins();
        this.data = opened.data();
        this.devices = opened.devices();
        this.rebuild = rebuild;
        this.stream = new LiveStream(vertx);
        this.news = new RunNews(stream::publish, db.experiments()::find);
        this.lifecycle = new RunLifecycle(
                home,
                db,
                new WorkerLauncher(home, settings.distribution(), settings.concurrentRuns(), plugins::jarFor),
                devices,
                news,
                settings.cancelGrace());
        this.sweeps = new RunningSweeps(home, db, lifecycle, news);
        this.others = new RunsToBuildOn(home, db, data, plugins);
        this.launches = new Launches(home, db, data, plugins, devices, others, lifecycle);
        this.bin = new Bin(home, db, lifecycle, news);
        bin.finishInterrupted();
    }

    RunLifecycle lifecycle() {
        return lifecycle;
    }

    void pluginsChanged() {
        stream.publish("plugins", Map.of());
    }

    FollowerVerticle follower() {
        return new FollowerVerticle(
                rebuild, lifecycle, sweeps, devices, () -> plugins.deleteCopies(db.runs()::anyOfJar));
    }

    /** The router of the whole server. */
    Router router(Vertx vertx) {
        BlockingHandlers.BySize by = BlockingHandlers.BySize.on(vertx);
        return Api.router(
                vertx,
                new RequestGuard(settings.host(), settings.token()),
                new RebuildGuard(rebuild),
                List.of(new StreamRoutes(stream), new UploadRoutes(data, home.uploads(), by.imports(), by.small())),
                routes(by));
    }

    private List<Routes> routes(BlockingHandlers.BySize by) {
        BlockingHandlers answers = by.small();
        RunLookup runs = new RunLookup(db.runs(), home, plugins);
        ExperimentLookup experiments = new ExperimentLookup(db.experiments());
        ExperimentRegister register = new ExperimentRegister(home, db, data, lifecycle, news);
        return List.of(
                new SystemRoutes(home, settings.databaseInWords(), devices, lifecycle, stream, data, rebuild, answers),
                new PluginRoutes(plugins, answers),
                new ViewRoutes(runs, data, answers),
                new DataSetRoutes(data, answers, by.large()),
                new SightRoutes(home, data, new SightStudies(home, settings.distribution()), by.large()),
                new ExperimentRoutes(experiments, db.experiments(), register, data, others, answers),
                new LeaderboardRoutes(experiments, db.runs(), db.sweeps(), new LikelihoodScores(home), by.large()),
                new LaunchRoutes(experiments, launches, answers, by.deeds()),
                new SweepRoutes(
                        experiments,
                        db.sweeps(),
                        sweeps,
                        new SweepOverview(db, sweeps),
                        new SweepAnalyst(db, plugins, sweeps),
                        answers,
                        by.large()),
                new RunRoutes(runs, db, lifecycle, sweeps, new LaunchedData(data), answers, by.large()),
                new DependencyRoutes(runs, experiments, db, plugins, data, others, by.large()),
                new BinRoutes(runs, experiments, bin, by.large(), by.deeds()),
                new RepeatRoutes(runs, experiments, db.runs(), launches, answers),
                new ExportRoutes(runs, experiments, db.metrics(), by.lasting()),
                new SampleRoutes(runs, db, data, others, lifecycle, answers),
                new EvaluationRoutes(runs, db.evaluations(), lifecycle, new LaunchedData(data), answers),
                new RunFileRoutes(runs, answers),
                new SeriesRoutes(db.metrics(), answers),
                new OpenApiRoutes(answers));
    }
}
