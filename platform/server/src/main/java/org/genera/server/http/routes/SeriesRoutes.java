package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.genera.db.series.MetricHistory;
import org.genera.db.series.SeriesQuery;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;

/** {@code /api/series}. */
public final class SeriesRoutes implements Routes {
    private static final int RUNS_AT_MOST = 100;
    private static final int METRICS_AT_MOST = 100;

    private final MetricHistory metrics;
    private final BlockingHandlers answers;

    public SeriesRoutes(MetricHistory metrics, BlockingHandlers answers) {
        this.metrics = metrics;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/series").handler(answers.json(200, this::series));
    }

    private Object series(RoutingContext context) {
        Query query = new Query(context);
        return metrics.series(new SeriesQuery(
                query.requiredList("runs", RUNS_AT_MOST),
                query.requiredList("metrics", METRICS_AT_MOST),
                query.word("unit", SeriesQuery.Unit.STEPS),
                query.integer("from", 0, Long.MAX_VALUE, 0),
                query.integer("to", 0, Long.MAX_VALUE, Long.MAX_VALUE),
                query.count("points", 2, 10_000, 500)));
    }
}
