package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genera.db.series.MetricSummary;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Part;
import org.jspecify.annotations.Nullable;

/**
 * What two values of one measure must share to be compared. The sampler is not among it, because families have their own;
 * nor is how a likelihood was bounded or estimated, where {@link Exactness} keeps apart what must be.
 *
 * @param setting of the measure; empty for likelihoods
 * @param measure of a likelihood; null of other values and of those of old, which did not say
 * @param given parts that a likelihood is of the rest given
 */
record ComparabilityKey(
        String extractor,
        String split,
        int samples,
        int references,
        String setting,
        @Nullable ReferenceMeasure measure,
        Set<Part> given) {

    static ComparabilityKey of(MetricSummary summary) {
        return of(summary.origin().context(), summary.origin().exactness());
    }

    static ComparabilityKey of(MeasurementContext context, @Nullable Exactness exactness) {
        return new ComparabilityKey(
                context.extractor(),
                context.split(),
                context.samples(),
                context.references(),
                exactness == null ? context.setting() : "",
                context.measure(),
                context.given());
    }

    /** What most of these say that likelihoods are densities with respect to; null where none says it. */
    static @Nullable ReferenceMeasure usualMeasure(List<ComparabilityKey> ways) {
        List<ReferenceMeasure> said = ways.stream()
                .map(ComparabilityKey::measure)
                .filter(Objects::nonNull)
                .toList();
        return said.isEmpty() ? null : RunSetup.usual(said);
    }

    /** With this measure, where it is a value of old that says none. */
    ComparabilityKey measured(@Nullable ReferenceMeasure usual) {
        return measure != null
                ? this
                : new ComparabilityKey(extractor, split, samples, references, setting, usual, given);
    }

    /** In what it is another way than the usual one; empty where it is the same. */
    List<String> differencesFrom(ComparabilityKey usual) {
        List<String> found = new ArrayList<>();
        tell(found, "extractor", usual, ComparabilityKey::extractor);
        tell(found, "split", usual, ComparabilityKey::split);
        tell(found, "samples", usual, way -> number(way.samples()));
        tell(found, "real examples", usual, way -> number(way.references()));
        tell(found, "setting", usual, ComparabilityKey::setting);
        tell(found, "likelihood", usual, way -> word(way.measure()));
        tell(
                found,
                "given",
                usual,
                way -> way.given().stream().sorted().map(ComparabilityKey::word).collect(Collectors.joining(" and ")));
        return found;
    }

    private void tell(
            List<String> found, String what, ComparabilityKey usual, Function<ComparabilityKey, String> part) {
        String mine = part.apply(this);
        String others = part.apply(usual);
        if (!Objects.equals(mine, others)) {
            found.add(what + ": " + named(mine) + " instead of " + named(others));
        }
    }

    private static String named(String part) {
        return part.isEmpty() ? "none named" : part;
    }

    private static String word(@Nullable ReferenceMeasure measure) {
        return measure == null
                ? ""
                : switch (measure) {
                    case COUNTING -> "a probability";
                    case LEBESGUE -> "a density";
                    case MIXED -> "a density times a probability";
                };
    }

    private static String word(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static String number(int count) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }
}
