package org.genera.server.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/**
 * What the varied values did.
 *
 * @param measure that was asked for
 * @param measures all that could be
 * @param axes what takes several values among the runs
 * @param importance of each axis for the measure; empty where too few runs have a value
 * @param note how the importance was computed, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepAnalysis(
        Measure measure,
        List<Measure> measures,
        List<Axis> axes,
        List<Run> runs,
        List<Importance> importance,
        @Nullable String note) {

    /** A column of the leaderboard. */
    public record Measure(String key, String title, String unit, Direction direction) {}

    /**
     * Something that varies.
     *
     * @param name key in the values of the runs
     * @param kind {@code integer}, {@code real}, {@code choice}, {@code boolean} or {@code integers}
     * @param scale {@code linear} or {@code log}
     * @param values in order, where they are not numbers; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Axis(
            String name,
            String title,
            String kind,
            String scale,
            @Nullable List<Object> values) {}

    /**
     * A run.
     *
     * @param values by axis; none where the variant has no such hyperparameter
     * @param measures by key; none where nothing was measured
     * @param rung the last at which it waited, from 1, or null
     * @param why it was stopped or failed, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Run(
            String id,
            String group,
            long seed,
            String family,
            String variant,
            String state,
            Map<String, Object> values,
            Map<String, Double> measures,
            @Nullable Integer rung,
            @Nullable String why) {}

    /**
     * Share of the measure's variance that an axis explains alone.
     *
     * @param lower bound between which and upper lie 95 % of the trees
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Importance(
            String name,
            double importance,
            double lower,
            double upper,
            @Nullable String note) {}
}
