package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.db.ingest.Rebuild;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.Version;
import org.genera.server.plugins.PluginEntry;
import org.genera.server.view.ExtractorView;
import org.jspecify.annotations.Nullable;

/** {@code /api/system} and {@code /api/plugins}. */
public final class SystemRoutes {
    private final Services services;
    private final BlockingHandlers answers;

    public SystemRoutes(Services services, BlockingHandlers answers) {
        this.services = services;
        this.answers = answers;
    }

    public void mount(Router router) {
        router.get("/api/system").handler(answers.json(200, this::system));
        router.get("/api/plugins").handler(answers.json(200, this::plugins));
    }

    private Object system(RoutingContext context) {
        DeviceSlots devices = services.devices();
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
                services.home().root().toAbsolutePath().toString(),
                services.database(),
                devices.cpuPlaces(),
                services.lifecycle().queuedRuns(),
                services.lifecycle().activeRuns(),
                services.stream().readers(),
                views,
                devices.librariesInstalled(),
                devices.advice(),
                ExtractorView.all(services.home(), dataSets()),
                services.rebuild().progress());
    }

    private Map<String, String> dataSets() {
        Map<String, String> byFingerprint = new HashMap<>();
        services.data().cards().forEach(card -> byFingerprint.putIfAbsent(card.fingerprint(), card.name()));
        return byFingerprint;
    }

    private Object plugins(RoutingContext context) {
        return services.plugins().entries().stream().map(PluginView::of).toList();
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

    record PluginView(
            String id,
            String version,
            String file,
            String sha256,
            String status,
            String phase,
            String reason,
            List<String> families) {
        static PluginView of(PluginEntry entry) {
            return new PluginView(
                    entry.id(),
                    entry.version(),
                    entry.file().toString(),
                    entry.sha256(),
                    entry.loaded() ? "loaded" : "refused",
                    entry.phase(),
                    entry.reason(),
                    entry.families());
        }
    }
}
