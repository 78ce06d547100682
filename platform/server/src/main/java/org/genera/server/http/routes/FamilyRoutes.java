package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.view.FamilyView;

/** {@code /api/families}. */
public final class FamilyRoutes {
    private final PluginCatalogue plugins;
    private final BlockingHandlers answers;

    public FamilyRoutes(PluginCatalogue plugins, BlockingHandlers answers) {
        this.plugins = plugins;
        this.answers = answers;
    }

    public void mount(Router router) {
        router.get("/api/families").handler(answers.json(200, this::list));
    }

    private Object list(RoutingContext context) {
        return plugins.families().stream()
                .map(family -> FamilyView.of(
                        family, plugins.pluginOf(family.card().id()).orElseThrow()))
                .toList();
    }
}
