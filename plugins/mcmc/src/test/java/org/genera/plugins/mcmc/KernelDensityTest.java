package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelDensityTest {
    private static final double[] CENTRES = {0.3, -1, 1.2, 0.5, -0.7, 0.4, 0, 0, 2, -2, 0.31, -1.01, -1.5, 1};
    private static final int COUNT = CENTRES.length / 2;

    private static OpenDensity<Void> open(double h) {
        return OpenDensity.of(CENTRES, 2, h, (graph, density) -> null);
    }

    private static double direct(double x, double y, double h) {
        double sum = 0;
        for (int n = 0; n < COUNT; n++) {
            double dx = x - CENTRES[2 * n];
            double dy = y - CENTRES[2 * n + 1];
            sum += Math.exp(-(dx * dx + dy * dy) / (2 * h * h)) / (2 * Math.PI * h * h * COUNT);
        }
        return Math.log(sum);
    }

    @Test
    void it_is_the_mean_of_the_kernels() {
        try (OpenDensity<Void> open = open(0.4)) {
            double[] points = OpenDensity.normal(3, 40);
            double[] values = open.density.logDensity(open.session, points);
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isCloseTo(direct(points[2 * i], points[2 * i + 1], 0.4), within(1e-12));
            }
        }
    }

    @Test
    void it_integrates_to_one() {
        try (OpenDensity<Void> open = open(0.4)) {
            int side = 240;
            double cell = 12.0 / side;
            double[] grid = OpenDensity.filled(
                    2 * side * side, i -> -6 + cell * (i % 2 == 0 ? i / 2 % side + 0.5 : i / 2 / side + 0.5));
            double sum = 0;
            for (double each : open.density.logDensity(open.session, grid)) {
                sum += Math.exp(each) * cell * cell;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void its_score_is_the_finite_difference_of_its_logarithm() {
        double step = 1e-5;
        try (OpenDensity<Void> open = open(0.3)) {
            double[] points = OpenDensity.normal(5, 20);
            double[] score = open.at(points).score();
            for (int i = 0; i < points.length; i++) {
                double[] above = points.clone();
                double[] below = points.clone();
                above[i] += step;
                below[i] -= step;
                double difference = (open.density.logDensity(open.session, above)[i / 2]
                                - open.density.logDensity(open.session, below)[i / 2])
                        / (2 * step);
                assertThat(score[i]).isCloseTo(difference, within(1e-7));
            }
        }
    }

    @Test
    void far_from_all_centres_neither_logarithm_nor_score_is_lost() {
        try (OpenDensity<Void> open = open(0.01)) {
            Chains far = open.at(50, 0);
            assertThat(far.logDensity()[0])
                    .isCloseTo(-0.5 * (48.0 * 48 + 4) * 1e4 + Math.log(1e4 / (2 * Math.PI * COUNT)), within(1e-4));
            assertThat(far.score()[0]).isCloseTo((2 - 50) * 1e4, within(1e-6));
        }
    }

    @Test
    void left_out_centres_do_not_see_themselves() {
        try (OpenDensity<Void> open = open(0.4)) {
            double expected = 0;
            double self = 1 / (2 * Math.PI * 0.16);
            for (int n = 0; n < COUNT; n++) {
                double all = COUNT * Math.exp(direct(CENTRES[2 * n], CENTRES[2 * n + 1], 0.4));
                expected += Math.log((all - self) / (COUNT - 1)) / COUNT;
            }
            assertThat(open.density.leaveOneOut(open.session, 1000)).isCloseTo(expected, within(1e-10));
        }
    }

    @Test
    void the_chosen_bandwidth_has_no_better_neighbour() {
        double[] centres = OpenDensity.normal(9, 400);
        for (int i = 0; i < centres.length; i++) {
            centres[i] = 0.1 * centres[i] + (i / 2 % 2 == 0 ? 5 : -5);
        }
        try (OpenDensity<Void> open = OpenDensity.of(centres, 2, 1, (graph, density) -> null)) {
            double scott = BandwidthSearch.scott(centres, 200, 2);
            double h = BandwidthSearch.best(scott, each -> leaveOneOut(open, each));
            assertThat(leaveOneOut(open, h)).isGreaterThan(leaveOneOut(open, 0.95 * h));
            assertThat(leaveOneOut(open, h)).isGreaterThan(leaveOneOut(open, 1.05 * h));
            // Two far modes of width 0.1: Scott's rule sees one Gaussian of width 5.
            assertThat(h).isBetween(0.01, 0.1);
            assertThat(scott).isGreaterThan(1);
        }
    }

    private static double leaveOneOut(OpenDensity<Void> open, double h) {
        open.density.storeBandwidth(open.session, h);
        return open.density.leaveOneOut(open.session, 1000);
    }

    @Test
    void repeated_points_have_no_best_bandwidth_and_that_is_said() {
        assertThatThrownBy(() -> BandwidthSearch.best(0.5, h -> -Math.log(h)))
                .hasMessageContaining("give the bandwidth yourself (Scott's rule says 0.500)");
        assertThatThrownBy(() -> BandwidthSearch.best(0, h -> 0)).hasMessageContaining("two or more different");
    }
}
