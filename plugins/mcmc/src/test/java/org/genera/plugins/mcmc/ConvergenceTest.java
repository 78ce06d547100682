package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.plugins.mcmc.BlockedDraws.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {

    /** x_t = ρ x_{t−1} + √(1 − ρ²) n, stationary from the start: [M][N]. */
    private static double[][] autoregressive(int chains, int draws, double rho, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] all = new double[chains][draws];
        for (double[] chain : all) {
            double x = random.nextGaussian();
            for (int t = 0; t < draws; t++) {
                chain[t] = x;
                x = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            }
        }
        return all;
    }

    private static Convergence blocked(double[][] chains) {
        BlockedDraws draws = new BlockedDraws(chains.length, 1);
        for (int t = 0; t < chains[0].length; t++) {
            int now = t;
            draws.add(OpenDensity.filled(chains.length, chain -> chains[chain][now]));
        }
        return draws.convergence().orElseThrow();
    }

    @Test
    void r_hat_of_a_small_example_is_that_of_the_formula() {
        double[][] parts = {{1, 2, 3}, {2, 4, 6}};
        // W = (1 + 4)/2, means 2 and 4, B = 3 · 2: var⁺ = 2/3 · 2.5 + 2.
        assertThat(new SplitMoments(parts).rHat()).isCloseTo(Math.sqrt((2.0 / 3 * 2.5 + 2) / 2.5), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 100, 128, 256, 1000})
    void r_hat_over_blocks_is_that_over_all_draws_of_complete_blocks(int draws) {
        double[][] chains = autoregressive(3, draws, 0.5, 4);
        int length = 1;
        while (draws / length >= 128) {
            length *= 2;
        }
        int half = draws / length / 2 * length;
        int used = 2 * half;
        int end = draws / length * length;
        double[][] parts = new double[6][];
        for (int chain = 0; chain < 3; chain++) {
            parts[2 * chain] = Arrays.copyOfRange(chains[chain], end - used, end - half);
            parts[2 * chain + 1] = Arrays.copyOfRange(chains[chain], end - half, end);
        }
        assertThat(blocked(chains).rHat()).isCloseTo(new SplitMoments(parts).rHat(), within(1e-10));
    }

    @Test
    void independent_draws_all_count() {
        double[][] chains = autoregressive(16, 5000, 0, 1);
        assertThat(EffectiveSampleSize.of(chains) / 80_000).isCloseTo(1, within(0.05));
        assertThat(blocked(chains).effectiveSampleSize() / 80_000).isCloseTo(1, within(0.15));
        assertThat(blocked(chains).rHat()).isCloseTo(1, within(2e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.8, 0.95})
    void an_autoregressive_chain_counts_by_1_minus_rho_over_1_plus_rho(double rho) {
        double[][] chains = autoregressive(16, 8000, rho, 2);
        double expected = 16 * 8000 * (1 - rho) / (1 + rho);
        assertThat(EffectiveSampleSize.of(chains) / expected).isCloseTo(1, within(0.1));
        assertThat(blocked(chains).effectiveSampleSize() / expected).isCloseTo(1, within(0.15));
    }

    @Test
    void chains_stuck_in_different_modes_have_a_large_r_hat_and_a_draw_each() {
        double[][] chains = autoregressive(4, 3000, 0, 3);
        for (int chain = 0; chain < 4; chain++) {
            for (int t = 0; t < 3000; t++) {
                chains[chain][t] += chain % 2 == 0 ? 5 : -5;
            }
        }
        assertThat(blocked(chains).rHat()).isGreaterThan(1.5);
        assertThat(blocked(chains).effectiveSampleSize()).isLessThan(10);
    }

    @Test
    void a_drifting_chain_disagrees_with_itself() {
        double[][] chains = autoregressive(1, 2000, 0, 5);
        for (int t = 0; t < 2000; t++) {
            chains[0][t] += t / 300.0;
        }
        assertThat(blocked(chains).rHat()).isGreaterThan(1.5);
    }

    @Test
    void chains_that_never_moved_have_no_decision() {
        BlockedDraws draws = new BlockedDraws(2, 1);
        for (int t = 0; t < 50; t++) {
            draws.add(new double[] {1, 2});
        }
        assertThat(draws.convergence()).isEmpty();
    }

    @Test
    void what_was_written_reads_back() {
        BlockedDraws one = new BlockedDraws(2, 3);
        RecentDraws recent = new RecentDraws(2, 3);
        for (int t = 0; t < 777; t++) {
            one.add(OpenDensity.normal(t, 6));
            recent.add(OpenDensity.normal(t, 6));
        }
        DoubleBuffer state = DoubleBuffer.allocate(BlockedDraws.numbers(2, 3) + RecentDraws.numbers(2, 3));
        one.write(state);
        recent.write(state);
        assertThat(state.remaining()).isZero();
        state.flip();
        BlockedDraws other = new BlockedDraws(2, 3);
        RecentDraws otherRecent = new RecentDraws(2, 3);
        other.read(state);
        otherRecent.read(state);
        other.add(OpenDensity.normal(777, 6));
        one.add(OpenDensity.normal(777, 6));
        assertThat(other.draws()).isEqualTo(778);
        assertThat(other.convergence()).isEqualTo(one.convergence());
        assertThat(otherRecent.trace(1, 2)).isEqualTo(recent.trace(1, 2));
    }

    @Test
    void the_autocorrelation_of_an_autoregressive_chain_falls_by_rho() {
        double[][] chains = autoregressive(100, 600, 0.7, 6);
        RecentDraws recent = new RecentDraws(100, 1);
        for (int t = 0; t < 600; t++) {
            int now = t;
            recent.add(OpenDensity.filled(100, chain -> chains[chain][now]));
        }
        double[] autocorrelation = recent.autocorrelation(5);
        for (int lag = 0; lag <= 5; lag++) {
            assertThat(autocorrelation[lag]).isCloseTo(Math.pow(0.7, lag), within(0.03));
        }
        assertThat(recent.trace(0, 0)).isEqualTo(Arrays.copyOfRange(chains[0], 600 - 256, 600));
    }

    @Test
    void dual_averaging_finds_the_step_that_is_accepted_as_often_as_requested() {
        // An acceptance that falls with the step: exp(−s / 2), which is 0.6 at s = −2 log 0.6.
        DualAveraging adaptation = new DualAveraging(0.6, 40);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double noise = 0.05 * random.nextGaussian();
            adaptation.observe(Math.min(1, Math.max(0, Math.exp(-adaptation.trial() / 2) + noise)));
        }
        assertThat(adaptation.settled()).isCloseTo(-2 * Math.log(0.6), within(0.05));
    }
}
