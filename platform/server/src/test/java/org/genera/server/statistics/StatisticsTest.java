package org.genera.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.genera.server.statistics.Difference.Verdict;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    static GroupSummary group(double... values) {
        List<SeedValue> seeds = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            seeds.add(new SeedValue("run" + i, i + 1, values[i]));
        }
        return GroupSummary.of(seeds, Direction.LOWER);
    }

    static GroupSummary group(EvaluationError evaluation, double... values) {
        return GroupSummary.of(group(values).values(), Direction.LOWER, evaluation);
    }

    private static Map<String, Standing> standings(Map<String, GroupSummary> groups, Direction direction) {
        return Standing.of(groups, direction, (one, other) -> OptionalDouble.empty());
    }

    @ParameterizedTest
    @CsvSource({"1, 12.7062", "2, 4.30265", "9, 2.26216", "1000000, 1.95997"})
    void quantiles_of_students_t_are_those_of_the_tables(int degrees, double quantile) {
        assertThat(Uncertainty.quantile(degrees)).isCloseTo(quantile, within(1e-4));
    }

    @Test
    void quantiles_for_one_and_two_degrees_have_closed_forms() {
        // F(t) = 1/2 + atan(t)/π for one degree; t = (2p − 1) √(2 / (4 p (1 − p))) for two.
        assertThat(Uncertainty.quantile(1)).isCloseTo(Math.tan(Math.PI * 0.475), within(1e-9));
        assertThat(Uncertainty.quantile(2)).isCloseTo(0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), within(1e-9));
    }

    @Test
    void one_two_three_have_mean_two_deviation_one_and_the_interval_of_the_book() {
        GroupSummary summary = group(1, 2, 3);

        assertThat(summary.mean()).isEqualTo(2);
        assertThat(summary.standardDeviation()).isEqualTo(1.0);
        assertThat(summary.interval()).isNotNull();
        assertThat(summary.interval().high() - 2).isCloseTo(4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(2 - summary.interval().low()).isCloseTo(4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(summary.interval().how())
                .isEqualTo("Student's t, 95 %, n − 1 = 2; nothing is known of the noise of its evaluation");
    }

    @Test
    void shifting_moves_the_mean_and_scaling_scales_the_deviation() {
        Random random = new Random(3);
        double[] values = random.doubles(9).toArray();
        double[] moved = new double[9];
        for (int i = 0; i < 9; i++) {
            moved[i] = 1e6 - 4 * values[i];
        }

        assertThat(group(moved).mean()).isCloseTo(1e6 - 4 * group(values).mean(), within(1e-8));
        assertThat(group(moved).standardDeviation()).isCloseTo(4 * group(values).standardDeviation(), within(1e-8));
    }

    @Test
    void equal_values_deviate_by_exactly_nothing() {
        assertThat(group(0.1, 0.1, 0.1).standardDeviation()).isZero();
        assertThat(group(0.1, 0.1, 0.1).mean()).isEqualTo(0.1);
    }

    @Test
    void one_value_has_neither_deviation_nor_interval() {
        GroupSummary summary = group(4);

        assertThat(summary.mean()).isEqualTo(4);
        assertThat(summary.standardDeviation()).isNull();
        assertThat(summary.interval()).isNull();
        assertThat(summary.unknown())
                .isEqualTo("training variation is unknown, and nothing is known of the noise of its evaluation");
    }

    @Test
    void equal_values_of_which_nothing_more_is_known_have_no_interval_rather_than_one_of_no_width() {
        GroupSummary summary = group(99.12, 99.12, 99.12);

        assertThat(summary.interval()).isNull();
        assertThat(summary.unknown()).isEqualTo("nothing is known of the noise of its evaluation");
    }

    @Test
    void equal_values_of_noisy_evaluations_have_the_interval_of_their_noise_and_their_examples() {
        GroupSummary shared = group(new EvaluationError(0.3, 0.4, true), 5, 5, 5);

        assertThat(shared.interval().high() - 5).isCloseTo(1.959964 * 0.5, within(1e-6));
        assertThat(shared.interval().seeds()).isZero();
        assertThat(shared.interval().evaluation()).isCloseTo(1.959964 * 0.5, within(1e-6));
        assertThat(shared.unknown()).isNull();
        GroupSummary own = group(new EvaluationError(0.3, 0, false), 5, 5, 5);
        assertThat(own.interval().high() - 5).isCloseTo(0.3 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void the_interval_of_one_run_covers_noise_and_examples_and_says_that_training_is_unknown() {
        GroupSummary summary = group(new EvaluationError(0.3, 0.4, false), 5);

        assertThat(summary.interval().high() - 5).isCloseTo(1.959964 * 0.5, within(1e-6));
        assertThat(summary.interval().seeds()).isNull();
        assertThat(summary.interval().how()).contains("training variation is unknown");
        assertThat(summary.unknown()).isEqualTo("training variation is unknown");
    }

    @Test
    void the_half_of_an_interval_lies_between_the_larger_part_and_the_square_root_of_the_sum_of_both() {
        GroupSummary summary = group(new EvaluationError(0, 0.7, false), 1, 2, 3);
        Interval interval = summary.interval();
        double half = interval.high() - 2;

        assertThat(interval.seeds()).isCloseTo(4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(interval.evaluation()).isCloseTo(1.959964 * 0.7, within(1e-6));
        // (t s²/n + z e²) / √(s²/n + e²)
        assertThat(half)
                .isCloseTo((4.302652729911275 / 3 + 1.9599640 * 0.49) / Math.sqrt(1.0 / 3 + 0.49), within(1e-6));
        assertThat(half).isLessThan(Math.hypot(interval.seeds(), interval.evaluation()));
    }

    @Test
    void best_and_worst_name_their_runs_in_the_direction_of_the_metric() {
        List<SeedValue> values =
                List.of(new SeedValue("a", 1, 5), new SeedValue("b", 2, 7), new SeedValue("c", 3, Double.NaN));

        assertThat(GroupSummary.of(values, Direction.LOWER).best().run()).isEqualTo("a");
        assertThat(GroupSummary.of(values, Direction.HIGHER).best().run()).isEqualTo("b");
        assertThat(GroupSummary.of(values, Direction.HIGHER).worst().run()).isEqualTo("a");
    }

    @Test
    void values_that_are_nan_are_counted_and_left_out_of_the_mean() {
        GroupSummary summary = group(1, Double.NaN, 3);

        assertThat(List.of(summary.n(), summary.notANumber())).containsExactly(2, 1);
        assertThat(summary.mean()).isEqualTo(2);
        assertThat(group(Double.NaN).mean()).isNaN();
    }

    @Test
    void one_infinite_value_makes_the_mean_infinite_without_an_interval() {
        GroupSummary summary = group(1, Double.POSITIVE_INFINITY, 3);

        assertThat(List.of(summary.n(), summary.notANumber())).containsExactly(3, 0);
        assertThat(summary.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(summary.standardDeviation()).isNull();
        assertThat(summary.interval()).isNull();
        assertThat(summary.worst().value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void an_infinite_mean_is_worse_than_any_finite_one_and_never_the_best() {
        GroupSummary infinite = group(Double.POSITIVE_INFINITY);

        assertThat(standings(Map.of("a", infinite, "b", group(4)), Direction.LOWER))
                .hasEntrySatisfying("a", each -> assertThat(each.significance()).isEqualTo(Significance.WORSE))
                .hasEntrySatisfying("b", each -> assertThat(each.significance()).isEqualTo(Significance.BEST));
        assertThat(standings(Map.of("a", infinite, "b", group(Double.POSITIVE_INFINITY, 2)), Direction.LOWER))
                .isEmpty();
    }

    @Test
    void welchs_test_agrees_with_a_case_by_hand() {
        // Means 2 and 6, variances 1 and 4: t = −4/√(5/3), degrees of freedom (5/3)²/((1/9 + 16/9)/2) = 50/17.
        Difference difference = Difference.between(group(1, 2, 3), group(4, 6, 8));
        double t = 4 / Math.sqrt(5.0 / 3);
        double p = 2
                * org.apache.commons.statistics.distribution.TDistribution.of(50.0 / 17)
                        .survivalProbability(t);

        assertThat(difference.difference()).isEqualTo(-4);
        assertThat(difference.pValue()).isCloseTo(p, within(1e-12));
        // Three seeds miss most of such differences, and say nothing by missing one.
        assertThat(difference.verdict()).isEqualTo(Verdict.TOO_FEW_SEEDS);
        assertThat(Difference.between(group(1, 2, 3, 2, 1), group(2, 3, 1, 2, 2))
                        .verdict())
                .isEqualTo(Verdict.NOT_TOLD_APART);
    }

    @Test
    void a_p_value_is_the_level_whose_interval_of_the_difference_just_reaches_zero() {
        for (double evaluation : new double[] {0, 0.2, 1, 30}) {
            for (double noise : new double[] {0, 5}) {
                Uncertainty uncertainty = new Uncertainty(0.8, 2.7, evaluation, noise);
                assertThat(uncertainty.pValue(uncertainty.half())).isCloseTo(0.05, within(1e-6));
                assertThat(uncertainty.pValue(0)).isCloseTo(1, within(1e-9));
                assertThat(uncertainty.pValue(1.1 * uncertainty.half())).isLessThan(0.05);
            }
        }
    }

    @Test
    void a_lone_run_is_measured_by_the_spread_of_the_group_and_two_lone_runs_by_nothing() {
        assertThat(Difference.between(group(2.5), group(1, 2, 3)).verdict()).isEqualTo(Verdict.TOO_FEW_SEEDS);
        assertThat(Difference.between(group(1, 2, 3), group(9)).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Difference.between(group(1), group(9)).verdict()).isEqualTo(Verdict.UNTESTED);
        // t = 5/√(4/3) against two degrees of freedom: p = 1 − t/√(2 + t²).
        double t = 5 / Math.sqrt(4.0 / 3);
        assertThat(Difference.between(group(7), group(1, 2, 3)).pValue())
                .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-12));
    }

    @Test
    void groups_without_any_spread_are_not_called_different_by_it() {
        assertThat(Difference.between(group(8, 8, 8), group(7, 7)).verdict()).isEqualTo(Verdict.UNTESTED);
        assertThat(Difference.between(group(8, 8, 8), group(8, 8)).pValue()).isNull();
        assertThat(Difference.between(group(8), group(7, 7)).verdict()).isEqualTo(Verdict.UNTESTED);
        // High quality of 2,500 samples of a deterministic model: one noise seed or another, ± 0.2.
        EvaluationError noisy = new EvaluationError(0.2, 0, true);
        assertThat(Difference.between(group(noisy, 99.12, 99.12), group(noisy, 98.9, 98.9))
                        .verdict())
                .isEqualTo(Verdict.TOO_FEW_SEEDS);
        assertThat(Difference.between(group(noisy, 99.12, 99.12), group(noisy, 43.6, 43.6))
                        .verdict())
                .isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void scores_of_the_same_examples_tell_models_apart_that_their_means_cannot() {
        EvaluationError examples = new EvaluationError(0, 3, false);
        GroupSummary first = group(examples, 1.0, 1.1, 1.2);
        GroupSummary second = group(examples, 2.0, 2.1, 2.2);

        assertThat(Difference.between(first, second).verdict()).isEqualTo(Verdict.TOO_FEW_SEEDS);
        Difference paired = Difference.between(first, second, OptionalDouble.of(0.1));
        assertThat(paired.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(paired.how()).isEqualTo("Welch's t test, on the same examples in pairs");
    }

    @Test
    void where_all_are_equal_nobody_is_best() {
        assertThat(standings(Map.of("a", group(8, 8), "b", group(8)), Direction.HIGHER))
                .isEmpty();
    }

    @Test
    void a_cost_holds_no_noise_of_an_evaluation() {
        GroupSummary cost = group(EvaluationError.NONE, 3, 4);
        assertThat(cost.unknown()).isNull();
        assertThat(cost.interval().how()).isEqualTo("Student's t, 95 %, n − 1 = 1");
        assertThat(group(EvaluationError.NONE, 3).unknown()).isEqualTo("training variation is unknown");
    }

    @Test
    void with_few_seeds_the_best_is_marked_alone_and_the_rest_cannot_be_told() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("gan", group(99.2, 99.1));
        groups.put("realnvp", group(10, 77.2));

        Map<String, Standing> standings = standings(groups, Direction.HIGHER);

        assertThat(standings.get("gan").significance()).isEqualTo(Significance.BEST);
        assertThat(standings.get("realnvp").significance()).isEqualTo(Significance.TOO_FEW_SEEDS);
        assertThat(standings.get("realnvp").why()).startsWith("two seeds cannot tell it from the best (Welch's t test");
    }

    @Test
    void with_five_seeds_it_says_something_that_a_group_is_not_told_from_the_best() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("far", group(20, 20.1, 19.9, 20, 20));
        groups.put("near", group(1.1, 2.1, 3.1, 2, 2));
        groups.put("best", group(1, 2, 3, 2, 2));

        assertThat(standings(groups, Direction.LOWER))
                .hasEntrySatisfying(
                        "best", each -> assertThat(each.significance()).isEqualTo(Significance.BEST))
                .hasEntrySatisfying(
                        "near", each -> assertThat(each.significance()).isEqualTo(Significance.NOT_TOLD_APART))
                .hasEntrySatisfying(
                        "far", each -> assertThat(each.significance()).isEqualTo(Significance.WORSE));
        assertThat(standings(groups, Direction.HIGHER).get("far").significance())
                .isEqualTo(Significance.BEST);
        assertThat(standings(groups, Direction.NEITHER)).isEmpty();
    }

    @Test
    void pairs_of_examples_make_two_seeds_enough_where_the_seeds_hardly_differ() {
        EvaluationError examples = new EvaluationError(0, 3, false);
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("best", group(examples, 1.0, 1.0001));
        groups.put("near", group(examples, 1.01, 1.0101));

        assertThat(Standing.of(groups, Direction.LOWER, (one, other) -> OptionalDouble.of(0.02))
                        .get("near")
                        .significance())
                .isEqualTo(Significance.NOT_TOLD_APART);
        assertThat(standings(groups, Direction.LOWER).get("near").significance())
                .isEqualTo(Significance.TOO_FEW_SEEDS);
    }

    @Test
    void the_same_difference_weighs_less_among_many_groups() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("best", group(1, 2, 3, 2, 2));
        groups.put("next", group(2.2, 3.2, 4.2, 3.2, 3.2));
        assertThat(standings(groups, Direction.LOWER).get("next").significance())
                .isEqualTo(Significance.WORSE);

        for (int i = 0; i < 4; i++) {
            groups.put("equal" + i, group(2.2 + i / 10.0, 3.2, 4.2, 3.2, 3.2));
        }
        assertThat(standings(groups, Direction.LOWER).get("next"))
                .extracting(Standing::significance, each -> each.why().contains("Holm's correction for 15 pairs"))
                .containsExactly(Significance.NOT_TOLD_APART, true);
    }

    @Test
    void equal_means_are_equally_best() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("a", group(8, 8));
        groups.put("b", group(8, 8));
        groups.put("c", group(7, 7));

        assertThat(standings(groups, Direction.HIGHER).values())
                .extracting(Standing::significance)
                .containsExactly(Significance.BEST, Significance.BEST, Significance.UNTESTED);
    }

    @Test
    void a_run_each_leaves_all_but_the_smallest_number_untested() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("a", group(1));
        groups.put("b", group(2));

        assertThat(standings(groups, Direction.LOWER).get("a").significance()).isEqualTo(Significance.BEST);
        assertThat(standings(groups, Direction.LOWER).get("b"))
                .isEqualTo(new Standing(
                        Significance.UNTESTED,
                        "not compared with the best: a run each, so training variation is unknown"));
    }
}
