package org.genera.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @ParameterizedTest
    @CsvSource({"1, 12.7062", "2, 4.30265", "9, 2.26216", "1000000, 1.95997"})
    void quantiles_of_students_t_are_those_of_the_tables(int degrees, double quantile) {
        assertThat(Interval.quantile(degrees)).isCloseTo(quantile, within(1e-4));
    }

    @Test
    void quantiles_for_one_and_two_degrees_have_closed_forms() {
        // F(t) = 1/2 + atan(t)/π for one degree; t = (2p − 1) √(2 / (4 p (1 − p))) for two.
        assertThat(Interval.quantile(1)).isCloseTo(Math.tan(Math.PI * 0.475), within(1e-9));
        assertThat(Interval.quantile(2)).isCloseTo(0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), within(1e-9));
    }

    @Test
    void one_two_three_have_mean_two_deviation_one_and_the_interval_of_the_book() {
        GroupSummary summary = group(1, 2, 3);

        assertThat(summary.mean()).isEqualTo(2);
        assertThat(summary.standardDeviation()).isEqualTo(1.0);
        assertThat(summary.interval()).isNotNull();
        assertThat(summary.interval().high() - 2).isCloseTo(4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(2 - summary.interval().low()).isCloseTo(4.302652729911275 / Math.sqrt(3), within(1e-9));
        assertThat(summary.interval().how()).isEqualTo("Student's t, 95 %, n − 1 = 2");
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
    void the_interval_holds_the_true_mean_in_95_of_100_cases() {
        Random random = new Random(11);
        int held = 0;
        for (int i = 0; i < 4_000; i++) {
            Interval interval = group(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                    .interval();
            held += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }
        // The deviation of the share is √(0.95 · 0.05 / 4000) = 0.0034.
        assertThat(held / 4_000.0).isCloseTo(0.95, within(0.014));
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

        assertThat(Significance.of(Map.of("a", infinite, "b", group(4)), Direction.LOWER))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", Significance.WORSE, "b", Significance.BEST));
        assertThat(Significance.of(Map.of("a", infinite, "b", group(Double.POSITIVE_INFINITY, 2)), Direction.LOWER))
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
        assertThat(difference.verdict()).isEqualTo(Verdict.NOT_TOLD_APART);
    }

    @Test
    void the_test_cries_wolf_in_five_of_a_hundred_cases_at_most() {
        Random random = new Random(5);
        int cried = 0;
        for (int i = 0; i < 4_000; i++) {
            GroupSummary first = group(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            GroupSummary second = group(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            cried += Difference.between(first, second).verdict() == Verdict.DIFFERENT ? 1 : 0;
        }
        assertThat(cried / 4_000.0).isBetween(0.02, 0.064);
    }

    @Test
    void a_lone_run_is_measured_by_the_spread_of_the_group_and_two_lone_runs_by_nothing() {
        assertThat(Difference.between(group(2.5), group(1, 2, 3)).verdict()).isEqualTo(Verdict.NOT_TOLD_APART);
        assertThat(Difference.between(group(1, 2, 3), group(9)).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Difference.between(group(1), group(9)).verdict()).isEqualTo(Verdict.UNTESTED);
        // t = 5/√(4/3) against two degrees of freedom: p = 1 − t/√(2 + t²).
        double t = 5 / Math.sqrt(4.0 / 3);
        assertThat(Difference.between(group(7), group(1, 2, 3)).pValue())
                .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-12));
    }

    @Test
    void groups_without_any_spread_differ_when_their_values_do() {
        assertThat(Difference.between(group(8, 8, 8), group(7, 7)).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Difference.between(group(8, 8, 8), group(8, 8)).verdict()).isEqualTo(Verdict.NOT_TOLD_APART);
    }

    @Test
    void the_smallest_number_shares_its_mark_with_all_that_cannot_be_told_from_it() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("far", group(20, 20.1, 19.9));
        groups.put("near", group(1.1, 2.1, 3.1));
        groups.put("best", group(1, 2, 3));

        assertThat(Significance.of(groups, Direction.LOWER))
                .containsEntry("best", Significance.BEST)
                .containsEntry("near", Significance.WITHIN_UNCERTAINTY)
                .containsEntry("far", Significance.WORSE);
        assertThat(Significance.of(groups, Direction.HIGHER)).containsEntry("far", Significance.BEST);
        assertThat(Significance.of(groups, Direction.NEITHER)).isEmpty();
    }

    @Test
    void a_run_each_leaves_all_but_the_smallest_number_untested() {
        Map<String, GroupSummary> groups = new LinkedHashMap<>();
        groups.put("a", group(1));
        groups.put("b", group(2));

        assertThat(Significance.of(groups, Direction.LOWER))
                .containsEntry("a", Significance.BEST)
                .containsEntry("b", Significance.UNTESTED);
    }
}
