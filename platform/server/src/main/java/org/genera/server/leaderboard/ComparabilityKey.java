package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.genera.db.series.MetricSummary;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Likelihood.Exactness;
import org.jspecify.annotations.Nullable;

/**
 * What two values of one measure must share to be compared. The sampler is not among it, because families have their own;
 * nor is how a likelihood was bounded or estimated, where {@link Exactness} keeps apart what must be, nor its
 * {@link Reference}, which has a column of its own.
 *
 * @param setting of the measure; empty for likelihoods
 */
record ComparabilityKey(String extractor, String split, int samples, int references, String setting) {

    static ComparabilityKey of(MetricSummary summary) {
        return of(summary.origin().context(), summary.origin().exactness());
    }

    static ComparabilityKey of(MeasurementContext context, @Nullable Exactness exactness) {
        return new ComparabilityKey(
                context.extractor(),
                context.split(),
                context.samples(),
                context.references(),
                exactness == null ? context.setting() : "");
    }

    /** In what it is another way than the usual one; empty where it is the same. */
    List<String> differencesFrom(ComparabilityKey usual) {
        List<String> found = new ArrayList<>();
        tell(found, "extractor", usual, ComparabilityKey::extractor);
        tell(found, "split", usual, ComparabilityKey::split);
        tell(found, "samples", usual, way -> number(way.samples()));
        tell(found, "real examples", usual, way -> number(way.references()));
        tell(found, "setting", usual, ComparabilityKey::setting);
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

    private static String number(int count) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }
}
