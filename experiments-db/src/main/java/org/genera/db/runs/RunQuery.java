package org.genera.db.runs;

import java.util.List;
import java.util.Optional;
import org.genera.db.connection.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list. Where neither experiment nor ids are named, runs of deleted experiments are left out.
 *
 * @param experiment only its runs
 * @param ids only these; empty for all
 * @param states only those in one of these states, by word; empty for all
 * @param family only its runs
 * @param deleted whether to list the deleted ones instead
 * @param sort {@code createdAt}, or {@code metric:NAME} by its last value; runs that lack it, or end in NaN, come last
 * @param ascending the smallest first
 * @param offset how many to skip
 * @param limit how many to give at most
 */
public record RunQuery(
        @Nullable String experiment,
        List<String> ids,
        List<String> states,
        @Nullable String family,
        boolean deleted,
        String sort,
        boolean ascending,
        int offset,
        int limit) {
    private static final String METRIC = "metric:";

    public RunQuery {
        Limits.require(offset, limit);
        if (!sort.equals("createdAt") && !(sort.startsWith(METRIC) && sort.length() > METRIC.length())) {
            throw new IllegalArgumentException(
                    "sort: expected createdAt or metric:NAME, such as metric:elbo, got \"" + sort + "\"");
        }
        ids = List.copyOf(ids);
        states = List.copyOf(states);
    }

    Optional<String> sortMetric() {
        return sort.startsWith(METRIC) ? Optional.of(sort.substring(METRIC.length())) : Optional.empty();
    }
}
