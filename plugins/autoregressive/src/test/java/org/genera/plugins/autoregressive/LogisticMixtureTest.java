package org.genera.plugins.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.genera.nn.GradientCheck;
import org.genera.nn.Initializer;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.ModelContext;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class LogisticMixtureTest {
    private static final Levels LEVELS = Levels.of(ValueRange.UNIT);
    private static final int COMPONENTS = 3;
    private static final LogisticMixture MIXTURE = new LogisticMixture(LEVELS, COMPONENTS);

    private final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);

    /** Parameters of mixtures, narrow and wide, within the levels and far outside. */
    private static float[] parameters(int numbers) {
        SplittableRandom random = new SplittableRandom(2);
        float[] given = new float[numbers * 3 * COMPONENTS];
        for (int i = 0; i < given.length; i++) {
            int kind = i / COMPONENTS % 3;
            double unit = random.nextDouble();
            given[i] = (float) (kind == 0 ? 4 * unit - 2 : kind == 1 ? 4 * unit - 2 : 8 * unit - 7);
        }
        return given;
    }

    @Test
    void the_probabilities_of_all_levels_add_up_to_one_and_are_those_of_an_independent_computation() {
        int numbers = 40;
        float[] given = parameters(numbers);
        Operand<TFloat32> input = graph.input("given", -1, (long) numbers * MIXTURE.outputs());
        var values = graph.input("values", -1, numbers);
        Operand<TFloat32> logits = MIXTURE.logits(graph.tf(), input);
        Operand<TFloat32> logProb = MIXTURE.logProb(graph.tf(), input, values);
        try (ModelSession session = graph.open()) {
            float[] byLevel = session.call().feed(input, given, 1, given.length).floats(logits);
            for (int number = 0; number < numbers; number++) {
                double sum = 0;
                for (int level = 0; level < 256; level++) {
                    double exact = logProb(given, number, level);
                    float found = byLevel[number * 256 + level];
                    assertThat((double) found).isCloseTo(exact, within(1e-4 * Math.max(1, Math.abs(exact))));
                    sum += Math.exp(found);
                }
                assertThat(sum).isCloseTo(1, within(1e-4));
            }
            for (int level : new int[] {0, 1, 100, 254, 255}) {
                float[] told = new float[numbers];
                Arrays.fill(told, LEVELS.value(level));
                float[] scored = session.call()
                        .feed(input, given, 1, given.length)
                        .feed(values, told, 1, numbers)
                        .floats(logProb);
                for (int number = 0; number < numbers; number++) {
                    float other = byLevel[number * 256 + level];
                    assertThat(scored[number]).isCloseTo(other, within(1e-4f * Math.max(1, Math.abs(other))));
                }
            }
        }
    }

    /** In double, by the difference of the distribution function at the edges of a level, taken on the side where it is small. */
    private static double logProb(float[] given, int number, int level) {
        int from = number * 3 * COMPONENTS;
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < COMPONENTS; k++) {
            double weight = Math.exp(given[from + k]);
            double mean = given[from + COMPONENTS + k];
            double scale = Math.exp(given[from + 2 * COMPONENTS + k]);
            double below = level == 0 ? Double.NEGATIVE_INFINITY : ((2.0 * level - 1) / 255 - 1 - mean) / scale;
            double above = level == 255 ? Double.POSITIVE_INFINITY : ((2.0 * level + 1) / 255 - 1 - mean) / scale;
            double part = below > 0 ? sigmoid(-below) - sigmoid(-above) : sigmoid(above) - sigmoid(below);
            weights += weight;
            sum += weight * part;
        }
        return Math.log(sum / weights);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void its_log_probability_has_the_gradient_of_finite_differences() {
        var given = graph.scope("net").weight("given", Shape.of(5, MIXTURE.outputs()), Initializer.normal(0.5f));
        var values = graph.input("values", -1, 5);
        Operand<TFloat32> row = graph.tf().reshape(given, graph.tf().constant(new long[] {1, 5L * MIXTURE.outputs()}));
        Operand<TFloat32> loss = graph.tf()
                .math
                .mean(MIXTURE.logProb(graph.tf(), row, values), graph.tf().constant(new int[] {0, 1}));
        GradientCheck check = GradientCheck.of(graph, loss, graph.trainable("net"));
        float[] told = {0, 1, 0.2f, 0.5f, 0.9f};
        try (ModelSession session = graph.open()) {
            assertThat(check.largestError(session, () -> session.call().feed(values, told, 1, 5)))
                    .isLessThan(5e-3);
        }
    }

    @Test
    void a_draw_is_the_level_around_the_quantile_of_the_logistic_distribution() {
        LogisticMixture one = new LogisticMixture(LEVELS, 1);
        Operand<TFloat32> input = graph.input("given", -1, 3);
        Operand<TFloat32> logits = one.logits(graph.tf(), input);
        double mean = 0.3;
        double scale = Math.exp(-2);
        try (ModelSession session = graph.open()) {
            float[] byLevel = session.call()
                    .feed(input, new float[] {0, (float) mean, -2}, 1, 3)
                    .floats(logits);
            for (double uniform = 0.0005; uniform < 1; uniform += 0.001) {
                double quantile = mean + scale * Math.log(uniform / (1 - uniform));
                double exact = Math.max(0, Math.min(255, (quantile + 1) / 2 * 255));
                int level = LEVELS.draw(byLevel, 0, 1, uniform);
                assertThat(Math.abs(level - exact)).isLessThan(0.5 + 1e-2);
            }
            // With half the temperature probabilities are squared: of two levels one is ahead by the square.
            double[] squares = new double[256];
            double sum = 0;
            for (int level = 0; level < 256; level++) {
                sum += Math.exp(2 * byLevel[level]);
                squares[level] = sum;
            }
            for (double uniform = 0.0005; uniform < 1; uniform += 0.01) {
                int level = LEVELS.draw(byLevel, 0, 0.5, uniform);
                assertThat(uniform * sum).isLessThan(squares[level] + 1e-9);
                assertThat(level == 0 || squares[level - 1] <= uniform * sum + 1e-9)
                        .isTrue();
            }
        }
    }

    @Test
    void binary_pictures_are_refused_in_a_sentence() {
        assertThatThrownBy(() -> new LogisticMixture(Levels.of(ValueRange.BINARY), 5))
                .hasMessageContaining("choose the output softmax");
    }
}
