package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LangevinTest {

    private static double next(OpenDensity<UnadjustedLangevin> open, double x, double n, double epsilon) {
        return open.kernel
                .next(open.session, open.at(x), OpenDensity.noise(new double[] {n}, 1, 0.5), epsilon)
                .to()
                .x()[0];
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 1.5, 1.9})
    void unadjusted_steps_on_a_standard_normal_have_the_stationary_variance_1_over_1_minus_half_epsilon(
            double epsilon) {
        try (OpenDensity<UnadjustedLangevin> open = OpenDensity.standardNormal(1, UnadjustedLangevin::new)) {
            double a = next(open, 1, 0, epsilon) - next(open, 0, 0, epsilon);
            double b = next(open, 0, 1, epsilon) - next(open, 0, 0, epsilon);
            // The transition is affine in x and n.
            assertThat(next(open, 2.5, -1.5, epsilon)).isCloseTo(2.5 * a - 1.5 * b, within(1e-12));
            double closedForm = 1 / (1 - epsilon / 2);
            assertThat(b * b / (1 - a * a)).isCloseTo(closedForm, within(1e-9 * closedForm));
            double variance = 0;
            for (int i = 0; i < 10_000; i++) {
                variance = a * a * variance + b * b;
            }
            assertThat(variance).isCloseTo(closedForm, within(1e-9 * closedForm));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1})
    void many_unadjusted_chains_show_that_variance(double epsilon) {
        int chains = 50_000;
        try (OpenDensity<UnadjustedLangevin> open = OpenDensity.standardNormal(1, UnadjustedLangevin::new)) {
            Chains at = open.at(new double[chains]);
            for (int i = 0; i < 40; i++) {
                Noise noise = OpenDensity.noise(OpenDensity.normal(i, chains), 1, 0);
                at = open.kernel.next(open.session, at, noise, epsilon).to();
            }
            double variance = 0;
            for (double x : at.x()) {
                variance += x * x / chains;
            }
            // Three standard errors of a variance estimated from 50,000 draws are 2 %.
            assertThat(variance * (1 - epsilon / 2)).isCloseTo(1, within(0.02));
        }
    }

    @Test
    void the_adjusted_acceptance_keeps_detailed_balance() {
        double[] centres = {-1, 0.5, 0.2, 1.3};
        double epsilon = 0.3;
        try (OpenDensity<AdjustedLangevin> open = OpenDensity.of(centres, 2, 0.7, AdjustedLangevin::new)) {
            for (int i = 0; i < 10; i++) {
                double[] x = OpenDensity.normal(100 + i, 2);
                double[] y = OpenDensity.normal(200 + i, 2);
                double forth = open.logDensity(x) + logProposal(open, x, y, epsilon);
                double back = open.logDensity(y) + logProposal(open, y, x, epsilon);
                double acceptForth = acceptance(open, x, y, epsilon);
                double acceptBack = acceptance(open, y, x, epsilon);
                assertThat(acceptForth).isCloseTo(Math.min(1, Math.exp(back - forth)), within(1e-10));
                assertThat(forth + Math.log(acceptForth)).isCloseTo(back + Math.log(acceptBack), within(1e-10));
            }
        }
    }

    /** log N(y; x + ε∇log p(x), 2ε I). */
    private static double logProposal(OpenDensity<AdjustedLangevin> open, double[] x, double[] y, double epsilon) {
        double[] score = open.at(x).score();
        double square = 0;
        for (int j = 0; j < 2; j++) {
            square += Math.pow(y[j] - x[j] - epsilon * score[j], 2);
        }
        return -square / (4 * epsilon) - Math.log(4 * Math.PI * epsilon);
    }

    /** The probability of going from x to y, once y is proposed: the noise that leads there is solved for. */
    private static double acceptance(OpenDensity<AdjustedLangevin> open, double[] x, double[] y, double epsilon) {
        Chains from = open.at(x);
        double[] noise = OpenDensity.filled(2, j -> (y[j] - x[j] - epsilon * from.score()[j]) / Math.sqrt(2 * epsilon));
        return open.kernel
                .next(open.session, from, OpenDensity.noise(noise, 2, 0.5), epsilon)
                .acceptance();
    }

    @Test
    void an_accepted_step_brings_the_density_and_score_of_where_it_leads() {
        try (OpenDensity<AdjustedLangevin> open = OpenDensity.of(new double[] {1, -1}, 1, 0.8, AdjustedLangevin::new)) {
            Chains from = open.at(0.3, -2);
            double[] normal = {0.2, 0.1};
            Chains gone = open.kernel
                    .next(open.session, from, OpenDensity.noise(normal, 1, 0), 0.1)
                    .to();
            Chains stayed = open.kernel
                    .next(open.session, from, OpenDensity.noise(normal, 1, 1), 0.1)
                    .to();
            Chains there = open.at(gone.x());
            assertThat(gone.x()[0]).isNotEqualTo(0.3);
            assertThat(gone.logDensity()).containsExactly(there.logDensity(), within(1e-13));
            assertThat(gone.score()).containsExactly(there.score(), within(1e-12));
            assertThat(stayed.x()).isEqualTo(from.x());
            assertThat(stayed.score()).isEqualTo(from.score());
        }
    }
}
