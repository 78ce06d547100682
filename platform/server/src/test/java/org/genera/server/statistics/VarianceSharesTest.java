package org.genera.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.genera.server.statistics.VarianceShares.Share;
import org.junit.jupiter.api.Test;

class VarianceSharesTest {
    private static final int RUNS = 300;
    private static final int LEVELS = 12;

    /** Of a function of two independent axes, both uniform on [0, 1]. */
    private static VarianceShares of(int runs, DoubleBinaryOperator function) {
        return of(runs, LEVELS, function);
    }

    private static VarianceShares of(int runs, int count, DoubleBinaryOperator function) {
        Random random = new Random(3);
        int[][] levels = new int[2][runs];
        double[] values = new double[runs];
        for (int i = 0; i < runs; i++) {
            levels[0][i] = random.nextInt(count);
            levels[1][i] = random.nextInt(count);
            values[i] = function.applyAsDouble(levels[0][i] / (count - 1.0), levels[1][i] / (count - 1.0));
        }
        return VarianceShares.of(levels, values, 1);
    }

    @Test
    void of_3a_plus_b_nine_tenths_are_due_to_a_and_one_tenth_to_b() {
        VarianceShares shares = of(RUNS, (a, b) -> 3 * a + b);

        assertThat(shares.explained()).isGreaterThan(0.95);
        assertThat(shares.shares().get(0).importance()).isCloseTo(0.9, within(0.05));
        assertThat(shares.shares().get(1).importance()).isCloseTo(0.1, within(0.05));
    }

    @Test
    void levels_are_taken_together_where_nearly_each_run_has_its_own() {
        VarianceShares shares = of(RUNS, 100_000, (a, b) -> 3 * a + b);

        assertThat(shares.explained()).isGreaterThan(0.95);
        assertThat(shares.shares().get(0).importance()).isCloseTo(0.9, within(0.05));
        assertThat(shares.shares().get(1).importance()).isCloseTo(0.1, within(0.05));
    }

    @Test
    void an_axis_that_does_nothing_gets_next_to_nothing() {
        VarianceShares shares = of(RUNS, (a, b) -> Math.sin(6 * a));

        assertThat(shares.shares().get(0).importance()).isGreaterThan(0.95);
        assertThat(shares.shares().get(1).importance()).isLessThan(0.01);
    }

    @Test
    void a_pure_interaction_is_explained_but_is_the_merit_of_neither_axis_alone() {
        VarianceShares shares = of(RUNS, (a, b) -> (a - 0.5) * (b - 0.5));

        assertThat(shares.explained()).isGreaterThan(0.7);
        assertThat(shares.shares())
                .allSatisfy(share -> assertThat(share.importance()).isLessThan(0.08));
    }

    @Test
    void noise_is_nobodys_merit() {
        Random noise = new Random(8);
        VarianceShares shares = of(RUNS, (a, b) -> noise.nextGaussian());

        assertThat(shares.explained()).isLessThan(0.1);
        assertThat(shares.shares())
                .allSatisfy(share -> assertThat(share.importance()).isLessThan(0.06));
    }

    @Test
    void the_same_question_has_the_same_answer_and_bounds_enclose_it() {
        VarianceShares shares = of(40, (a, b) -> a + b);

        assertThat(of(40, (a, b) -> a + b)).isEqualTo(shares);
        for (Share share : shares.shares()) {
            assertThat(share.importance()).isBetween(share.lower(), share.upper());
            assertThat(share.lower()).isBetween(0.0, 1.0);
            assertThat(share.upper()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void equal_values_are_explained_by_nothing() {
        VarianceShares shares = of(20, (a, b) -> 7);

        assertThat(shares.explained()).isZero();
        assertThat(shares.shares())
                .allSatisfy(share -> assertThat(share.importance()).isZero());
    }
}
