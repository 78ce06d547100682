package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
    private static final double DEVIATION = 0.01;

    private final List<List<Double>> ring = ring();

    @Test
    void a_perfect_sampler_recovers_all_modes_with_98_89_percent_of_high_quality() {
        float[] points = around(ring, 200_000);
        ModeCoverage coverage = ModeCoverage.of(points, ring, DEVIATION);
        assertThat(coverage.recovered()).isEqualTo(8);
        assertThat(coverage.highQuality()).isCloseTo(100 * (1 - Math.exp(-4.5)), within(0.1));
    }

    @Test
    void a_collapsed_sampler_recovers_what_it_draws() {
        ModeCoverage coverage = ModeCoverage.of(around(ring.subList(0, 3), 3_000), ring, DEVIATION);
        assertThat(coverage.recovered()).isEqualTo(3);
        assertThat(coverage.modes()).isEqualTo(8);
    }

    @Test
    void one_good_sample_recovers_a_mode_and_the_middle_of_the_ring_recovers_none() {
        assertThat(ModeCoverage.of(new float[] {1, 0}, ring, DEVIATION)).isEqualTo(new ModeCoverage(8, 1, 100));
        assertThat(ModeCoverage.of(new float[] {0, 0}, ring, DEVIATION)).isEqualTo(new ModeCoverage(8, 0, 0));
    }

    @Test
    void three_deviations_are_near_enough_and_more_are_not() {
        assertThat(ModeCoverage.of(new float[] {1.0299f, 0}, ring, DEVIATION).highQuality())
                .isEqualTo(100);
        assertThat(ModeCoverage.of(new float[] {1.0301f, 0}, ring, DEVIATION).highQuality())
                .isZero();
    }

    @Test
    void a_sample_that_is_not_finite_is_of_no_quality() {
        assertThat(ModeCoverage.of(new float[] {Float.NaN, 0, 1, 0}, ring, DEVIATION)
                        .highQuality())
                .isEqualTo(50);
    }

    private static List<List<Double>> ring() {
        List<List<Double>> ring = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ring.add(List.of(Math.cos(Math.PI * i / 4), Math.sin(Math.PI * i / 4)));
        }
        return ring;
    }

    private static float[] around(List<List<Double>> centres, int count) {
        Random random = new Random(5);
        float[] points = new float[2 * count];
        for (int i = 0; i < count; i++) {
            List<Double> centre = centres.get(i % centres.size());
            points[2 * i] = (float) (centre.get(0) + DEVIATION * random.nextGaussian());
            points[2 * i + 1] = (float) (centre.get(1) + DEVIATION * random.nextGaussian());
        }
        return points;
    }
}
