package org.genera.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSetCard;
import org.genera.data.Examples;
import org.genera.server.view.DataSetView;

/** {@code /api/datasets}. */
final class DataSetRoutes {
    private static final int EXAMPLES_AT_MOST = 4096;

    private final DataCatalogue data;
    private final Answers answers;

    DataSetRoutes(DataCatalogue data, Answers answers) {
        this.data = data;
        this.answers = answers;
    }

    void mount(Router router) {
        router.get("/api/datasets").handler(answers.json(200, this::list));
        router.get("/api/datasets/:name").handler(answers.json(200, this::get));
        router.get("/api/datasets/:name/examples").handler(answers.json(200, this::examples));
    }

    private Object list(RoutingContext context) {
        return data.cards().stream().map(DataSetView::of).toList();
    }

    private Object get(RoutingContext context) {
        return DataSetView.of(card(context));
    }

    private Object examples(RoutingContext context) {
        Query query = new Query(context);
        String split = query.word("split", List.of("train", "test"), "train");
        int count = query.count("count", 1, EXAMPLES_AT_MOST, 64);
        Examples examples = data.examples(card(context).name(), split, count);
        return new ExamplesView(
                examples.shape().axes(), examples.count(), examples.values(), examples.labels(), examples.lengths());
    }

    private DataSetCard card(RoutingContext context) {
        String name = context.pathParam("name");
        return data.card(name).orElseThrow(() -> ProblemException.notFound("data set", name));
    }

    @SuppressWarnings("ArrayRecordComponent")
    record ExamplesView(List<Integer> shape, int count, float[] values, int[] labels, int[] lengths) {}
}
