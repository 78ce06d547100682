package org.genera.server.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.RunState;
import org.genera.run.spec.SweepSpec;
import org.genera.server.ExampleRun;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RungDecisionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SweepSpec.Halving HALVING = new SweepSpec.Halving("fid", 3, 3);

    @TempDir
    Path folder;

    private static ExampleRun run(long width) {
        return ExampleRun.of("w" + width, "plain", 1)
                .values(Map.of("width", width))
                .with("fid", Direction.LOWER, width);
    }

    private static RunRow waiting(long width) {
        return run(width).state(new RunState.Waiting(NOW, 100, 1)).row();
    }

    private static RunRow stopped(long width) {
        return run(width)
                .state(new RunState.Cancelled(NOW, 100, "stopped at rung 1: 2nd of 3, fid 2; the best goes on"))
                .row();
    }

    private static RunRow gone(long width) {
        return run(width).state(new RunState.Running(NOW, 1, NOW)).row();
    }

    private static LostDecision lost(RunRow... runs) {
        return new LostDecision(new SuccessiveHalving(HALVING, List.of(), List.of(runs)));
    }

    @Test
    void of_a_damaged_file_the_decisions_in_front_of_the_damage_are_read() throws IOException {
        RungDecision first = new SuccessiveHalving(HALVING, List.of(), List.of(waiting(1), waiting(2), waiting(3)))
                .next(NOW)
                .orElseThrow();
        RungDecision second = new RungDecision(2, NOW, "fid", 1, first.places());
        Path file = folder.resolve("decisions.json");
        Json.writeFile(file, List.of(first, second));
        assertThat(RungDecisions.read(file)).isEqualTo(new RungDecisions(List.of(first, second), ""));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            RungDecisions read = RungDecisions.read(file);
            assertThat(read.damage()).isNotEmpty();
            assertThat(read.given())
                    .isEqualTo(List.of(first, second).subList(0, read.given().size()));
        }
        for (String other : List.of("{}", "null", "[null]", "[{\"rung\":1}]", "[[]]", "\0\0\0\0", "no JSON")) {
            Files.writeString(file, other);
            assertThat(RungDecisions.read(file).damage()).as(other).contains("decisions.json");
        }
        Json.writeFile(file, List.of(second));
        assertThat(RungDecisions.read(file).damage()).contains("expected the decision of rung 1, found that of rung 2");
    }

    @Test
    void a_damaged_file_is_kept_when_it_is_written_anew() throws IOException {
        Path file = folder.resolve("decisions.json");
        Files.writeString(file, "damaged");
        RungDecisions.write(file, new ArrayList<>(), true);
        assertThat(folder.resolve("decisions.json.damaged")).hasContent("damaged");
        assertThat(RungDecisions.read(file).damage()).isEmpty();
    }

    @Test
    void a_decision_that_nobody_has_felt_can_be_given_anew() {
        assertThat(lost(waiting(1), waiting(2), waiting(3)).wasGiven()).isFalse();
        assertThat(lost(waiting(1), stopped(2), waiting(3)).wasGiven()).isTrue();
        assertThat(lost(waiting(1), waiting(2), gone(3)).wasGiven()).isTrue();
    }

    @Test
    void one_that_was_carried_out_is_read_off_the_runs_and_one_carried_out_by_half_is_not_guessed() {
        RungDecision decision =
                lost(gone(1), stopped(2), stopped(3)).asCarriedOut(NOW).orElseThrow();
        assertThat(decision.places())
                .filteredOn(RungDecision.Place::goesOn)
                .extracting(RungDecision.Place::group)
                .containsExactly(gone(1).group());
        assertThat(decision.goOn()).isEqualTo(1);
        assertThat(lost(gone(1), waiting(2), stopped(3)).asCarriedOut(NOW)).isEmpty();
    }
}
