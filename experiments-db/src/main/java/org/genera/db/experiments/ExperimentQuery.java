package org.genera.db.experiments;

import org.genera.db.connection.Limits;

/**
 * Which experiments to list, the newest first.
 *
 * @param words that the name or the note must all contain, in any case; empty for every experiment
 * @param dataSet that the experiment uses; empty for any
 * @param deleted whether to list the deleted ones instead
 * @param offset how many to skip
 * @param limit how many to give at most
 */
public record ExperimentQuery(String words, String dataSet, boolean deleted, int offset, int limit) {

    public ExperimentQuery {
        Limits.require(offset, limit);
    }

    /** Experiments on any data. */
    public ExperimentQuery(String words, boolean deleted, int offset, int limit) {
        this(words, "", deleted, offset, limit);
    }
}
