package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
    private static final double DEVIATION = 0.01;

    private final List<List<Double>> ring = ring();

    @Test
    void a_perfect_sampler_recovers_all_modes_with_98_89_percent_of_high_quality() {
        float[] points = around(ring, 200_000);
        ModeCoverage coverage = ModeCoverage.of(points, ring, DEVIATION, 1);
        assertThat(coverage.recovered()).isEqualTo(8);
        assertThat(coverage.highQuality()).isCloseTo(100 * (1 - Math.exp(-4.5)), within(0.1));
    }

    @Test
    void a_collapsed_sampler_recovers_what_it_draws() {
        ModeCoverage coverage = ModeCoverage.of(around(ring.subList(0, 3), 3_000), ring, DEVIATION, 1);
        assertThat(coverage.recovered()).isEqualTo(3);
        assertThat(coverage.modes()).isEqualTo(8);
    }

    @Test
    void one_good_sample_recovers_a_mode_and_the_middle_of_the_ring_recovers_none() {
        assertThat(ModeCoverage.of(new float[] {1, 0}, ring, DEVIATION, 1))
                .isEqualTo(new ModeCoverage(8, 1, 100, Math.log(8)));
        assertThat(ModeCoverage.of(new float[] {0, 0}, ring, DEVIATION, 1))
                .isEqualTo(new ModeCoverage(8, 0, 0, Math.log(8)));
    }

    @Test
    void three_deviations_are_near_enough_and_more_are_not() {
        assertThat(ModeCoverage.of(new float[] {1.0299f, 0}, ring, DEVIATION, 1).highQuality())
                .isEqualTo(100);
        assertThat(ModeCoverage.of(new float[] {1.0301f, 0}, ring, DEVIATION, 1).highQuality())
                .isZero();
    }

    @Test
    void a_sample_that_is_not_finite_is_of_no_quality() {
        assertThat(ModeCoverage.of(new float[] {Float.NaN, 0, 1, 0}, ring, DEVIATION, 1)
                        .highQuality())
                .isEqualTo(50);
    }

    @Test
    void a_threshold_of_two_asks_for_two_good_samples() {
        float[] points = {1, 0, 1, 0, 0, 1};
        List<Double> equal = Collections.nCopies(8, 0.125);
        assertThat(ModeCoverage.of(points, ring, DEVIATION, 1, equal).recovered())
                .isEqualTo(2);
        assertThat(ModeCoverage.of(points, ring, DEVIATION, 2, equal).recovered())
                .isEqualTo(1);
        assertThatThrownBy(() -> ModeCoverage.of(points, ring, DEVIATION, 0, equal))
                .hasMessageContaining("threshold of at least 1");
        assertThatThrownBy(() -> ModeCoverage.of(points, ring, DEVIATION, 1, List.of(1.0)))
                .hasMessageContaining("each of 8 modes");
    }

    @Test
    void the_reverse_kl_of_even_counts_over_some_modes_is_the_log_of_the_ratio() {
        assertThat(ModeCoverage.of(around(ring, 800), ring, DEVIATION, 1).reverseKl())
                .isCloseTo(0, within(1e-12));
        assertThat(ModeCoverage.of(around(ring.subList(0, 2), 800), ring, DEVIATION, 1)
                        .reverseKl())
                .isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void the_reverse_kl_compares_with_the_true_weights() {
        List<List<Double>> two = List.of(List.of(0.0, 0.0), List.of(1.0, 0.0));
        float[] points = {0, 0, 0, 0, 0, 0, 1, 0};
        assertThat(ModeCoverage.of(points, two, DEVIATION, 1, List.of(3.0, 1.0)).reverseKl())
                .isCloseTo(0, within(1e-12));
        double expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
        assertThat(ModeCoverage.of(points, two, DEVIATION, 1).reverseKl()).isCloseTo(expected, within(1e-12));
        assertThat(ModeCoverage.of(new float[] {Float.NaN, 0}, two, DEVIATION, 1)
                        .reverseKl())
                .isNaN();
    }

    @Test
    void a_perfect_sampler_scores_the_floor_of_the_reverse_kl_on_average() {
        Random random = new Random(9);
        double sum = 0;
        for (int round = 0; round < 400; round++) {
            float[] points = new float[2 * 500];
            for (int i = 0; i < points.length; i += 2) {
                List<Double> centre = ring.get(random.nextInt(8));
                points[i] = centre.get(0).floatValue();
                points[i + 1] = centre.get(1).floatValue();
            }
            sum += ModeCoverage.of(points, ring, DEVIATION, 1).reverseKl();
        }
        assertThat(sum / 400).isCloseTo(ModeCoverage.biasFloorOfReverseKl(8, 500), within(7e-4));
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

    @Test
    void a_mode_that_is_hit_by_chance_is_not_recovered() {
        assertThat(List.of(
                        ModeCoverage.usualThreshold(2_500),
                        ModeCoverage.usualThreshold(1_000),
                        ModeCoverage.usualThreshold(10)))
                .containsExactly(20, 8, 1);
        float[] points = around(ring.subList(0, 1), 1_000);
        points[0] = ring.get(1).get(0).floatValue();
        points[1] = ring.get(1).get(1).floatValue();
        assertThat(ModeCoverage.of(points, ring, DEVIATION, 1).recovered()).isEqualTo(2);
        assertThat(ModeCoverage.of(points, ring, DEVIATION, ModeCoverage.usualThreshold(1_000))
                        .recovered())
                .isEqualTo(1);
    }
}
