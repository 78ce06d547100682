package org.genera.server.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.RunState;
import org.genera.run.spec.SweepSpec.Halving;
import org.genera.server.ExampleRun;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessiveHalvingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Halving HALVING = new Halving("fid", 3, 3);

    /** A run of the combination with this width; its measures are of step 100. */
    private static ExampleRun run(long width, long seed) {
        return ExampleRun.of("w" + width + "s" + seed, "plain", seed).values(Map.of("width", width));
    }

    private static RunRow waiting(long width, long seed, double value) {
        return run(width, seed)
                .with("fid", Direction.LOWER, value)
                .state(new RunState.Waiting(NOW, 100, 1))
                .row();
    }

    private static Optional<RungDecision> next(RunRow... runs) {
        return new SuccessiveHalving(HALVING, List.of(), List.of(runs)).next(NOW);
    }

    private static List<String> goingOn(RungDecision decision) {
        return decision.places().stream()
                .filter(RungDecision.Place::goesOn)
                .flatMap(place -> place.runs().stream())
                .map(RungDecision.Measured::run)
                .toList();
    }

    private static RunRow[] nine() {
        List<RunRow> runs = new ArrayList<>();
        for (int width = 1; width <= 9; width++) {
            // 5 is the best, then 4 and 6.
            runs.add(waiting(width, 1, Math.abs(width - 5) + width / 100.0));
        }
        return runs.toArray(RunRow[]::new);
    }

    @Test
    void the_best_third_goes_on_in_the_direction_of_the_measure() {
        RungDecision decision = next(nine()).orElseThrow();

        assertThat(goingOn(decision)).containsExactly("w5s1", "w4s1", "w6s1");
        assertThat(decision.rung()).isEqualTo(1);
        RungDecision.Place seventh = decision.places().get(6);
        assertThat(decision.reason(seventh)).isEqualTo("stopped at rung 1: 7th of 9, fid 3.08; the best 3 go on");
    }

    @Test
    void nobody_is_judged_while_one_is_on_the_way() {
        for (RunState state :
                List.of(new RunState.Queued(NOW), new RunState.Starting(NOW, 1), new RunState.Running(NOW, 1, NOW))) {
            assertThat(next(
                            waiting(1, 1, 1),
                            waiting(2, 1, 2),
                            run(3, 1).state(state).row()))
                    .isEmpty();
        }
    }

    @Test
    void seeds_are_judged_by_their_mean() {
        RungDecision decision = next(
                        waiting(1, 1, 1),
                        waiting(1, 2, 9),
                        waiting(2, 1, 4),
                        waiting(2, 2, 4),
                        waiting(3, 1, 7),
                        waiting(3, 2, 7))
                .orElseThrow();

        assertThat(goingOn(decision)).containsExactly("w2s1", "w2s2");
        assertThat(decision.reason(decision.places().get(1)))
                .isEqualTo("stopped at rung 1: 2nd of 3, fid 5.0 (mean of 2 seeds); the best goes on");
    }

    @Test
    void failed_crashed_and_not_finite_rank_last_and_do_not_go_on() {
        RungDecision decision = new SuccessiveHalving(
                        new Halving("fid", 2, 2),
                        List.of(),
                        List.of(
                                waiting(1, 1, Double.NaN),
                                run(2, 1).failed().row(),
                                waiting(3, 1, 1e9),
                                run(4, 1)
                                        .state(new RunState.Crashed(NOW, 137, ""))
                                        .row()))
                .next(NOW)
                .orElseThrow();

        assertThat(goingOn(decision)).containsExactly("w3s1");
        assertThat(decision.reason(decision.places().get(1)))
                .isEqualTo("stopped at rung 1: 2nd of 4, without a finite fid; the best goes on");
    }

    @Test
    void a_run_that_a_user_cancelled_does_not_count() {
        RungDecision decision = next(
                        waiting(1, 1, 3),
                        run(1, 2).state(new RunState.Cancelled(NOW, 4)).row(),
                        waiting(2, 1, 5),
                        run(3, 1).state(new RunState.Cancelled(NOW, 4)).row())
                .orElseThrow();

        assertThat(decision.places()).hasSize(2);
        assertThat(goingOn(decision)).containsExactly("w1s1");
    }

    @Test
    void a_run_that_converged_before_the_rung_is_judged_by_what_it_came_to() {
        RungDecision decision = next(
                        waiting(1, 1, 3),
                        waiting(2, 1, 5),
                        run(3, 1).with("fid", Direction.LOWER, 2).row())
                .orElseThrow();

        assertThat(goingOn(decision)).containsExactly("w3s1");
    }

    @Test
    void where_nobody_was_measured_nobody_is_stopped() {
        RunState waits = new RunState.Waiting(NOW, 100, 1);
        RungDecision decision = next(
                        run(1, 1).state(waits).row(),
                        run(2, 1).state(waits).row(),
                        run(3, 1).state(waits).row())
                .orElseThrow();

        assertThat(goingOn(decision)).hasSize(3);
    }

    @Test
    void a_value_of_an_earlier_step_says_nothing_of_this_rung() {
        // The measure is of step 100, the rung of step 200.
        RunRow late = run(1, 1)
                .with("fid", Direction.LOWER, 0)
                .state(new RunState.Waiting(NOW, 200, 1))
                .row();
        RunRow moved = new RunRow(
                late.spec(),
                late.group(),
                late.state(),
                "",
                200,
                600,
                0.3,
                1,
                1,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                late.metrics());

        assertThat(goingOn(next(moved, waiting(2, 1, 7), waiting(3, 1, 8)).orElseThrow()))
                .containsExactly("w2s1");
    }

    @Test
    void the_losers_of_a_rung_have_no_part_in_the_next_one_and_the_last_has_no_decision() {
        RungDecision first = next(nine()).orElseThrow();
        List<RunRow> runs = new ArrayList<>(List.of(nine()));
        for (int width : new int[] {4, 5, 6}) {
            runs.set(
                    width - 1,
                    run(width, 1)
                            .with("fid", Direction.LOWER, width)
                            .state(new RunState.Waiting(NOW, 100, 2))
                            .row());
        }
        RungDecision second =
                new SuccessiveHalving(HALVING, List.of(first), runs).next(NOW).orElseThrow();

        assertThat(second.rung()).isEqualTo(2);
        assertThat(second.places()).hasSize(3);
        assertThat(goingOn(second)).containsExactly("w4s1");
        assertThat(new SuccessiveHalving(HALVING, List.of(first, second), runs).next(NOW))
                .isEmpty();
        assertThat(new SuccessiveHalving(HALVING, List.of(first, second), runs)
                        .lost(run(6, 1).row().group()))
                .contains(second);
    }

    @Test
    void a_decision_carried_out_by_half_is_the_same_decision() {
        RungDecision whole = next(nine()).orElseThrow();
        RunRow[] half = nine();
        half[0] = run(1, 1)
                .state(new RunState.Cancelled(NOW, 100, "stopped at rung 1"))
                .row();
        half[4] = run(5, 1).state(new RunState.Queued(NOW)).row();

        SuccessiveHalving halving = new SuccessiveHalving(HALVING, List.of(whole), List.of(half));

        assertThat(halving.next(NOW)).isEmpty();
        assertThat(halving.lost(half[1].group())).contains(whole);
        assertThat(halving.lost(half[3].group())).isEmpty();
        assertThat(halving.combinations()).isEqualTo(3);
    }

    @Test
    void decisions_survive_their_file(@TempDir Path folder) {
        RungDecision decision = next(
                        waiting(1, 1, 3),
                        waiting(2, 1, Double.NaN),
                        run(3, 1).failed().row())
                .orElseThrow();
        Json.writeFile(folder.resolve("decisions.json"), List.of(decision));

        assertThat(Json.readFile(folder.resolve("decisions.json"), RungDecision[].class))
                .containsExactly(decision);
    }

    @Test
    void ranks_are_told_as_people_count() {
        assertThat(List.of(1, 2, 3, 4, 11, 12, 13, 21, 112).stream().map(RungDecision::ordinal))
                .containsExactly("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th");
    }
}
