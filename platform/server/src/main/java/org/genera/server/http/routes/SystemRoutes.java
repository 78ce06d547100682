package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.data.DataCatalogue;
import org.genera.db.ingest.Rebuild;
import org.genera.run.home.Home;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.RunLifecycle;
import org.genera.server.launch.Version;
import org.genera.server.stream.LiveStream;
import org.genera.server.view.ExtractorView;
import org.jspecify.annotations.Nullable;

/** {@code /api/system}. */
public final class SystemRoutes implements Routes {
    private final Home home;
    private final String database;
    private final DeviceSlots devices;
    private final RunLifecycle lifecycle;
    private final LiveStream stream;
    private final DataCatalogue data;
    private final Rebuild rebuild;
    private final BlockingHandlers answers;

    /** @param database in words for people, without a password */
    public SystemRoutes(
            Home home,
            String database,
            DeviceSlots devices,
            RunLifecycle lifecycle,
            LiveStream stream,
            DataCatalogue data,
            Rebuild rebuild,
            BlockingHandlers answers) {
        this.home = home;
        this.database = database;
        this.devices = devices;
        this.lifecycle = lifecycle;
        this.stream = stream;
        this.data = data;
        this.rebuild = rebuild;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/system").handler(answers.json(200, this::system));
    }

    private Object system(RoutingContext context) {
        List<DeviceView> views = new ArrayList<>();
        String processors = Runtime.getRuntime().availableProcessors() + " cores";
        views.add(new DeviceView(
                "cpu", "CPU, " + processors, 0, "", devices.holder("cpu").orElse(null)));
        devices.gpus()
                .forEach(gpu -> views.add(new DeviceView(
                        gpu.id(),
                        gpu.name(),
                        gpu.memoryMiB(),
                        gpu.driver(),
                        devices.holder(gpu.id()).orElse(null))));
        return new SystemView(
                Version.current(),
                home.root().toAbsolutePath().toString(),
                database,
                devices.cpuPlaces(),
                lifecycle.queuedRuns(),
                lifecycle.activeRuns(),
                stream.readers(),
                views,
                devices.librariesInstalled(),
                devices.advice(),
                ExtractorView.all(home, dataSets()),
                rebuild.progress());
    }

    private Map<String, String> dataSets() {
        Map<String, String> byFingerprint = new HashMap<>();
        data.cards().forEach(card -> byFingerprint.putIfAbsent(card.fingerprint(), card.name()));
        return byFingerprint;
    }

    record SystemView(
            String version,
            String home,
            String database,
            int concurrentRuns,
            int queued,
            int running,
            int streams,
            List<DeviceView> devices,
            boolean gpuLibraries,
            String gpuAdvice,
            List<ExtractorView> extractors,
            Rebuild.Progress rebuild) {}

    record DeviceView(
            String id,
            String name,
            long memoryMiB,
            String driver,
            @Nullable String run) {}
}
