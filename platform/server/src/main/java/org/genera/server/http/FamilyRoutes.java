package org.genera.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.view.FamilyView;

/** {@code /api/families}. */
final class FamilyRoutes {
    private final PluginCatalogue plugins;
    private final Answers answers;

    FamilyRoutes(PluginCatalogue plugins, Answers answers) {
        this.plugins = plugins;
        this.answers = answers;
    }

    void mount(Router router) {
        router.get("/api/families").handler(answers.json(200, this::list));
    }

    private Object list(RoutingContext context) {
        return plugins.families().stream()
                .map(family -> FamilyView.of(
                        family, plugins.pluginOf(family.card().id()).orElseThrow()))
                .toList();
    }
}
