package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.db.connection.Page;
import org.genera.db.experiments.ExperimentQuery;
import org.genera.db.experiments.ExperimentRow;
import org.genera.run.spec.ExperimentSetup;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Bodies;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.Query;
import org.genera.server.http.request.SetupBody;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.view.ExperimentView;
import org.genera.server.view.PageView;

/** {@code /api/experiments}. */
public final class ExperimentRoutes {
    static final int NAME_LENGTH = 200;
    static final int NOTE_LENGTH = 20_000;

    private final Services services;
    private final BlockingHandlers answers;

    public ExperimentRoutes(Services services, BlockingHandlers answers) {
        this.services = services;
        this.answers = answers;
    }

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
        Page<ExperimentRow> page = services.db()
                .experiments()
                .page(new ExperimentQuery(
                        query.text("q", 200).orElse(""),
                        query.text("dataSet", 64).orElse(""),
                        query.flag("deleted"),
                        query.count("offset", 0, Integer.MAX_VALUE, 0),
                        query.count("limit", 1, 500, 50)));
        return new PageView<>(
                page.total(), page.items().stream().map(ExperimentView::of).toList());
    }

    private Object create(RoutingContext context) {
        Fields body = Fields.ofBody(Bodies.of(context));
        // Scripts of earlier versions say ground.
        String setupName = body.has("ground") ? "ground" : "setup";
        body.allowOnly("name", "note", setupName);
        String name = body.text("name", NAME_LENGTH);
        String note = body.optionalText("note", NOTE_LENGTH).orElse("");
        ExperimentSetup setup = SetupBody.read(body.object(setupName), services.data(), services.others());
        return ExperimentView.of(services.experiments().create(name, note, setup));
    }

    private Object get(RoutingContext context) {
        return ExperimentView.of(row(services, context));
    }

    private Object change(RoutingContext context) {
        Fields body = Fields.ofBody(Bodies.of(context));
        body.allowOnly("name", "note");
        return ExperimentView.of(services.experiments()
                .change(
                        row(services, context),
                        body.has("name") ? body.text("name", NAME_LENGTH) : null,
                        body.optionalText("note", NOTE_LENGTH).orElse(null)));
    }

    private void delete(RoutingContext context) {
        services.experiments().delete(row(services, context));
    }

    private Object restore(RoutingContext context) {
        return ExperimentView.of(services.experiments().restore(row(services, context)));
    }

    /** The experiment that the path names. */
    static ExperimentRow row(Services services, RoutingContext context) {
        String id = context.pathParam("experiment");
        return services.db().experiments().find(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
    }
}
