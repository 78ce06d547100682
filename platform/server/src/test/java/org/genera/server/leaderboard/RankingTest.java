package org.genera.server.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.server.ExampleRun;
import org.genera.server.leaderboard.Leaderboard.Cell;
import org.genera.server.leaderboard.Leaderboard.ChosenOn;
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
    void the_best_mean_is_marked_and_what_five_seeds_cannot_tell_from_it_otherwise() {
        group("far", 20, 20.1, 19.9, 20, 20);
        group("near", 1.1, 2.1, 3.1, 2, 2);
        group("best", 1, 2, 3, 2, 2);

        assertThat(distance("best").standing()).isEqualTo(Significance.BEST);
        assertThat(distance("near").standing()).isEqualTo(Significance.NOT_TOLD_APART);
        assertThat(distance("far").standing()).isEqualTo(Significance.WORSE);
        assertThat(distance("far").standingWhy()).contains("after Holm's correction for 3 pairs");
    }

    @Test
    void with_two_seeds_nobody_but_the_best_has_a_mark() {
        group("best", 1, 2);
        group("near", 1.1, 2.2);

        assertThat(distance("near").standing()).isEqualTo(Significance.TOO_FEW_SEEDS);
        assertThat(distance("near").standingWhy()).startsWith("two seeds cannot tell it from the best");
    }

    @Test
    void the_errors_of_evaluations_go_into_the_interval_and_the_noise_that_runs_share_is_not_divided() {
        MeasurementContext told =
                MeasurementContext.over("test", 900).standardError(0.3).examplesError(0.4);
        for (long seed = 1; seed <= 2; seed++) {
            runs.add(run("own", seed).with("fid", Direction.LOWER, 4, told).row());
            runs.add(run("old", seed)
                    .protocol(Protocol.usual().asOf(1))
                    .with("fid", Direction.LOWER, 4, told)
                    .row());
        }
        runs.add(run("alone", 1).with("fid", Direction.LOWER, 4, told).row());

        double z = 1.959964;
        assertThat(half("own")).isCloseTo(Math.sqrt(0.09 / 2 + z * z * 0.16), within(1e-6));
        assertThat(half("old")).isCloseTo(z * 0.5, within(1e-6));
        assertThat(half("alone")).isCloseTo(z * 0.5, within(1e-6));
        assertThat(row("alone").cells().get("fid").summary().unknown()).isEqualTo("training variation is unknown");
    }

    private double half(String variant) {
        return row(variant).cells().get("fid").summary().interval().high() - 4;
    }

    @Test
    void models_that_scored_the_same_examples_are_compared_in_pairs() {
        MeasurementContext told = MeasurementContext.over("test", 4).examplesError(50);
        double[] hard = {0, 100, 200, 300};
        for (long seed = 1; seed <= 2; seed++) {
            runs.add(run("a", seed)
                    .with("nll", Direction.LOWER, 150 + seed / 1e3, told)
                    .row());
            runs.add(run("b", seed)
                    .with("nll", Direction.LOWER, 152 + seed / 1e3, told)
                    .row());
        }
        PerExample scores = (run, key) -> {
            double by = run.spec().variant().equals("a") ? 0 : 2;
            double[] values =
                    Arrays.stream(hard).map(each -> each + by + each % 7 / 100).toArray();
            return Optional.of(new PerExample.Scores("digest", values));
        };
        Cell unpaired = row("b").cells().get("nll");
        Cell paired = row(Ranking.of(runs, Reading.LAST, null, null, new Sources(scores, run -> Optional.empty())), "b")
                .cells()
                .get("nll");

        assertThat(unpaired.standing()).isEqualTo(Significance.TOO_FEW_SEEDS);
        assertThat(paired.standing()).isEqualTo(Significance.WORSE);
        assertThat(paired.standingWhy()).contains("on the same examples in pairs");
    }

    @Test
    void scores_of_other_examples_make_no_pairs() {
        PairedScores pairs = new PairedScores(
                (run, key) -> Optional.of(new PerExample.Scores(
                        run.spec().variant(), new double[] {run.spec().seed(), 2})),
                "nll",
                Map.of("a", List.of(run("a", 1).row()), "b", List.of(run("b", 2).row()), "c", List.of()));

        assertThat(pairs.standardError("a", "b")).isEmpty();
        assertThat(pairs.standardError("a", "c")).isEmpty();
        assertThat(pairs.standardError("a", "a")).hasValue(0);
        // Differences −1 and 3: their deviation is √8, over √2.
        assertThat(PairedScores.standardError(new double[] {1, 5}, new double[] {2, 2}))
                .isCloseTo(2, within(1e-12));
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
                .isEqualTo(Verdict.TOO_FEW_SEEDS);
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
                            variant.equals("a") ? 4 : 5,
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
    void likelihoods_of_several_kinds_have_a_column_each() {
        MeasurementContext scored = MeasurementContext.over("test", 900);
        likelihood("gaussian", 3, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.DEQUANTISED, Set.of(), 0));
        likelihood("flow", 2, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.DEQUANTISED, Set.of(), 0));
        likelihood("bernoulli", 1, scored.likelihood(ReferenceMeasure.COUNTING, null, Set.of(), 0));
        likelihood("spiky", -800, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.DISCRETE, Set.of(), 0));
        likelihood("of-old", 2.5, scored);

        Leaderboard leaderboard = leaderboard("nll", null);

        assertThat(leaderboard.columns())
                .extracting(Leaderboard.Column::key, Leaderboard.Column::title)
                .startsWith(
                        tuple("nll:probability", "nll (probability)"),
                        tuple("nll:density-dequantised", "nll (density after dequantisation)"),
                        tuple("nll:density-discrete", "nll (density of discrete values, can be driven to −∞)"),
                        tuple("nll:unknown", "nll (what it is taken with respect to was not recorded)"));
        assertThat(leaderboard.sort()).isEqualTo("nll:probability");
        assertThat(row("bernoulli").cells()).containsKey("nll:probability").doesNotContainKey("nll:unknown");
        assertThat(row("flow").cells().get("nll:density-dequantised").standing())
                .isEqualTo(Significance.BEST);
        Cell driven = row("spiky").cells().get("nll:density-discrete");
        assertThat(driven.apart()).startsWith("a density of discrete values can be driven to −∞");
        assertThat(driven.standing()).isNull();
    }

    @Test
    void likelihoods_of_one_kind_keep_their_column_and_values_of_old_stand_in_it() {
        MeasurementContext scored = MeasurementContext.over("test", 900);
        likelihood("flow", 2, scored.likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.REAL, Set.of(), 0));
        likelihood("of-old", 2.5, scored);
        likelihood("older", 2.6, scored.likelihood(ReferenceMeasure.LEBESGUE, null, Set.of(), 0));

        Leaderboard.Column column = leaderboard("nll", null).columns().get(0);

        assertThat(column.key()).isEqualTo("nll");
        assertThat(column.reference()).isEqualTo("density");
        assertThat(row("of-old").cells().get("nll").apart()).isNull();
    }

    @Test
    void a_density_of_discrete_values_alone_has_no_best_either() {
        MeasurementContext scored = MeasurementContext.over("test", 900)
                .likelihood(ReferenceMeasure.LEBESGUE, ScoredValues.DISCRETE, Set.of(), 0);
        likelihood("wide", 3, scored);
        likelihood("narrow", -800, scored);

        assertThat(leaderboard(null, null).columns().get(0).unbounded()).isTrue();
        assertThat(row("narrow").cells().get("nll").standing()).isNull();
    }

    @Test
    void a_run_that_is_measured_in_the_features_of_another_too_is_ranked_in_all_the_rest() {
        group("a", 2, 2.1);
        PinnedRun clip = new PinnedRun("e", "clip1", 400, "9f3a0011beef4242", "clip", "plain", "clip", "1", "cd");
        runs.add(run("b", 1)
                .protocol(Protocol.usual().seenBy(clip))
                .with("distance", Direction.LOWER, 1)
                .with("featuresFrechetDistance/clip1/400/9f3a0011", Direction.LOWER, 1)
                .row());

        assertThat(row("b").differences()).isEmpty();
        assertThat(distance("b").standing()).isEqualTo(Significance.BEST);
        assertThat(leaderboard("featuresFrechetDistance", null).sort())
                .isEqualTo("featuresFrechetDistance/clip1/400/9f3a0011");
    }

    @Test
    void runs_that_are_measured_by_the_rules_of_another_version_say_so() {
        group("a", 2, 2.1);
        runs.add(run("b", 1)
                .protocol(Protocol.usual().asOf(1))
                .with("distance", Direction.LOWER, 1)
                .row());

        assertThat(row("b").differences()).containsExactly("rules of measuring: version 1 instead of version 2");
        assertThat(distance("b").apart()).startsWith("other setup: rules of measuring");
    }

    @Test
    void the_best_is_chosen_on_validation_where_there_is_one_and_reported_on_test_as_it_was_at_the_end() {
        runs.add(run("a", 1)
                .protocol(Protocol.usual().choosingOn(0.1))
                .with("distance", Direction.LOWER, 20)
                .with("validation/distance", Direction.LOWER, 21)
                .row());

        Leaderboard best = Ranking.of(runs, Reading.BEST, null, null);

        assertThat(best.chosenOn()).isEqualTo(ChosenOn.VALIDATION);
        assertThat(best.rows().get(0).cells().get("distance").summary().mean()).isEqualTo(20);
        assertThat(best.rows()
                        .get(0)
                        .cells()
                        .get("validation/distance")
                        .summary()
                        .mean())
                .isEqualTo(9);
        assertThat(best.columns())
                .extracting(Leaderboard.Column::key, Leaderboard.Column::headline)
                .contains(tuple("validation/distance", false));
        runs.add(run("b", 1).with("distance", Direction.LOWER, 20).row());
        assertThat(Ranking.of(runs, Reading.BEST, null, null).chosenOn()).isEqualTo(ChosenOn.TEST);
        assertThat(Ranking.of(runs, Reading.LAST, null, null).chosenOn()).isNull();
    }

    @Test
    void a_row_says_by_what_a_halving_kept_it() {
        group("a", 2, 2.1);

        assertThat(Ranking.of(
                                runs,
                                Reading.LAST,
                                null,
                                null,
                                new Sources(PerExample.NONE, run -> Optional.of("distance on validation")))
                        .rows()
                        .get(0)
                        .keptBy())
                .isEqualTo("distance on validation");
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
}
