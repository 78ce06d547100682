package org.genera.plugins.bernoulli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

class BernoulliModelTest {
    private static final int SIZE = 4;
    private static final double[][] TRUE = {{0.9, 0.1, 0.5, 0.2}, {0.2, 0.7, 0.5, 0.6}};

    private static Model build(int classes, Map<String, Object> given) {
        Values values = Values.of(new BernoulliFamily().variants().get(0).hyperparameters(), given);
        DataSpec data = new DataSpec(new DataShape.Vector(SIZE), ValueRange.BINARY, classes, 500);
        return new BernoulliFamily().build(new ModelSpec("independent", values, data, 1), ModelContext.cpu());
    }

    private static Batch examples(int count) {
        Random random = new Random(3);
        float[] values = new float[count * SIZE];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextDouble() < 0.3 ? 1 : 0;
            for (int j = 0; j < SIZE; j++) {
                values[i * SIZE + j] = random.nextDouble() < TRUE[labels[i]][j] ? 1 : 0;
            }
        }
        return new Batch(count, values, labels);
    }

    /** θ by counting, in a loop of its own. */
    private static double[][] counted(Batch batch, double smoothing) {
        double[][] set = new double[2][SIZE];
        double[] seen = new double[2];
        for (int i = 0; i < batch.count(); i++) {
            seen[batch.labels()[i]]++;
            for (int j = 0; j < SIZE; j++) {
                set[batch.labels()[i]][j] += batch.values()[i * SIZE + j];
            }
        }
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < SIZE; j++) {
                set[k][j] = (set[k][j] + smoothing) / (seen[k] + 2 * smoothing);
            }
        }
        return set;
    }

    private static double probability(double[] theta, int bits) {
        double product = 1;
        for (int j = 0; j < SIZE; j++) {
            product *= (bits >> j & 1) == 1 ? theta[j] : 1 - theta[j];
        }
        return product;
    }

    private static Batch all() {
        float[] values = new float[16 * SIZE];
        for (int bits = 0; bits < 16; bits++) {
            for (int j = 0; j < SIZE; j++) {
                values[bits * SIZE + j] = bits >> j & 1;
            }
        }
        return new Batch(16, values, new int[0]);
    }

    @Test
    void probabilities_of_all_examples_are_those_of_the_counts_and_add_up_to_one() {
        Batch batch = examples(500);
        double[][] theta = counted(batch, 0.7);
        double second = share(batch);
        try (Model model = build(2, Map.of("smoothing", 0.7))) {
            model.trainStep(OneBatch.first(batch));
            double[] scored =
                    ((Likelihood) model).logLikelihood(all(), "exact", 0).values();
            double[] posterior = ((Classification) model).logPosterior(all());
            double sum = 0;
            for (int bits = 0; bits < 16; bits++) {
                double first = (1 - second) * probability(theta[0], bits);
                double expected = first + second * probability(theta[1], bits);
                sum += Math.exp(scored[bits]);
                assertThat(Math.exp(scored[bits])).isCloseTo(expected, within(1e-12));
                assertThat(Math.exp(posterior[2 * bits])).isCloseTo(first / expected, within(1e-12));
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
    }

    /** With one imaginary example in each class, as all class models here have. */
    private static double share(Batch batch) {
        double second = 0;
        for (int label : batch.labels()) {
            second += label;
        }
        return (second + 1) / (batch.count() + 2);
    }

    @Test
    void without_smoothing_what_was_never_seen_is_impossible_and_all_else_is_finite() {
        Batch batch = new Batch(3, new float[] {1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1}, new int[0]);
        try (Model model = build(0, Map.of("smoothing", 0))) {
            model.trainStep(OneBatch.first(batch));
            double[] scored = ((Likelihood) model)
                    .logLikelihood(new Batch(2, new float[] {1, 0, 1, 1, 0, 0, 1, 1}, new int[0]), "exact", 0)
                    .values();
            assertThat(scored[0]).isCloseTo(3 * Math.log(2 / 3.0), within(1e-12));
            assertThat(scored[1]).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void completions_follow_the_conditional_distribution() {
        Batch batch = examples(500);
        double[][] theta = counted(batch, 1);
        double second = share(batch);
        int count = 20_000;
        float[] given = new float[count * SIZE];
        for (int i = 0; i < count; i++) {
            given[i * SIZE] = 1;
        }
        try (Model model = build(2, Map.of())) {
            model.trainStep(OneBatch.first(batch));
            SampleRequest request = SampleRequest.of(count, 5, BernoulliFamily.EXACT)
                    .given(new Given(
                            new Batch(count, given, new int[0]),
                            Known.some(new boolean[] {true, false, false, false})));
            float[] drawn = ((Sampling) model).sample(request).values();
            double joint = (1 - second) * theta[0][0] * theta[0][1] + second * theta[1][0] * theta[1][1];
            double evidence = (1 - second) * theta[0][0] + second * theta[1][0];
            double mean = 0;
            for (int i = 0; i < count; i++) {
                assertThat(drawn[i * SIZE]).isEqualTo(1);
                mean += drawn[i * SIZE + 1] / count;
            }
            assertThat(mean).isCloseTo(joint / evidence, within(0.015));
        }
    }
}
