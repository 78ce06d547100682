package org.genera.server.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.server.ExampleRun;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Leaderboard.Row;
import org.genera.server.statistics.Difference.Verdict;
import org.genera.server.statistics.Significance;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;

class RankingTest {
    private final List<RunRow> runs = new ArrayList<>();
    private int next;

    private ExampleRun run(String variant, long seed) {
        return ExampleRun.of("r" + next++, variant, seed);
    }

    private void group(String variant, double... distances) {
        for (int i = 0; i < distances.length; i++) {
            runs.add(run(variant, i + 1)
                    .with("distance", Direction.LOWER, distances[i])
                    .row());
        }
    }

    private Leaderboard leaderboard(String sort, String baselineVariant) {
        String baseline = baselineVariant == null
                ? null
                : runs.stream()
                        .filter(run -> run.spec().variant().equals(baselineVariant))
                        .findFirst()
                        .orElseThrow()
                        .group();
        return Ranking.of(runs, Reading.LAST, sort, baseline);
    }

    private Row row(String variant) {
        return row(leaderboard(null, null), variant);
    }

    private static Row row(Leaderboard leaderboard, String variant) {
        return leaderboard.rows().stream()
                .filter(row -> row.variant().equals(variant))
                .findFirst()
                .orElseThrow();
    }

    private Cell distance(String variant) {
        return row(variant).cells().get("distance");
    }

    @Test
    void runs_that_differ_by_seed_alone_make_one_row() {
        group("a", 1, 2, 3);
        runs.add(run("a", 1).values(Map.of("width", 16L)).row());

        Leaderboard leaderboard = leaderboard(null, null);

        assertThat(leaderboard.rows()).extracting(Row::label).containsExactly("fake a, width 8", "fake a, width 16");
        assertThat(leaderboard.rows()).extracting(Row::seeds).containsExactly(List.of(1L, 2L, 3L), List.of(1L));
        assertThat(leaderboard.rows().get(0).cells().get("distance").summary().mean())
                .isEqualTo(2);
    }

    @Test
    void the_best_are_all_that_cannot_be_told_from_the_smallest_mean() {
        group("far", 20, 20.1, 19.9);
        group("near", 1.1, 2.1, 3.1);
        group("best", 1, 2, 3);

        assertThat(distance("best").standing()).isEqualTo(Significance.BEST);
        assertThat(distance("near").standing()).isEqualTo(Significance.WITHIN_UNCERTAINTY);
        assertThat(distance("far").standing()).isEqualTo(Significance.WORSE);
    }

    @Test
    void rows_are_sorted_in_the_direction_of_the_metric_with_missing_values_last() {
        runs.add(run("none", 1).row());
        runs.add(run("low", 1)
                .with("distance", Direction.LOWER, 1)
                .with("modes", Direction.HIGHER, 1)
                .row());
        runs.add(run("broken", 1).with("distance", Direction.LOWER, Double.NaN).row());
        runs.add(run("high", 1)
                .with("distance", Direction.LOWER, 5)
                .with("modes", Direction.HIGHER, 5)
                .row());

        assertThat(leaderboard("distance", null).rows())
                .extracting(Row::variant)
                .containsExactly("low", "high", "none", "broken");
        assertThat(leaderboard("modes", null).rows()).extracting(Row::variant).startsWith("high", "low");
        assertThatThrownBy(() -> leaderboard("beauty", null))
                .hasMessageContaining(
                        "sort: expected one of distance, modes, trainSeconds, parameters, got \"beauty\"");
    }

    @Test
    void differences_from_the_baseline_say_whether_seeds_explain_them() {
        group("base", 1, 2, 3);
        group("near", 2, 3, 4);
        group("far", 20, 21, 22);

        Leaderboard leaderboard = leaderboard(null, "base");

        assertThat(row(leaderboard, "base").cells().get("distance").delta()).isNull();
        assertThat(row(leaderboard, "near")
                        .cells()
                        .get("distance")
                        .delta()
                        .difference()
                        .difference())
                .isEqualTo(1);
        assertThat(row(leaderboard, "near")
                        .cells()
                        .get("distance")
                        .delta()
                        .difference()
                        .verdict())
                .isEqualTo(Verdict.NOT_TOLD_APART);
        assertThat(row(leaderboard, "far")
                        .cells()
                        .get("distance")
                        .delta()
                        .difference()
                        .verdict())
                .isEqualTo(Verdict.DIFFERENT);
        assertThatThrownBy(() -> Ranking.of(runs, Reading.LAST, null, "0")).hasMessageContaining("baseline: expected");
    }

    @Test
    void exact_values_and_bounds_share_a_column_and_are_ranked_apart() {
        for (long seed = 1; seed <= 2; seed++) {
            runs.add(run("exact", seed)
                    .with("nll", Direction.LOWER, 3 + seed / 10.0, Exactness.EXACT, "")
                    .row());
            runs.add(run("bound", seed)
                    .with("nllBound", Direction.LOWER, 1 + seed / 10.0, Exactness.LOWER_BOUND, "")
                    .row());
            runs.add(run("looser", seed)
                    .with("nllBound", Direction.LOWER, 9 + seed / 10.0, Exactness.LOWER_BOUND, "")
                    .row());
            runs.add(run("worse", seed)
                    .with("nll", Direction.LOWER, 7 + seed / 10.0, Exactness.EXACT, "")
                    .row());
        }

        Leaderboard leaderboard = leaderboard("nll", "exact");

        assertThat(leaderboard.columns()).extracting(Leaderboard.Column::key).startsWith("nll", "trainSeconds");
        assertThat(row("exact").cells().get("nll").standing()).isEqualTo(Significance.BEST);
        assertThat(row("bound").cells().get("nll").standing()).isEqualTo(Significance.BEST);
        assertThat(row("looser").cells().get("nll").standing()).isEqualTo(Significance.WORSE);
        assertThat(row("bound").cells().get("nll").exactness()).isEqualTo(Exactness.LOWER_BOUND);
        assertThat(row(leaderboard, "bound").cells().get("nll").delta().incomparable())
                .isEqualTo("one is a bound, the baseline exact");
        assertThat(row(leaderboard, "worse").cells().get("nll").delta().incomparable())
                .isNull();
    }

    @Test
    void of_a_bound_and_an_estimate_of_one_run_the_surer_stands_and_they_never_share_a_mean() {
        runs.add(run("vae", 1)
                .with("nllBound", Direction.LOWER, 5, Exactness.LOWER_BOUND, "")
                .with("nllEstimate", Direction.LOWER, 4, Exactness.ESTIMATE, "")
                .row());
        runs.add(run("vae", 2)
                .with("nllBound", Direction.LOWER, 7, Exactness.LOWER_BOUND, "")
                .row());

        Cell cell = row("vae").cells().get("nll");

        assertThat(cell.exactness()).isEqualTo(Exactness.ESTIMATE);
        assertThat(cell.summary().n()).isEqualTo(1);
        assertThat(cell.summary().mean()).isEqualTo(4);
    }

    @Test
    void a_row_on_other_data_says_so_and_takes_no_part() {
        group("a", 2, 2.1);
        group("b", 3, 3.1);
        runs.add(run("old", 1)
                .with("distance", Direction.LOWER, 0.1)
                .fingerprint("beef")
                .row());

        assertThat(row("old").differences()).containsExactly("fingerprint of the data: beef instead of f00d");
        assertThat(distance("old").apart()).startsWith("other setup: fingerprint of the data");
        assertThat(distance("old").standing()).isNull();
        assertThat(distance("a").standing()).isEqualTo(Significance.BEST);
    }

    @Test
    void a_run_with_another_setup_does_not_go_into_the_mean_of_its_group() {
        group("a", 2, 4);
        runs.add(run("a", 3)
                .with("distance", Direction.LOWER, 900)
                .fingerprint("beef")
                .row());

        assertThat(distance("a").summary().mean()).isEqualTo(3);
        assertThat(row("a").leftOut())
                .extracting(Leaderboard.LeftOut::why)
                .singleElement()
                .asString()
                .contains("other setup")
                .contains("beef instead of f00d");
    }

    @Test
    void another_budget_is_another_setup() {
        group("a", 2, 4);
        runs.add(run("b", 1).with("distance", Direction.LOWER, 1).steps(900).row());

        assertThat(row("b").differences())
                .singleElement()
                .asString()
                .startsWith("budget: ")
                .contains("900");
    }

    private static MeasurementContext features(String extractor, int samples) {
        return MeasurementContext.over("test", 1_000)
                .extractor(extractor)
                .samples(samples, "Ancestral")
                .ceiling(2, samples);
    }

    @Test
    void another_extractor_or_fewer_samples_keep_a_value_out_of_the_ranking() {
        for (String variant : List.of("a", "b")) {
            runs.add(run(variant, 1)
                    .with(
                            "fid",
                            Direction.LOWER,
                            4,
                            features("digits-12ab", 2_500).samples(2_500, variant))
                    .row());
        }
        runs.add(run("c", 1)
                .with("fid", Direction.LOWER, 1, features("digits-99ff", 2_500))
                .row());
        runs.add(run("d", 1)
                .with("fid", Direction.LOWER, 2, features("digits-12ab", 500))
                .row());

        assertThat(row("c").cells().get("fid").apart())
                .isEqualTo("measured otherwise than most: extractor: digits-99ff instead of digits-12ab");
        assertThat(row("d").cells().get("fid").apart())
                .isEqualTo("measured otherwise than most: samples: 500 instead of 2,500");
        assertThat(row("a").cells().get("fid").standing()).isEqualTo(Significance.BEST);
        assertThat(row("c").cells().get("fid").standing()).isNull();
    }

    @Test
    void seeds_that_were_measured_with_different_extractors_say_so_and_are_not_ranked() {
        runs.add(run("a", 1)
                .with("fid", Direction.LOWER, 4, features("digits-12ab", 500))
                .row());
        runs.add(run("a", 2)
                .with("fid", Direction.LOWER, 4, features("digits-12ab", 500))
                .row());
        runs.add(run("a", 3)
                .with("fid", Direction.LOWER, 4, features("digits-99ff", 500))
                .row());

        assertThat(row("a").cells().get("fid").apart())
                .isEqualTo("its runs were not measured in one way: extractor: digits-99ff instead of digits-12ab");
    }

    @Test
    void bounds_with_another_number_of_draws_are_still_bounds() {
        for (int k : List.of(10, 100)) {
            runs.add(run("k" + k, 1)
                    .with(
                            "nllBound",
                            "nats",
                            "evaluation",
                            Direction.LOWER,
                            k,
                            Exactness.LOWER_BOUND,
                            MeasurementContext.over("test", 900).setting("k = " + k),
                            "")
                    .row());
        }
        assertThat(row("k10").cells().get("nll").apart()).isNull();
        assertThat(row("k100").cells().get("nll").apart()).isNull();
    }

    private void likelihood(String variant, double nll, MeasurementContext context) {
        runs.add(run(variant, 1)
                .with("nll", "nats", "evaluation", Direction.LOWER, nll, Exactness.EXACT, context, "")
                .row());
    }

    @Test
    void a_probability_is_never_ranked_against_a_density() {
        MeasurementContext scored = MeasurementContext.over("test", 900);
        likelihood("gaussian", 3, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.REAL, Set.of(), 0));
        likelihood("flow", 2, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.REAL, Set.of(), 0));
        likelihood("bernoulli", 1, scored.likelihood(ReferenceMeasure.COUNTING, null, Set.of(), 0));
        likelihood("of-old", 2.5, scored);

        Cell probability = row("bernoulli").cells().get("nll");
        assertThat(probability.apart())
                .isEqualTo("measured otherwise than most: likelihood: a probability instead of a density");
        assertThat(probability.standing()).isNull();
        assertThat(row("flow").cells().get("nll").standing()).isNotNull();
        assertThat(row("of-old").cells().get("nll").apart()).isNull();
    }

    @Test
    void likelihoods_of_old_alone_are_ranked_as_they_were() {
        likelihood("gaussian", 3, MeasurementContext.over("test", 900));
        likelihood("flow", 2, MeasurementContext.over("test", 900));
        assertThat(row("flow").cells().get("nll").apart()).isNull();
    }

    @Test
    void a_cell_tells_the_ratio_of_its_mean_to_what_real_examples_score() {
        runs.add(run("a", 1)
                .with("fid", Direction.LOWER, 4, features("digits-12ab", 500))
                .row());
        runs.add(run("a", 2)
                .with("fid", Direction.LOWER, 8, features("digits-12ab", 500))
                .row());
        runs.add(run("b", 1)
                .with("fid", Direction.LOWER, 8, MeasurementContext.NONE)
                .row());

        assertThat(row("a").cells().get("fid").ratioToCeiling()).isEqualTo(3);
        assertThat(row("b").cells().get("fid").ratioToCeiling()).isNull();
        assertThat(row("b").cells().get("fid").context()).isNull();
    }

    @Test
    void a_seed_that_was_run_twice_counts_once() {
        group("a", 2, 4);
        runs.add(run("a", 2).with("distance", Direction.LOWER, 4).row());

        assertThat(distance("a").summary().n()).isEqualTo(2);
        assertThat(row("a").leftOut().get(0).why()).isEqualTo("repeats the seed of run r1");
    }

    @Test
    void runs_that_have_not_finished_do_not_count_beside_finished_ones() {
        group("a", 2, 4);
        runs.add(run("a", 3).with("distance", Direction.LOWER, 90).running().row());
        runs.add(run("a", 4).with("distance", Direction.LOWER, 95).failed().row());
        runs.add(run("b", 1).with("distance", Direction.LOWER, 1).running().row());

        assertThat(distance("a").summary().mean()).isEqualTo(3);
        assertThat(row("a").leftOut()).extracting(Leaderboard.LeftOut::why).containsExactly("running", "failed");
        assertThat(row("a").states()).containsEntry("finished", 2).containsEntry("failed", 1);
        assertThat(row("b").provisional()).isTrue();
        assertThat(distance("b").apart()).isEqualTo("no run has finished");
    }

    @Test
    void a_group_with_a_diverged_seed_is_not_the_best_for_it() {
        group("lucky", 1, Double.NaN, 1.1);
        group("sound", 2, 2.1, 2.2);
        group("third", 9, 9.1, 9.2);

        assertThat(distance("lucky").apart()).startsWith("1 of 3 values are NaN");
        assertThat(distance("sound").standing()).isEqualTo(Significance.BEST);
    }

    @Test
    void a_group_with_an_infinite_seed_is_ranked_last_and_compared_with_none() {
        group("impossible", 1, Double.POSITIVE_INFINITY, 1.1);
        group("diverged", Double.NaN, Double.NaN, Double.NaN);
        group("sound", 2, 2.1, 2.2);

        assertThat(distance("impossible").apart()).isNull();
        assertThat(distance("impossible").standing()).isEqualTo(Significance.WORSE);
        assertThat(row(leaderboard("distance", "sound"), "impossible")
                        .cells()
                        .get("distance")
                        .delta())
                .isNull();
        assertThat(leaderboard("distance", null).rows())
                .extracting(Row::variant)
                .containsExactly("sound", "impossible", "diverged");
    }

    @Test
    void the_best_of_a_history_is_read_in_the_direction_of_the_metric() {
        runs.add(run("a", 1)
                .with("distance", Direction.LOWER, 20)
                .with("modes", Direction.HIGHER, 2)
                .row());

        Row row = Ranking.of(runs, Reading.BEST, null, null).rows().get(0);

        assertThat(row.cells().get("distance").summary().mean()).isEqualTo(9);
        assertThat(row.cells().get("modes").summary().mean()).isEqualTo(9);
    }

    @Test
    void no_runs_make_an_empty_leaderboard() {
        assertThat(leaderboard(null, null).rows()).isEmpty();
    }

    @Test
    void three_thousand_runs_are_ranked_in_no_time() {
        for (int i = 0; i < 3_000; i++) {
            ExampleRun run = run("v" + i / 3, i % 3 + 1);
            for (int metric = 0; metric < 15; metric++) {
                run = run.with("m" + metric, Direction.LOWER, i * 31 % 1_000 + metric);
            }
            runs.add(run.row());
        }
        leaderboard("m3", null);

        long before = System.nanoTime();
        leaderboard("m3", "v7");
        long millis = (System.nanoTime() - before) / 1_000_000;

        System.out.println("3,000 runs in 1,000 groups with 15 metrics: " + millis + " ms");
        assertThat(millis).isLessThan(5_000);
    }
}
