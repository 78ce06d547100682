package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.SweepSpec;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.OnBody;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Reply;
import org.genera.server.launch.LaunchRequest;
import org.genera.server.launch.Launches;
import org.genera.server.view.PageView;
import org.genera.server.view.RunView;

/** {@code /api/experiments/{experiment}/launch}. */
public final class LaunchRoutes implements Routes {
    private static final int ITEMS_AT_MOST = 100;
    private static final int SEEDS_AT_MOST = 100;
    private static final int WORD_LENGTH = 100;

    private final ExperimentLookup experiments;
    private final Launches launches;
    private final BlockingHandlers answers;
    private final BlockingHandlers deeds;

    public LaunchRoutes(
            ExperimentLookup experiments, Launches launches, BlockingHandlers answers, BlockingHandlers deeds) {
        this.experiments = experiments;
        this.launches = launches;
        this.answers = answers;
        this.deeds = deeds;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/experiments/:experiment/fits")
                .handler(answers.json(200, context -> launches.fits(experiments.row(context))));
        var dryRun = answers.json(this::launch);
        var launch = deeds.json(this::launch);
        router.post("/api/experiments/:experiment/launch")
                .handler(context -> (dryRun(context) ? dryRun : launch).handle(context));
    }

    private Reply launch(RoutingContext context) {
        ExperimentRow experiment = experiments.row(context);
        LaunchRequest request = request(Fields.ofBody(context));
        if (dryRun(context)) {
            return new Reply(200, launches.preview(experiment, request));
        }
        List<RunRow> rows = launches.launch(experiment, request);
        return new Reply(
                201, new PageView<>(rows.size(), rows.stream().map(RunView::of).toList()));
    }

    private static boolean dryRun(RoutingContext context) {
        return new Query(context).flag("dryRun");
    }

    private static LaunchRequest request(Fields body) {
        body.allowOnly("items", "seeds", "device", "search", "halving");
        return new LaunchRequest(
                body.objects("items", ITEMS_AT_MOST).stream()
                        .map(LaunchRoutes::item)
                        .toList(),
                body.integers("seeds", SEEDS_AT_MOST).stream().distinct().toList(),
                body.optionalText("device", WORD_LENGTH).orElse("auto"),
                body.has("search") ? search(body.object("search")) : SweepSpec.Search.grid(),
                body.has("halving") ? halving(body.object("halving")) : null);
    }

    private static SweepSpec.Search search(Fields search) {
        SweepSpec.Search.Kind kind = search.word("kind", SweepSpec.Search.Kind.class);
        if (kind == SweepSpec.Search.Kind.GRID) {
            search.allowOnly("kind");
            return SweepSpec.Search.grid();
        }
        search.allowOnly("kind", "count", "seed");
        return new SweepSpec.Search(
                kind, (int) search.integer("count", 1, SweepSpec.Search.COUNT_AT_MOST), search.seed("seed", 1));
    }

    private static SweepSpec.Halving halving(Fields halving) {
        halving.allowOnly("measure", "eta", "rungs");
        return new SweepSpec.Halving(halving.text("measure", WORD_LENGTH), (int) halving.integer("eta", 2, 10, 3), (int)
                halving.integer("rungs", 2, 8, 3));
    }

    private static LaunchRequest.Item item(Fields item) {
        item.allowOnly("family", "variant", "values", "on");
        return new LaunchRequest.Item(
                item.text("family", WORD_LENGTH),
                item.text("variant", WORD_LENGTH),
                item.values("values"),
                OnBody.read(item));
    }
}
