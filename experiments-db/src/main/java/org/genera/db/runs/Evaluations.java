package org.genera.db.runs;

import java.time.Instant;
import java.util.List;
import org.genera.db.connection.Columns;
import org.genera.db.connection.Database;
import org.genera.run.Json;
import org.genera.run.request.EvaluationRequest;
import org.jdbi.v3.core.Handle;

/**
 * Evaluations that users asked for, apart from the metrics of runs: they may stand on another protocol. Thread-safe.
 */
public final class Evaluations {
    private final Database database;

    public Evaluations(Database database) {
        this.database = database;
    }

    /** In the order in which they were taken. */
    public List<StoredEvaluation> ofRun(String runId) {
        return database.read(handle -> handle.createQuery(
                        "select evaluation from evaluation_again where run_id = :run order by insertion")
                .bind("run", runId)
                .map((row, context) -> Columns.json(row, "evaluation", StoredEvaluation.class))
                .list());
    }

    /** For a request that no worker has answered; one that was answered stays as it is. */
    public void storeFailure(String runId, EvaluationRequest request, String reason) {
        database.write(handle -> {
            boolean answered =
                    handle.createQuery("select count(*) from evaluation_again where run_id = :run and id = :id")
                                    .bind("run", runId)
                                    .bind("id", request.id())
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
            if (!answered) {
                store(handle, runId, StoredEvaluation.failed(Instant.now(), request, reason));
            }
            return answered;
        });
    }

    /** One whose id is here already replaces it. */
    public static void store(Handle handle, String runId, StoredEvaluation evaluation) {
        for (String sql : List.of(
                "update evaluation_again set evaluation = :evaluation where run_id = :run and id = :id",
                "insert into evaluation_again (run_id, id, evaluation) values (:run, :id, :evaluation)")) {
            int rows = handle.createUpdate(sql)
                    .bind("run", runId)
                    .bind("id", evaluation.request().id())
                    .bind("evaluation", Json.write(evaluation))
                    .execute();
            if (rows > 0) {
                return;
            }
        }
    }
}
