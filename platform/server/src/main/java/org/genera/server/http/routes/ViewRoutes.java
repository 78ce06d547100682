package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.db.runs.RunRow;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.view.OfferView;
import org.genera.spi.Variant;
import org.genera.views.Layout;
import org.genera.views.Views;

/** {@code /api/views} and {@code /api/runs/{run}/views}: what trained models can be asked to show. */
public final class ViewRoutes implements Routes {
    private final RunLookup runs;
    private final DataCatalogue data;
    private final BlockingHandlers answers;

    public ViewRoutes(RunLookup runs, DataCatalogue data, BlockingHandlers answers) {
        this.runs = runs;
        this.data = data;
        this.answers = answers;
    }

    @Override
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
        RunRow row = runs.row(context);
        Variant variant = runs.variant(row);
        return Views.offeredBy(variant, data.spec(row.spec().setup().data())).stream()
                .map(OfferView::of)
                .toList();
    }

    record Registry(List<Named> abilities, List<ViewEntry> views) {}

    record Named(String id, String title) {}

    record ViewEntry(String id, String title, Layout layout) {}
}
