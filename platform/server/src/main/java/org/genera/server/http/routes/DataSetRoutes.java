package org.genera.server.http.routes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalInt;
import org.genera.data.DataCatalogue;
import org.genera.data.ExamplePage;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.ImportRecord;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.view.DataSetView;
import org.jspecify.annotations.Nullable;

/** {@code /api/datasets}. */
public final class DataSetRoutes implements Routes {
    private static final int EXAMPLES_AT_MOST = 4096;
    private static final int NO_LABEL = -1;

    private final DataCatalogue data;
    private final BlockingHandlers answers;
    private final BlockingHandlers large;

    public DataSetRoutes(DataCatalogue data, BlockingHandlers answers, BlockingHandlers large) {
        this.data = data;
        this.answers = answers;
        this.large = large;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/datasets").handler(answers.json(200, this::list));
        router.get("/api/datasets/:name").handler(answers.json(200, this::get));
        router.get("/api/datasets/:name/statistics").handler(large.json(200, this::statistics));
        router.get("/api/datasets/:name/examples").handler(large.json(200, this::examples));
    }

    private Object list(RoutingContext context) {
        return data.cards().stream().map(DataSetView::of).toList();
    }

    private Object get(RoutingContext context) {
        return detailed(card(context), data);
    }

    /** A data set and how it came here. */
    static Object detailed(DataSetCard card, DataCatalogue data) {
        return new DetailedView(
                DataSetView.of(card), data.importRecord(card.name()).orElse(null));
    }

    private Object statistics(RoutingContext context) {
        return data.statistics(card(context).name());
    }

    private Object examples(RoutingContext context) {
        Query query = new Query(context);
        String split = query.word("split", List.of("train", "test"), "train");
        int count = query.count("count", 1, EXAMPLES_AT_MOST, 64);
        int offset = query.count("offset", 0, Integer.MAX_VALUE, 0);
        int label = query.count("label", 0, Integer.MAX_VALUE, NO_LABEL);
        String name = card(context).name();
        ExamplePage page =
                new ExamplePage(split, label == NO_LABEL ? OptionalInt.empty() : OptionalInt.of(label), offset, count);
        Examples examples = data.examples(name, page);
        return new ExamplesView(
                examples.shape().axes(),
                examples.count(),
                examples.values(),
                examples.labels(),
                examples.lengths(),
                data.factors(name, page));
    }

    private DataSetCard card(RoutingContext context) {
        String name = context.pathParam("name");
        return data.card(name).orElseThrow(() -> ProblemException.notFound("data set", name));
    }

    /** A data set and how it came here, where it was imported. */
    record DetailedView(
            @JsonUnwrapped DataSetView set, @Nullable ImportRecord imported) {}

    @SuppressWarnings("ArrayRecordComponent")
    record ExamplesView(
            List<Integer> shape, int count, float[] values, int[] labels, int[] lengths, List<List<Double>> factors) {}
}
