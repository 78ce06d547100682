package org.genera.db.runs;

import java.time.Instant;
import java.util.List;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.request.EvaluationRequest;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to evaluate a checkpoint.
 *
 * @param at when it was granted or failed
 * @param request what was asked for
 * @param step of the checkpoint, −1 where it failed
 * @param trainMillis time spent in training up to that step
 * @param measurements what was measured; none where it failed
 * @param reason why it failed; absent where it did not
 */
public record StoredEvaluation(
        Instant at,
        EvaluationRequest request,
        long step,
        long trainMillis,
        List<Measurement> measurements,
        @Nullable String reason) {

    public static StoredEvaluation of(JournalEvent.EvaluatedAgain event) {
        return new StoredEvaluation(
                event.at(), event.request(), event.step(), event.trainMillis(), event.measurements(), null);
    }

    public static StoredEvaluation failed(Instant at, EvaluationRequest request, String reason) {
        return new StoredEvaluation(at, request, -1, 0, List.of(), reason);
    }
}
