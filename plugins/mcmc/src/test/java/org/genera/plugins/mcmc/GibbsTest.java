package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GibbsTest {
    private static final double[] CENTRES = {-1, 0.5, 0.4, 0.2, 1.3, -0.3, 0.6, -0.8, 0};
    private static final double H = 0.6;

    private static OpenDensity<Gibbs> open() {
        return OpenDensity.of(CENTRES, 3, H, Gibbs::new);
    }

    @Test
    void its_conditional_is_the_joint_over_its_integral() {
        double[] point = {0.3, -0.1, 0.2};
        int cells = 2000;
        double cell = 12.0 / cells;
        try (OpenDensity<Gibbs> open = open()) {
            for (int d = 0; d < 3; d++) {
                int chosen = d;
                double[] line =
                        OpenDensity.filled(3 * cells, i -> i % 3 == chosen ? -6 + (i / 3 + 0.5) * cell : point[i % 3]);
                double[] joint = open.density.logDensity(open.session, line);
                double integral = 0;
                for (double each : joint) {
                    integral += Math.exp(each) * cell;
                }
                double[] weights = open.kernel.weights(open.session, point, d);
                for (int i = 0; i < cells; i += 97) {
                    double conditional = 0;
                    for (int n = 0; n < 3; n++) {
                        double distance = (line[3 * i + d] - CENTRES[3 * n + d]) / H;
                        conditional += weights[n] * Math.exp(-distance * distance / 2) / (H * Math.sqrt(2 * Math.PI));
                    }
                    assertThat(conditional).isCloseTo(Math.exp(joint[i]) / integral, within(1e-10));
                }
            }
        }
    }

    @Test
    void the_uniform_number_chooses_the_kernel_by_its_weight() {
        double[] point = {0.3, -0.1, 0.2};
        try (OpenDensity<Gibbs> open = open()) {
            double[] weights = open.kernel.weights(open.session, point, 0);
            double[] bounds = {0, weights[0], weights[0] + weights[1], 1};
            for (int n = 0; n < 3; n++) {
                for (double u : new double[] {bounds[n] + 1e-9, bounds[n + 1] - 1e-9}) {
                    Noise noise = new Noise(new double[] {0.5, 0, 0}, new double[] {u, 0, 0, 0});
                    double[] x = open.kernel
                            .next(open.session, open.at(point), noise, 1)
                            .to()
                            .x();
                    assertThat(x[0]).isCloseTo(CENTRES[3 * n] + 0.5 * H, within(1e-12));
                }
            }
        }
    }

    @Test
    void coordinates_are_drawn_one_after_the_other() {
        double[] point = {0.3, -0.1, 0.2};
        try (OpenDensity<Gibbs> open = open()) {
            Noise noise = new Noise(new double[] {4, 0, 0}, new double[] {0.99, 0.5, 0.5, 0});
            Chains to = open.kernel.next(open.session, open.at(point), noise, 1).to();
            // The second coordinate is drawn given the first one's new value.
            double[] weights = open.kernel.weights(open.session, new double[] {to.x()[0], -0.1, 0.2}, 1);
            int chosen = weights[0] > 0.5 ? 0 : weights[0] + weights[1] > 0.5 ? 1 : 2;
            assertThat(to.x()[1]).isCloseTo(CENTRES[3 * chosen + 1], within(1e-12));
            assertThat(to.logDensity()[0]).isCloseTo(open.logDensity(to.x()), within(1e-12));
        }
    }
}
