package org.genera.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.genera.server.statistics.Difference.Verdict;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What intervals, tests and marks promise, held against groups whose truth is known. */
class CoverageTest {
    private static final int GROUPS = 4_000;

    /** Standard deviations of training, of a run's noise, and of the choice of examples, the latter of a mean. */
    private record Mix(String name, double seeds, double noise, double examples) {}

    private static final List<Mix> MIXES = List.of(
            new Mix("seeds", 1, 0.1, 0.1),
            new Mix("seeds and examples alike", 1, 0, 1),
            new Mix("all alike", 1, 1, 1),
            new Mix("examples", 0.1, 0.1, 1),
            new Mix("noise", 0.1, 1, 0.1));

    private Random random;

    @BeforeEach
    void sow() {
        random = new Random(17);
    }

    /** A group whose true mean is 0. */
    private GroupSummary group(Mix mix, int n, boolean shared, double examples) {
        double common = shared ? mix.noise() * random.nextGaussian() : 0;
        List<SeedValue> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double noise = shared ? common : mix.noise() * random.nextGaussian();
            values.add(new SeedValue("r" + i, i, examples + mix.seeds() * random.nextGaussian() + noise));
        }
        return GroupSummary.of(
                values, Direction.LOWER, new EvaluationError(mix.noise(), mix.examples() / Math.sqrt(n), shared));
    }

    private double examples(Mix mix, int n) {
        return mix.examples() / Math.sqrt(n) * random.nextGaussian();
    }

    private double coverage(Mix mix, int n, boolean shared) {
        int held = 0;
        for (int i = 0; i < GROUPS; i++) {
            Interval interval = group(mix, n, shared, examples(mix, n)).interval();
            held += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }
        return (double) held / GROUPS;
    }

    @Test
    void intervals_hold_the_truth_in_90_to_98_of_100_cases_whatever_the_uncertainty_is_made_of() {
        System.out.println("coverage of 95 % intervals, in %: noise of each run | noise shared by the runs");
        for (Mix mix : MIXES) {
            StringBuilder line = new StringBuilder(String.format("  mostly %-25s", mix.name()));
            for (boolean shared : new boolean[] {false, true}) {
                for (int n : new int[] {2, 3, 5}) {
                    double covered = coverage(mix, n, shared);
                    line.append(String.format(Locale.ROOT, "  n=%d %.1f", n, 100 * covered));
                    assertThat(covered)
                            .as(mix + ", n = " + n + ", shared " + shared)
                            .isBetween(0.90, 0.98);
                }
                line.append(shared ? "" : "  |");
            }
            System.out.println(line);
        }
    }

    @Test
    void the_interval_of_one_run_holds_what_the_same_model_would_score_on_other_noise_and_examples() {
        for (Mix mix : List.of(new Mix("noise", 0, 1, 0.1), new Mix("examples", 0, 0.1, 1), new Mix("both", 0, 1, 1))) {
            double covered = coverage(mix, 1, false);
            System.out.printf(Locale.ROOT, "coverage for one run, mostly %s: %.1f %%%n", mix.name(), 100 * covered);
            assertThat(covered).isBetween(0.94, 0.96);
        }
    }

    @Test
    void two_equal_groups_are_called_different_in_few_of_a_hundred_cases() {
        System.out.println("equal groups called different at 5 %, in %: paired | examples taken as independent ones");
        for (Mix mix : MIXES.subList(0, 4)) {
            StringBuilder line = new StringBuilder(String.format("  mostly %-25s", mix.name()));
            for (boolean paired : new boolean[] {true, false}) {
                for (int n : new int[] {2, 3, 5}) {
                    double cried = criedWolf(mix, n, paired);
                    line.append(String.format(Locale.ROOT, "  n=%d %.1f", n, 100 * cried));
                    // Welch's test of two against two is a careful one: 2 % where it promises 5.
                    assertThat(cried).as(mix + ", n = " + n).isBetween(n == 2 ? 0.012 : 0.02, 0.08);
                }
                line.append(paired ? "  |" : "");
            }
            System.out.println(line);
        }
    }

    private double criedWolf(Mix mix, int n, boolean paired) {
        int cried = 0;
        for (int i = 0; i < GROUPS; i++) {
            // In pairs most of what examples do to one group they do to the other.
            double both = paired ? 5 * examples(mix, n) : 0;
            GroupSummary first = group(mix, n, false, both + examples(mix, n));
            GroupSummary second = group(mix, n, false, both + examples(mix, n));
            OptionalDouble error =
                    paired ? OptionalDouble.of(mix.examples() * Math.sqrt(2.0 / n)) : OptionalDouble.empty();
            cried += Difference.between(first, second, error).verdict() == Verdict.DIFFERENT ? 1 : 0;
        }
        return (double) cried / GROUPS;
    }

    @Test
    void five_seeds_find_a_difference_of_two_deviations_about_four_times_of_five_and_two_hardly_ever() {
        Mix seeds = new Mix("seeds", 1, 0, 0);
        Map<Integer, Double> found = new LinkedHashMap<>();
        for (int n : new int[] {2, 3, 4, 5}) {
            int different = 0;
            for (int i = 0; i < GROUPS; i++) {
                Difference difference = Difference.between(group(seeds, n, false, 0), group(seeds, n, false, 2));
                different += difference.verdict() == Verdict.DIFFERENT ? 1 : 0;
            }
            found.put(n, (double) different / GROUPS);
        }
        System.out.println("difference of two deviations found, by seeds: " + found);
        assertThat(found.get(Standing.SEEDS_THAT_TELL)).isBetween(0.74, 0.80);
        assertThat(found.get(4)).isLessThan(0.65);
        assertThat(found.get(2)).isLessThan(0.15);
    }

    @Test
    void among_ten_equal_groups_one_is_called_worse_in_no_more_than_five_of_a_hundred_columns() {
        Mix seeds = new Mix("seeds", 1, 0, 0);
        int columns = 500;
        int wrong = 0;
        for (int i = 0; i < columns; i++) {
            Map<Integer, GroupSummary> groups = new LinkedHashMap<>();
            for (int k = 0; k < 10; k++) {
                groups.put(k, group(seeds, 5, false, 0));
            }
            wrong += Standing.of(groups, Direction.LOWER, (one, other) -> OptionalDouble.empty()).values().stream()
                            .anyMatch(each -> each.significance() == Significance.WORSE)
                    ? 1
                    : 0;
        }
        System.out.printf(Locale.ROOT, "of ten equal groups one called worse: %.1f %%%n", 100.0 * wrong / columns);
        assertThat((double) wrong / columns).isLessThan(0.05);
    }
}
