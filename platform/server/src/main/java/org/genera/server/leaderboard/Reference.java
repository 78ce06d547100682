package org.genera.server.leaderboard;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.db.series.MetricSummary;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a likelihood is taken with respect to. Numbers of two of them say nothing of each other, so they never share a
 * column.
 *
 * @param measure null of values of old, which did not say
 * @param values of a density, what the scored values are; null of values of old
 * @param given parts that the rest is scored given
 */
record Reference(
        @Nullable ReferenceMeasure measure, @Nullable ScoredValues values, Set<Part> given) {
    private static final String NOT_RECORDED = "unknown";

    /** Of a likelihood; empty of other values. */
    static Optional<Reference> of(MetricSummary summary) {
        MeasurementContext context = summary.origin().context();
        return summary.origin().exactness() == null
                ? Optional.empty()
                : Optional.of(new Reference(context.measure(), context.values(), context.given()));
    }

    /**
     * The one that all of them may be, because they are the same or because some of old say less; empty where they are
     * several.
     */
    static Optional<Reference> common(Collection<Reference> all) {
        return all.stream()
                .filter(each -> all.stream().allMatch(other -> other.mayBe(each)))
                .findFirst();
    }

    private boolean mayBe(Reference other) {
        return (measure == null || measure == other.measure)
                && (values == null || values == other.values)
                && given.equals(other.given);
    }

    /** In the key of its column, where a quantity has several. */
    String id() {
        String of = measure == null
                ? NOT_RECORDED
                : switch (measure) {
                    case COUNTING -> "probability";
                    case LEBESGUE -> "density";
                    case MIXED -> "mixed";
                };
        String scored = values == null || values == ScoredValues.REAL
                ? ""
                : "-" + values.name().toLowerCase(Locale.ROOT);
        return of + scored + (given.isEmpty() ? "" : "-given-" + parts("-"));
    }

    /** For people. */
    String words() {
        String of = measure == null
                ? "what it is taken with respect to was not recorded"
                : switch (measure) {
                    case COUNTING -> "probability";
                    case LEBESGUE -> "density";
                    case MIXED -> "density times probability";
                };
        String scored = values == null || measure == null
                ? ""
                : switch (values) {
                    case REAL -> "";
                    case DEQUANTISED -> " after dequantisation";
                    case DISCRETE -> " of discrete values, can be driven to −∞";
                };
        return of + scored + (given.isEmpty() ? "" : ", given " + parts(" and "));
    }

    private String parts(String between) {
        return given.stream()
                .sorted()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(between));
    }

    /** Whether a model that is narrow enough around the values it has seen has no least cost at all. */
    boolean unbounded() {
        return values == ScoredValues.DISCRETE;
    }

    /** What compares best first, what was not recorded last. */
    static List<Reference> inOrder(Collection<Reference> all) {
        return all.stream()
                .sorted(java.util.Comparator.comparingInt(
                                (Reference each) -> each.measure == null ? Integer.MAX_VALUE : each.measure.ordinal())
                        .thenComparingInt(each -> each.values == null ? -1 : each.values.ordinal())
                        .thenComparing(Reference::id))
                .toList();
    }
}
