package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.data.DataCatalogue;
import org.genera.db.connection.Page;
import org.genera.db.experiments.ExperimentQuery;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.experiments.Experiments;
import org.genera.run.spec.ExperimentSetup;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.Query;
import org.genera.server.http.request.SetupBody;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.ExperimentRegister;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.view.ExperimentView;
import org.genera.server.view.PageView;

/** {@code /api/experiments}. */
public final class ExperimentRoutes implements Routes {
    private static final int NAME_LENGTH = 200;
    private static final int NOTE_LENGTH = 20_000;

    private final ExperimentLookup experiments;
    private final Experiments stored;
    private final ExperimentRegister register;
    private final DataCatalogue data;
    private final RunsToBuildOn others;
    private final BlockingHandlers answers;

    public ExperimentRoutes(
            ExperimentLookup experiments,
            Experiments stored,
            ExperimentRegister register,
            DataCatalogue data,
            RunsToBuildOn others,
            BlockingHandlers answers) {
        this.experiments = experiments;
        this.stored = stored;
        this.register = register;
        this.data = data;
        this.others = others;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/experiments").handler(answers.json(200, this::list));
        router.post("/api/experiments").handler(answers.json(201, this::create));
        router.get("/api/experiments/:experiment").handler(answers.json(200, this::get));
        router.patch("/api/experiments/:experiment").handler(answers.json(200, this::change));
        router.delete("/api/experiments/:experiment").handler(answers.done(this::delete));
        router.post("/api/experiments/:experiment/restore").handler(answers.json(200, this::restore));
    }

    private Object list(RoutingContext context) {
        Query query = new Query(context);
        Page<ExperimentRow> page = stored.page(new ExperimentQuery(
                query.text("q", 200).orElse(""),
                query.text("dataSet", 64).orElse(""),
                query.flag("deleted"),
                query.count("offset", 0, Integer.MAX_VALUE, 0),
                query.count("limit", 1, 500, 50)));
        return new PageView<>(
                page.total(), page.items().stream().map(ExperimentView::of).toList());
    }

    private Object create(RoutingContext context) {
        Fields body = Fields.ofBody(context);
        // Scripts of earlier versions say ground.
        String setupName = body.has("ground") && !body.has("setup") ? "ground" : "setup";
        body.allowOnly("name", "note", setupName);
        String name = body.text("name", NAME_LENGTH);
        String note = body.optionalText("note", NOTE_LENGTH).orElse("");
        ExperimentSetup setup = SetupBody.read(body.object(setupName), data, others);
        return ExperimentView.of(register.create(name, note, setup));
    }

    private Object get(RoutingContext context) {
        return ExperimentView.of(experiments.row(context));
    }

    private Object change(RoutingContext context) {
        Fields body = Fields.ofBody(context);
        body.allowOnly("name", "note");
        return ExperimentView.of(register.change(
                experiments.row(context),
                body.has("name") ? body.text("name", NAME_LENGTH) : null,
                body.optionalText("note", NOTE_LENGTH).orElse(null)));
    }

    private void delete(RoutingContext context) {
        register.delete(experiments.row(context));
    }

    private Object restore(RoutingContext context) {
        return ExperimentView.of(register.restore(experiments.row(context)));
    }
}
