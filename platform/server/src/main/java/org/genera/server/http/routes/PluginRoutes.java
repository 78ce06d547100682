package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.plugins.PluginEntry;
import org.genera.server.view.FamilyView;

/** {@code /api/plugins}, and {@code /api/families} that they bring. */
public final class PluginRoutes implements Routes {
    private final PluginCatalogue plugins;
    private final BlockingHandlers answers;

    public PluginRoutes(PluginCatalogue plugins, BlockingHandlers answers) {
        this.plugins = plugins;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/families").handler(answers.json(200, this::families));
        router.get("/api/plugins").handler(answers.json(200, this::plugins));
    }

    private Object families(RoutingContext context) {
        return plugins.families().stream()
                .map(family -> FamilyView.of(
                        family, plugins.pluginOf(family.card().id()).orElseThrow()))
                .toList();
    }

    private Object plugins(RoutingContext context) {
        return plugins.entries().stream().map(PluginView::of).toList();
    }

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
