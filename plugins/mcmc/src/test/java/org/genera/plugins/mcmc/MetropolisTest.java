package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetropolisTest {

    private static Kernel.Moved propose(OpenDensity<RandomWalkMetropolis> open, double[] x, double[] y, double u) {
        double[] normal = OpenDensity.filled(x.length, j -> (y[j] - x[j]) / 0.5);
        return open.kernel.next(open.session, open.at(x), OpenDensity.noise(normal, x.length, u), 0.5);
    }

    @Test
    void the_acceptance_keeps_detailed_balance() {
        double[] centres = {-1, 0.5, 0.2, 1.3};
        try (OpenDensity<RandomWalkMetropolis> open = OpenDensity.of(centres, 2, 0.7, RandomWalkMetropolis::new)) {
            for (int i = 0; i < 10; i++) {
                double[] x = OpenDensity.normal(300 + i, 2);
                double[] y = OpenDensity.normal(400 + i, 2);
                double forth = propose(open, x, y, 0.5).acceptance();
                double back = propose(open, y, x, 0.5).acceptance();
                double difference = open.logDensity(y) - open.logDensity(x);
                assertThat(forth).isCloseTo(Math.min(1, Math.exp(difference)), within(1e-12));
                assertThat(open.logDensity(x) + Math.log(forth))
                        .isCloseTo(open.logDensity(y) + Math.log(back), within(1e-12));
            }
        }
    }

    @Test
    void it_goes_when_the_uniform_number_is_below_the_ratio() {
        try (OpenDensity<RandomWalkMetropolis> open = OpenDensity.standardNormal(1, RandomWalkMetropolis::new)) {
            double[] x = {0};
            double[] y = {1};
            double ratio = Math.exp(-0.5);
            assertThat(propose(open, x, y, ratio - 1e-9).to().x()).containsExactly(y, within(1e-12));
            assertThat(propose(open, x, y, ratio + 1e-9).to().x()).containsExactly(x);
            assertThat(propose(open, y, x, 0.999).to().x()).containsExactly(x, within(1e-12));
        }
    }

    @Test
    void a_proposal_without_density_is_refused() {
        try (OpenDensity<RandomWalkMetropolis> open = OpenDensity.standardNormal(1, RandomWalkMetropolis::new)) {
            Kernel.Moved moved =
                    open.kernel.next(open.session, open.at(0.5), OpenDensity.noise(new double[] {1e300}, 1, 0), 1e10);
            assertThat(moved.to().x()).containsExactly(0.5);
            assertThat(moved.acceptance()).isZero();
        }
    }
}
