package org.genera.server.leaderboard;

import java.util.Optional;
import java.util.function.Function;
import org.genera.db.runs.RunRow;

/**
 * What is known of runs beside their rows.
 *
 * @param scores of the test examples, one by one
 * @param keptBy which measure decided that a run goes on, where a halving sweep let it
 */
public record Sources(PerExample scores, Function<RunRow, Optional<String>> keptBy) {
    public static final Sources NONE = new Sources(PerExample.NONE, run -> Optional.empty());
}
