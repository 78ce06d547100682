package org.genera.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.ExperimentRow;
import org.genera.db.RunRow;
import org.genera.server.http.Answers.Reply;
import org.genera.server.launch.LaunchWish;
import org.genera.server.view.PageView;
import org.genera.server.view.RunView;

/** {@code /api/experiments/{experiment}/launch}. */
final class LaunchRoutes {
    private static final int ITEMS_AT_MOST = 100;
    private static final int SEEDS_AT_MOST = 100;
    private static final int WORD_LENGTH = 100;

    private final Services services;
    private final Answers answers;

    LaunchRoutes(Services services, Answers answers) {
        this.services = services;
        this.answers = answers;
    }

    void mount(Router router) {
        router.post("/api/experiments/:experiment/launch").handler(answers.json(this::launch));
    }

    private Reply launch(RoutingContext context) {
        ExperimentRow experiment = ExperimentRoutes.row(services, context);
        LaunchWish wish = wish(Fields.ofBody(Bodies.of(context)));
        if (new Query(context).flag("dryRun")) {
            return new Reply(200, services.launches().preview(experiment, wish));
        }
        List<RunRow> rows = services.launches().launch(experiment, wish);
        return new Reply(
                201, new PageView<>(rows.size(), rows.stream().map(RunView::of).toList()));
    }

    private static LaunchWish wish(Fields body) {
        body.allowOnly("items", "seeds", "device");
        return new LaunchWish(
                body.objects("items", ITEMS_AT_MOST).stream()
                        .map(LaunchRoutes::item)
                        .toList(),
                body.integers("seeds", SEEDS_AT_MOST).stream().distinct().toList(),
                body.optionalText("device", WORD_LENGTH).orElse("auto"));
    }

    private static LaunchWish.Item item(Fields item) {
        item.allowOnly("family", "variant", "values");
        return new LaunchWish.Item(
                item.text("family", WORD_LENGTH), item.text("variant", WORD_LENGTH), item.values("values"));
    }
}
