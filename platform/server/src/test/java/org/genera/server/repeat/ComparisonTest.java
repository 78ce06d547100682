package org.genera.server.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.run.spec.Protocol;
import org.genera.server.ExampleRun;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static ExampleRun run(String id, double nll, double seconds) {
        return ExampleRun.of(id, "a", 1)
                .with("nll", Direction.LOWER, nll)
                .with("loss", "nats", "training", Direction.LOWER, 3, null, "")
                .with("trainSeconds", "s", "evaluation", Direction.LOWER, seconds, null, "")
                .with("secondsPerThousandSamples", "s", "evaluation", Direction.LOWER, seconds, null, "")
                .with("examplesPerSecond", "1/s", "evaluation", Direction.HIGHER, 1 / seconds, null, "");
    }

    @Test
    void equal_numbers_are_the_same_whatever_the_clock_said() {
        Comparison comparison = Comparison.of(
                run("r1", 0.1 + 0.2, 5).row(), run("r2", 0.1 + 0.2, 7).row());

        assertThat(comparison.same()).isTrue();
        assertThat(comparison.sentence())
                .isEqualTo("All 2 metrics came out the same, bit for bit. Left out, because they measure the machine:"
                        + " examplesPerSecond, secondsPerThousandSamples, trainSeconds.");
        assertThat(comparison.context()).isEmpty();
    }

    @Test
    void the_last_bit_counts_and_what_differs_is_named_with_its_size() {
        Comparison comparison =
                Comparison.of(run("r1", 0.3, 5).row(), run("r2", 0.1 + 0.2, 5).row());

        assertThat(comparison.same()).isFalse();
        assertThat(comparison.sentence()).startsWith("1 of 2 metrics differ, nll most, by 1.9e-16 of its value.");
        assertThat(comparison.metrics().get(0).name()).isEqualTo("nll");
        assertThat(comparison.metrics().get(0).difference()).isEqualTo(0.1 + 0.2 - 0.3);
        assertThat(comparison.metrics().get(1).same()).isTrue();
    }

    @Test
    void two_that_are_not_a_number_are_the_same_and_two_zeros_of_different_sign_are_not() {
        assertThat(Comparison.of(
                                run("r1", Double.NaN, 5).row(),
                                run("r2", Double.NaN, 5).row())
                        .same())
                .isTrue();
        assertThat(Comparison.of(run("r1", 0.0, 5).row(), run("r2", -0.0, 5).row())
                        .same())
                .isFalse();
    }

    @Test
    void a_metric_that_only_one_run_has_is_a_difference() {
        Comparison comparison = Comparison.of(
                run("r1", 1, 5).row(),
                run("r2", 1, 5).with("fid", Direction.LOWER, 4).row());

        assertThat(comparison.same()).isFalse();
        assertThat(comparison.metrics().get(0).value()).isNull();
        assertThat(comparison.sentence()).startsWith("1 of 3 metrics differ, fid among them.");
    }

    @Test
    void nothing_is_said_before_both_have_finished() {
        Comparison comparison =
                Comparison.of(run("r1", 1, 5).row(), run("r2", 2, 5).running().row());

        assertThat(comparison.same()).isNull();
        assertThat(comparison.sentence()).startsWith("Run r2 is running");
    }

    @Test
    void another_context_are_told() {
        Comparison comparison = Comparison.of(
                run("r1", 1, 5).row(), run("r2", 1, 5).fingerprint("beef").row());

        assertThat(comparison.context()).containsExactly("fingerprint of the data: f00d and beef");
    }

    @Test
    void the_jars_that_trained_count_and_not_those_of_the_launch() {
        assertThat(Comparison.of(run("r1", 1, 5).row("cafe"), run("r2", 1, 5).row())
                        .context())
                .containsExactly("plugin's jar: cafe and ab");
        assertThat(Comparison.of(run("r1", 1, 5).row("cafe"), run("r2", 1, 5).row("cafe"))
                        .context())
                .isEmpty();
    }

    @Test
    void setups_are_told_in_words() {
        assertThat(Comparison.of(
                                run("r1", 1, 5).row(),
                                run("r2", 1, 5)
                                        .steps(900)
                                        .protocol(Protocol.usual().asOf(1))
                                        .row())
                        .context())
                .containsExactly(
                        "budget: 100 steps of batch 10 and 900 steps of batch 10",
                        "rules of measuring: version 2 and version 1");
    }
}
