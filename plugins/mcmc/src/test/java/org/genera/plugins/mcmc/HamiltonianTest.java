package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.genera.plugins.mcmc.Hamiltonian.Phase;
import org.junit.jupiter.api.Test;

class HamiltonianTest {
    private static final double[] CENTRES = {-1, 0.5, 0.2, 1.3, 0.6, -0.8};

    private static OpenDensity<Hamiltonian> open() {
        return OpenDensity.of(CENTRES, 2, 0.8, (graph, density) -> new Hamiltonian(graph, density, 10));
    }

    private static Phase run(OpenDensity<Hamiltonian> open, Phase from, double epsilon, int steps) {
        Phase at = from;
        for (int i = 0; i < steps; i++) {
            at = open.kernel.leapfrog(
                    open.session, at, OpenDensity.filled(at.chains().count(), j -> epsilon));
        }
        return at;
    }

    private static double[] reversed(double[] momentum) {
        return OpenDensity.filled(momentum.length, i -> -momentum[i]);
    }

    private static double energy(Phase phase) {
        double kinetic = 0;
        for (double p : phase.momentum()) {
            kinetic += p * p / 2;
        }
        return kinetic - phase.chains().logDensity()[0];
    }

    @Test
    void leapfrog_steps_lead_back_when_the_momentum_is_turned() {
        try (OpenDensity<Hamiltonian> open = open()) {
            Phase start = new Phase(open.at(OpenDensity.normal(1, 20)), OpenDensity.normal(2, 20));
            Phase end = run(open, start, 0.3, 25);
            Phase back = run(open, new Phase(end.chains(), reversed(end.momentum())), 0.3, 25);
            assertThat(end.chains().x()).isNotEqualTo(start.chains().x());
            assertThat(back.chains().x()).containsExactly(start.chains().x(), within(1e-9));
            assertThat(reversed(back.momentum())).containsExactly(start.momentum(), within(1e-9));
        }
    }

    @Test
    void half_the_step_makes_a_quarter_of_the_energy_error() {
        try (OpenDensity<Hamiltonian> open = open()) {
            Phase start = new Phase(open.at(0.9, -0.2), new double[] {0.7, -0.4});
            double coarse = energy(run(open, start, 0.1, 11)) - energy(start);
            double fine = energy(run(open, start, 0.05, 22)) - energy(start);
            double finest = energy(run(open, start, 0.025, 44)) - energy(start);
            assertThat(coarse / fine).isCloseTo(4, within(0.1));
            assertThat(fine / finest).isCloseTo(4, within(0.03));
        }
    }

    @Test
    void a_leapfrog_step_keeps_volume() {
        double shift = 1e-5;
        double[] at = {0.4, -0.3, 0.8, 0.1};
        try (OpenDensity<Hamiltonian> open = open()) {
            double[][] jacobian = new double[4][4];
            for (int j = 0; j < 4; j++) {
                double[] above = at.clone();
                double[] below = at.clone();
                above[j] += shift;
                below[j] -= shift;
                double[] up = after(open, above);
                double[] down = after(open, below);
                for (int i = 0; i < 4; i++) {
                    jacobian[i][j] = (up[i] - down[i]) / (2 * shift);
                }
            }
            assertThat(determinant(jacobian)).isCloseTo(1, within(1e-7));
        }
    }

    private static double[] after(OpenDensity<Hamiltonian> open, double[] at) {
        Phase end = run(open, new Phase(open.at(at[0], at[1]), new double[] {at[2], at[3]}), 0.4, 3);
        double[] x = end.chains().x();
        return new double[] {x[0], x[1], end.momentum()[0], end.momentum()[1]};
    }

    private static double determinant(double[][] m) {
        if (m.length == 1) {
            return m[0][0];
        }
        double sum = 0;
        for (int k = 0; k < m.length; k++) {
            double[][] minor = new double[m.length - 1][m.length - 1];
            for (int i = 1; i < m.length; i++) {
                for (int j = 0; j < m.length - 1; j++) {
                    minor[i - 1][j] = m[i][j < k ? j : j + 1];
                }
            }
            sum += (k % 2 == 0 ? 1 : -1) * m[0][k] * determinant(minor);
        }
        return sum;
    }

    @Test
    void tiny_steps_are_always_accepted_and_huge_ones_never() {
        try (OpenDensity<Hamiltonian> open = open()) {
            Chains from = open.at(OpenDensity.normal(1, 40));
            Noise noise = OpenDensity.noise(OpenDensity.normal(2, 40), 2, 0.5);
            assertThat(open.kernel.next(open.session, from, noise, 1e-4).acceptance())
                    .isCloseTo(1, within(1e-6));
            Kernel.Moved thrown = open.kernel.next(open.session, from, noise, 1e200);
            assertThat(thrown.acceptance()).isZero();
            assertThat(thrown.to().x()).isEqualTo(from.x());
        }
    }

    @Test
    void an_accepted_end_is_that_of_the_leapfrog_steps() {
        try (OpenDensity<Hamiltonian> open = open()) {
            Chains from = open.at(0.9, -0.2);
            double[] momentum = {0.7, -0.4};
            // A uniform number of ½ leaves the step size as it is.
            Noise noise = new Noise(momentum, new double[] {0, 0, 0.5});
            Phase end = run(open, new Phase(from, momentum), 0.2, 10);
            assertThat(open.kernel.next(open.session, from, noise, 0.2).to().x())
                    .containsExactly(end.chains().x(), within(1e-12));
        }
    }
}
