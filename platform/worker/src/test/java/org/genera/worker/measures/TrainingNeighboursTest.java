package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.genera.evaluation.Features;
import org.genera.worker.measures.TrainingNeighbours.Looked;
import org.junit.jupiter.api.Test;

class TrainingNeighboursTest {
    private final Random random = new Random(4);

    @Test
    void a_planted_copy_comes_first_with_what_it_copies() {
        float[] training = normal(500);
        float[] samples = normal(300);
        System.arraycopy(training, 321 * 2, samples, 123 * 2, 2);

        TrainingNeighbours found = search(training, samples, normal(200));

        assertThat(Arrays.copyOfRange(found.values(), 0, 2)).containsExactly(training[642], training[643]);
        assertThat(Arrays.copyOfRange(found.values(), 2, 4)).containsExactly(training[642], training[643]);
        assertThat(found.distances().distances().get(0).get(0)).isZero();
        assertThat(found.distances().distances().get(1).get(0)).isPositive();
    }

    @Test
    void rows_go_from_the_nearest_sample_on_and_each_row_from_the_nearest_neighbour_on() {
        TrainingNeighbours found = search(normal(500), normal(300), normal(200));

        assertThat(found.rows()).isEqualTo(16);
        assertThat(found.columns()).isEqualTo(4);
        double before = 0;
        for (int row = 0; row < 16; row++) {
            var distances = found.distances().distances().get(row);
            assertThat(distances).isSorted().hasSize(3);
            assertThat(distances.get(0)).isGreaterThanOrEqualTo(before);
            before = distances.get(0);
            for (int rank = 0; rank < 3; rank++) {
                assertThat(distance(found.values(), row * 4, row * 4 + rank + 1))
                        .isCloseTo(distances.get(rank), within(1e-6));
            }
        }
    }

    @Test
    void what_is_usual_is_the_distance_of_test_examples() {
        float[] training = new float[100];
        float[] test = new float[100];
        for (int i = 0; i < 50; i++) {
            training[2 * i] = 10 * i;
            // Distances 0.02, 0.04, … 1 along the second axis.
            test[2 * i] = 10 * i;
            test[2 * i + 1] = (i + 1) / 50f;
        }
        TrainingNeighbours found = search(training, test, test);

        assertThat(found.distances().usualMedian()).isCloseTo(0.51, within(1e-6));
        assertThat(found.distances().usualLow()).isCloseTo(0.069, within(1e-6));
    }

    @Test
    void fewer_training_examples_than_neighbours_are_all_shown_and_a_diverged_model_shows_nothing() {
        TrainingNeighbours few = search(normal(2), normal(5), normal(5));
        assertThat(few.columns()).isEqualTo(3);
        assertThat(few.rows()).isEqualTo(5);
        float[] diverged = normal(5);
        diverged[3] = Float.NaN;
        assertThat(TrainingNeighbours.among(looked(normal(9)), looked(diverged), looked(normal(5)), ""))
                .isEmpty();
    }

    private static TrainingNeighbours search(float[] training, float[] samples, float[] test) {
        return TrainingNeighbours.among(looked(training), looked(samples), looked(test), "raw coordinates")
                .orElseThrow();
    }

    private static Looked looked(float[] points) {
        return new Looked(points, Features.of(points, 2));
    }

    private static double distance(float[] points, int one, int other) {
        return Math.hypot(
                points[2 * one] - (double) points[2 * other], points[2 * one + 1] - (double) points[2 * other + 1]);
    }

    private float[] normal(int count) {
        float[] points = new float[2 * count];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) random.nextGaussian();
        }
        return points;
    }
}
