package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunRow;
import org.genera.server.http.request.DrawBody;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.Query;
import org.genera.server.http.request.SetupBody;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.launch.RunsToBuildOn.Fitting;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.server.view.FittingRunView;
import org.genera.server.view.RunView;
import org.genera.spi.Dependency;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Variant;

/** Which runs others may build on, and which do. */
public final class DependencyRoutes implements Routes {
    private static final int WORD_LENGTH = 100;
    private static final int DATA_LENGTH = 2_000;

    private final RunLookup runs;
    private final ExperimentLookup experiments;
    private final ExperimentsDb db;
    private final PluginCatalogue plugins;
    private final DataCatalogue data;
    private final RunsToBuildOn others;
    private final BlockingHandlers answers;

    public DependencyRoutes(
            RunLookup runs,
            ExperimentLookup experiments,
            ExperimentsDb db,
            PluginCatalogue plugins,
            DataCatalogue data,
            RunsToBuildOn others,
            BlockingHandlers answers) {
        this.runs = runs;
        this.experiments = experiments;
        this.db = db;
        this.plugins = plugins;
        this.data = data;
        this.others = others;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/experiments/:experiment/fitting").handler(answers.json(200, this::fittingVariant));
        router.get("/api/runs/:run/fitting").handler(answers.json(200, this::fittingSampler));
        router.get("/api/features").handler(answers.json(200, this::fittingFeatures));
        router.get("/api/runs/:run/dependents").handler(answers.json(200, this::dependents));
    }

    private Object fittingVariant(RoutingContext context) {
        ExperimentRow experiment = experiments.row(context);
        Query query = new Query(context);
        String family = query.text("family", WORD_LENGTH).orElse("");
        String id = query.text("variant", WORD_LENGTH).orElse("");
        Variant variant = plugins.variant(family, id)
                .orElseThrow(() -> new InvalidValueException(
                        "variant", "a variant of a family that a plugin brings", "\"" + family + "/" + id + "\""));
        return views(role(variant.buildsOn(), query), experiment.spec().setup().data(), "");
    }

    private Object fittingSampler(RoutingContext context) {
        RunRow run = runs.row(context);
        Query query = new Query(context);
        List<Dependency> roles = DrawBody.sampler(query.text("sampler", WORD_LENGTH), runs.variant(run))
                .buildsOn();
        return views(role(roles, query), run.spec().setup().data(), run.spec().runId());
    }

    /** Before there is an experiment to ask about: its data are spelled out. */
    private Object fittingFeatures(RoutingContext context) {
        String text = new Query(context).text("data", DATA_LENGTH).orElse("");
        DataSelection selection = SetupBody.data(Fields.ofBody(text.getBytes(StandardCharsets.UTF_8)));
        data.spec(selection);
        return views(others.fittingFeatures(selection));
    }

    private static Dependency role(List<Dependency> roles, Query query) {
        String wanted = query.text("role", WORD_LENGTH).orElse("");
        return roles.stream()
                .filter(each -> each.role().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "role",
                        roles.isEmpty()
                                ? "nothing, since it builds on no other run"
                                : "one of "
                                        + roles.stream().map(Dependency::role).collect(Collectors.joining(", ")),
                        "\"" + wanted + "\""));
    }

    private List<FittingRunView> views(Dependency role, DataSelection selection, String leftOut) {
        return views(others.fitting(role, selection).stream()
                .filter(each -> !each.run().spec().runId().equals(leftOut))
                .toList());
    }

    private List<FittingRunView> views(List<Fitting> fitting) {
        Map<String, String> names = new HashMap<>();
        return fitting.stream().map(each -> view(each, names)).toList();
    }

    private FittingRunView view(Fitting fitting, Map<String, String> names) {
        String name = names.computeIfAbsent(
                fitting.run().spec().experimentId(),
                id -> db.experiments()
                        .find(id)
                        .map(found -> found.spec().name())
                        .orElse(""));
        return new FittingRunView(RunView.brief(fitting.run()), name, fitting.steps());
    }

    /** Those in the bin among them; they can be restored. */
    private Object dependents(RoutingContext context) {
        RunRow run = runs.row(context);
        return db.runs().buildingOn(List.of(run.spec().runId())).stream()
                .map(RunView::brief)
                .toList();
    }
}
