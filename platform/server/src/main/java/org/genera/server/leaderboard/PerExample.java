package org.genera.server.leaderboard;

import java.util.Optional;
import org.genera.db.runs.RunRow;

/** What runs scored example by example, so that two models can be compared on the same ones. */
@FunctionalInterface
public interface PerExample {
    /** Of runs that kept no scores. */
    PerExample NONE = (run, key) -> Optional.empty();

    /**
     * One score for each test example.
     *
     * @param examples digest of the examples; scores of two runs are compared where it is the same
     * @param values in the order of the examples, in the unit of the column
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Scores(String examples, double[] values) {}

    /** @param key of a column */
    Optional<Scores> of(RunRow run, String key);
}
