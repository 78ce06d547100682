package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.genera.db.ExperimentsDb;
import org.genera.db.series.SeriesQuery;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;

/** {@code /api/series}. */
public final class SeriesRoutes {
    private static final int RUNS_AT_MOST = 100;
    private static final int METRICS_AT_MOST = 100;

    private final ExperimentsDb db;
    private final BlockingHandlers answers;

    public SeriesRoutes(ExperimentsDb db, BlockingHandlers answers) {
        this.db = db;
        this.answers = answers;
    }

    public void mount(Router router) {
        router.get("/api/series").handler(answers.json(200, this::series));
    }

    private Object series(RoutingContext context) {
        Query query = new Query(context);
        boolean bySteps =
                query.word("unit", List.of("steps", "millis"), "steps").equals("steps");
        return db.metrics()
                .series(new SeriesQuery(
                        query.requiredList("runs", RUNS_AT_MOST),
                        query.requiredList("metrics", METRICS_AT_MOST),
                        bySteps ? SeriesQuery.Unit.STEPS : SeriesQuery.Unit.MILLIS,
                        query.integer("from", 0, Long.MAX_VALUE, 0),
                        query.integer("to", 0, Long.MAX_VALUE, Long.MAX_VALUE),
                        query.count("points", 2, 10_000, 500)));
    }
}
