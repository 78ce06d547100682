package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.runs.RunRow;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.view.OfferView;
import org.genera.spi.Variant;
import org.genera.views.Layout;
import org.genera.views.Views;

/** {@code /api/views} and {@code /api/runs/{run}/views}: what trained models can be asked to show. */
public final class ViewRoutes {
    private final Services services;
    private final BlockingHandlers answers;

    public ViewRoutes(Services services, BlockingHandlers answers) {
        this.services = services;
        this.answers = answers;
    }

    public void mount(Router router) {
        router.get("/api/views").handler(answers.json(200, this::all));
        router.get("/api/runs/:run/views").handler(answers.json(200, this::ofRun));
    }

    private Object all(RoutingContext context) {
        return new Registry(
                Views.ABILITIES.stream()
                        .map(ability -> new Named(ability.id(), ability.title()))
                        .toList(),
                Views.ALL.stream()
                        .map(view -> new ViewEntry(view.id(), view.title(), view.layout()))
                        .toList());
    }

    private Object ofRun(RoutingContext context) {
        RunRow row = RunRoutes.row(services, context);
        Variant variant = RunRoutes.variant(services, row);
        return Views.offeredBy(variant, services.data().spec(row.spec().setup().data())).stream()
                .map(OfferView::of)
                .toList();
    }

    record Registry(List<Named> abilities, List<ViewEntry> views) {}

    record Named(String id, String title) {}

    record ViewEntry(String id, String title, Layout layout) {}
}
