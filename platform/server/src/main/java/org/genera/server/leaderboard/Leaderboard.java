package org.genera.server.leaderboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.genera.run.journal.MeasurementContext;
import org.genera.server.statistics.Difference;
import org.genera.server.statistics.GroupSummary;
import org.genera.server.statistics.Significance;
import org.genera.server.statistics.Standing;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A row for each group of runs that differ by seed alone, a cell for each quantity.
 *
 * @param reading which value of a run's history stands for the run
 * @param chosenOn which split a run's value was chosen on among all of its history; null where nothing was chosen
 * @param sort key of the column that orders the rows, or null for the order of launch
 * @param baseline group that the differences are taken from, or null
 * @param runs how many runs there are in all
 * @param columns what was measured, then what it cost
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Leaderboard(
        Reading reading,
        @Nullable ChosenOn chosenOn,
        @Nullable String sort,
        @Nullable String baseline,
        int runs,
        List<Column> columns,
        List<Row> rows) {

    /** Which value of a history stands for a run. */
    public enum Reading {
        LAST,
        /**
         * The best of all evaluations. Where they are taken on validation too, that is where the best is chosen, and the
         * value on test stays the last one; else it flatters, because it chooses by what it reports.
         */
        BEST
    }

    /** The split whose values decide which of them is shown. */
    public enum ChosenOn {
        VALIDATION,
        TEST
    }

    /**
     * One quantity.
     *
     * @param key of the cells; exact values, bounds and estimates of one likelihood share one
     * @param quantity that several columns may be of, each with a reference of its own; else the same as the key
     * @param headline whether it stands in a short table
     * @param reference of a likelihood, what it is taken with respect to; null of others, and where it was not recorded
     * @param referenceWords the same for people
     * @param unbounded whether it can be driven to −∞, so that the least is not the best
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(
            String key,
            String quantity,
            String title,
            String unit,
            Direction direction,
            boolean headline,
            @Nullable String reference,
            @Nullable String referenceWords,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unbounded) {

        static Column of(String quantity, String title, String unit, Direction direction, boolean headline) {
            return new Column(quantity, quantity, title, unit, direction, headline, null, null, false);
        }

        /** The only one of its quantity. */
        Column to(Reference to) {
            return to.measure() == null
                    ? this
                    : new Column(key, quantity, title, unit, direction, headline, to.id(), to.words(), to.unbounded());
        }

        /** One of several. */
        Column among(Reference to, String ownKey) {
            String longTitle = title.replaceFirst("^Negative log-likelihood", "NLL") + " (" + to.words() + ")";
            return new Column(
                    ownKey, quantity, longTitle, unit, direction, headline, to.id(), to.words(), to.unbounded());
        }
    }

    /**
     * One group.
     *
     * @param label the variant and the values by which it differs from other groups of it
     * @param values the hyperparameters in which groups of this variant differ
     * @param seeds of the runs that count
     * @param states how many of its runs stand where
     * @param ids of all its runs, the oldest first
     * @param provisional whether no run has finished: the values are those of the moment
     * @param differences in what its setup is not that of most runs here; empty where it is
     * @param leftOut runs that do not count
     * @param keptBy by which measure, on which split, a halving sweep let its runs go on; null where none did
     * @param cells by key of column; none where nothing was measured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            String group,
            String experimentId,
            String family,
            String variant,
            String label,
            Map<String, Object> values,
            List<Long> seeds,
            Map<String, Integer> states,
            List<String> ids,
            boolean provisional,
            List<String> differences,
            List<LeftOut> leftOut,
            @Nullable String keptBy,
            Map<String, Cell> cells) {

        Row with(Map<String, Cell> others) {
            return new Row(
                    group,
                    experimentId,
                    family,
                    variant,
                    label,
                    values,
                    seeds,
                    states,
                    ids,
                    provisional,
                    differences,
                    leftOut,
                    keptBy,
                    others);
        }
    }

    /** A run that does not count, and why. */
    public record LeftOut(String run, long seed, String why) {}

    /**
     * One quantity of a group.
     *
     * @param exactness for likelihoods
     * @param context under which most of its values were measured
     * @param ratioToCeiling the mean as a multiple of what real training examples score; absent where that says nothing
     * @param detail what else there is to say of it, for people
     * @param standing among the groups that can be compared in it
     * @param standingWhy for people
     * @param apart why it takes no part in the search for the best
     * @param delta against the baseline
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cell(
            @JsonUnwrapped GroupSummary summary,
            @Nullable Exactness exactness,
            @Nullable MeasurementContext context,
            @Nullable Double ratioToCeiling,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String detail,
            @Nullable Significance standing,
            @Nullable String standingWhy,
            @Nullable String apart,
            @Nullable Delta delta) {

        static Cell of(
                GroupSummary summary,
                @Nullable Exactness exactness,
                MeasurementContext context,
                String detail,
                @Nullable String apart) {
            boolean known = !context.equals(MeasurementContext.NONE);
            double ratio = summary.n() == 0 ? Double.NaN : context.ratioToCeiling(summary.mean());
            return new Cell(
                    summary,
                    exactness,
                    known ? context : null,
                    Double.isFinite(ratio) ? (Double) ratio : null,
                    detail,
                    null,
                    null,
                    apart,
                    null);
        }

        Cell standing(@Nullable Standing found) {
            return new Cell(
                    summary,
                    exactness,
                    context,
                    ratioToCeiling,
                    detail,
                    found == null ? null : found.significance(),
                    found == null ? null : found.why(),
                    apart,
                    delta);
        }

        Cell apart(String why) {
            return new Cell(summary, exactness, context, ratioToCeiling, detail, null, null, why, null);
        }

        Cell delta(@Nullable Delta found) {
            return new Cell(summary, exactness, context, ratioToCeiling, detail, standing, standingWhy, apart, found);
        }
    }

    /**
     * The difference from the baseline.
     *
     * @param incomparable why it says nothing about which is better, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delta(
            @JsonUnwrapped Difference difference, @Nullable String incomparable) {
        /** Where it says nothing it has no verdict; where it does, it is that of this pair, whatever others are looked at. */
        static Delta of(Difference found, @Nullable String incomparable) {
            return incomparable == null
                    ? new Delta(found.amongOthers(), null)
                    : new Delta(Difference.untested(found.difference(), "not compared"), incomparable);
        }
    }
}
